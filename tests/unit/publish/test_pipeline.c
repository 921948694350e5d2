/* The row pipeline: any number of workers, the same bytes and messages; what
   happens when writing or reading fails on the way. */
#include "publish_fixture.h"

/* Some blocks of output; and many batches. */
#define FEW  6000
#define MANY 30000

/* Rows that repeat, with suppliers who change their names and amounts that are
   none; a fault at the end of it when FAULT is not NULL. */
static void put_ledger(int rows, const char *fault)
{
  FILE *file = fopen("ledger.csv", "wb");
  fputs("id,name,amount,list\n", file);
  for (int i = 0; i < rows; i++)
    fprintf(file, "%d,\"Name, \"\"%d\"\"\",%d%s,a%d;b%d\n", i % 700,
            i % 700 + i / 997, i, i % 997 == 5 ? "o" : ".50", i % 3, i);
  if (fault)
    fputs(fault, file);
  fclose(file);
  fixture_put_json(
      "ledger.json",
      "{'@context':['http://www.w3.org/ns/csvw',"
      "{'lod':'https://w3id.org/lodstone/ns#'}],'url':'ledger.csv',"
      "'tableSchema':{'lod:key':{'lod:name':'_k','lod:columns':'*',"
      "'lod:counted':true},'lod:aboutUrl':'r/{_k}','columns':["
      "{'name':'id','required':true},"
      "{'name':'name','aboutUrl':'s/{id}','lod:entity':true},"
      "{'name':'amount','datatype':'decimal'},"
      "{'name':'list','separator':';','ordered':true}]}}");
}

static void begin(FixtureRun *run, const char *format, unsigned jobs)
{
  fixture_begin(run);
  run->options.mapping = "ledger.json";
  run->options.base = "http://example.org/";
  run->options.format = format;
  run->options.jobs = jobs;
}

static const char *const formats[] = {"ntriples", "turtle", "nquads", "trig",
                                      "csv"};

START_TEST(jobs_make_no_difference)
{
  FixtureRun one, many;
  put_ledger(MANY, NULL);
  begin(&one, formats[_i], 1);
  begin(&many, formats[_i], 5);
  one.options.reject = "reject1.csv";
  many.options.reject = "reject5.csv";
  one.options.plain = "plain1.csv";
  many.options.plain = "plain5.csv";
  one.options.bad_cells = many.options.bad_cells = LOD_BAD_CELLS_SKIP;
  ck_assert_int_eq(fixture_convert(&one, "ledger.csv"), LOD_SUCCESS);
  ck_assert_int_eq(fixture_convert(&many, "ledger.csv"), LOD_SUCCESS);
  ck_assert_uint_gt(one.output.size, 500000);
  ck_assert_uint_eq(one.output.size, many.output.size);
  ck_assert_mem_eq(one.output.data, many.output.data, one.output.size);
  ck_assert_uint_gt(one.messages.size, 500);
  ck_assert_str_eq(one.messages.data, many.messages.data);
  ck_assert_uint_eq(one.report.rows, MANY);
  ck_assert_uint_eq(one.report.rows, many.report.rows);
  ck_assert_uint_eq(one.report.statements, many.report.statements);
  ck_assert_uint_eq(one.report.rows_faulty, MANY / 997 + 1);
  ck_assert_uint_eq(many.report.rows_faulty, MANY / 997 + 1);
  ck_assert_uint_eq(one.report.bytes_in, many.report.bytes_in);
  ck_assert_uint_eq(one.report.bytes_out, one.output.size);
  ck_assert(one.report.incomplete && many.report.incomplete);
  char *a = fixture_get("reject1.csv"), *b = fixture_get("reject5.csv");
  ck_assert_str_eq(a, b);
  free(a);
  free(b);
  fixture_end(&one);
  fixture_end(&many);
}
END_TEST

/* The second output is what --to csv makes. */
START_TEST(both_branches_have_the_same_rows)
{
  FixtureRun both, plain;
  put_ledger(FEW, NULL);
  begin(&both, "ntriples", 3);
  begin(&plain, "csv", 3);
  both.options.plain = "plain.csv";
  ck_assert_int_eq(fixture_convert(&both, "ledger.csv"), LOD_SUCCESS);
  ck_assert_int_eq(fixture_convert(&plain, "ledger.csv"), LOD_SUCCESS);
  fixture_expect_file("plain.csv", plain.output.data);
  ck_assert_uint_eq(both.report.rows, plain.report.rows);
  ck_assert_uint_eq(plain.report.statements, 0);
  fixture_end(&both);
  fixture_end(&plain);
}
END_TEST

/* A write function that fails at its n-th call: that status, no call after it,
   and the bytes before it as they would have been. */
static void torture_writes(unsigned jobs, LodStatus failure)
{
  FixtureRun whole, run;
  size_t before = 0, n = 1;
  put_ledger(FEW, NULL);
  begin(&whole, "ntriples", jobs);
  begin(&run, "ntriples", jobs);
  ck_assert_int_eq(fixture_convert(&whole, "ledger.csv"), LOD_SUCCESS);
  for (;; n++) {
    run.fail_at = n;
    run.failure = failure;
    LodStatus status = fixture_convert(&run, "ledger.csv");
    ck_assert_uint_le(run.output.size, whole.output.size);
    ck_assert_mem_eq(run.output.data, whole.output.data, run.output.size);
    if (!status)
      break;
    ck_assert_int_eq(status, failure);
    ck_assert_uint_eq(run.calls, n);
    ck_assert(n == 1 || run.output.size > before);
    ck_assert_int_eq(
        strncmp(whole.messages.data, run.messages.data, run.messages.size), 0);
    before = run.output.size;
  }
  ck_assert_uint_eq(n, whole.calls + 1);
  ck_assert_uint_gt(n, 10);
  ck_assert_uint_eq(run.output.size, whole.output.size);
  fixture_end(&whole);
  fixture_end(&run);
}

START_TEST(write_faults_stop_the_run)
{
  torture_writes(1, LOD_ERR_IO);
}
END_TEST

START_TEST(write_faults_stop_every_worker)
{
  torture_writes(5, LOD_ERR_STORE);
}
END_TEST

/* What the reader finds at the end is told behind what is before it. */
START_TEST(reader_faults_come_in_order)
{
  static const struct {
    const char *fault, *message;
  } rows[] = {
      {"1,\"open,1,a\n", "e "},
      {"1,caf\xe9,1,a\n2,x,3,b\n", "e "},
  };
  for (unsigned jobs = 1; jobs <= 5; jobs += 4) {
    FixtureRun run;
    put_ledger(FEW, rows[_i].fault);
    begin(&run, "ntriples", jobs);
    ck_assert_int_eq(fixture_convert(&run, "ledger.csv"), LOD_ERR_INPUT);
    /* in the order of lines, the error last and once */
    int last = 0, errors = 0;
    for (char *at = run.messages.data, *next; *at; at = next) {
      next = strchr(at, '\n') + 1;
      int line = atoi(strchr(strchr(at, ':'), ':') + 1);
      ck_assert_int_ge(line, last);
      last = line;
      errors += *at == 'e';
      ck_assert(*at != 'e' || !*next);
    }
    ck_assert_int_eq(errors, 1);
    ck_assert_int_eq(last, FEW + 2);
    ck_assert_uint_ge(run.report.rows, FEW);
    fixture_end(&run);
  }
}
END_TEST

/* CLI.md, --bad-cells stop: at the first one, whoever meets it. */
START_TEST(a_bad_cell_stops_at_its_place)
{
  for (unsigned jobs = 1; jobs <= 5; jobs += 4) {
    FixtureRun run;
    put_ledger(FEW, NULL);
    begin(&run, "ntriples", jobs);
    run.options.bad_cells = LOD_BAD_CELLS_STOP;
    ck_assert_int_eq(fixture_convert(&run, "ledger.csv"), LOD_ERR_INPUT);
    ck_assert_str_eq(run.messages.data, "e bad-cell ledger.csv:7:3\n");
    fixture_end(&run);
  }
}
END_TEST

static void count_progress(void *user, const LodProgress *progress)
{
  size_t *count = user;
  ck_assert_uint_le(progress->rows, FEW);
  ck_assert_uint_le(progress->bytes_in, progress->bytes_total);
  ++*count;
}

START_TEST(progress_is_told)
{
  FixtureRun run;
  size_t count = 0;
  put_ledger(FEW, NULL);
  begin(&run, "turtle", 2);
  run.options.progress = count_progress;
  run.options.progress_user = &count;
  ck_assert_int_eq(fixture_convert(&run, "ledger.csv"), LOD_SUCCESS);
  ck_assert_uint_lt(count, 100);
  fixture_end(&run);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, jobs_make_no_difference, 0,
                      sizeof formats / sizeof *formats);
  tcase_add_test(tcase, both_branches_have_the_same_rows);
  tcase_add_test(tcase, write_faults_stop_the_run);
  tcase_add_test(tcase, write_faults_stop_every_worker);
  tcase_add_loop_test(tcase, reader_faults_come_in_order, 0, 2);
  tcase_add_test(tcase, a_bad_cell_stops_at_its_place);
  tcase_add_test(tcase, progress_is_told);
}

int main(void)
{
  return fixture_main("pipeline", add_tests);
}
