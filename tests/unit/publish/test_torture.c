/* Conversions without memory and without room on the disk: a status, what was
   there stays, nothing is left behind (the sanitizers watch). */
#include "publish_fixture.h"

#include "base/memory.h"
#include <lodstone/batch.h>
#include <lodstone/explain.h>
#include <lodstone/pack.h>
#include <signal.h>
#include <sys/resource.h>

static void put_ledger(void)
{
  fixture_put("t.csv", "id,name,amount,list,extra\n1,Ett,5,a;b,x\n2,\"Två,\n\","
                       "x,,\n2,Zwei,-1.50,c,y\n,,,,\n");
  fixture_put_json(
      "m.json",
      "{'@context':['http://www.w3.org/ns/csvw',"
      "{'lod':'https://w3id.org/lodstone/ns#'}],'url':'t.csv','dc:title':'T',"
      "'tableSchema':{'lod:matching':'title','lod:key':{'lod:name':'_k',"
      "'lod:columns':'*','lod:counted':true},'lod:aboutUrl':'r/{_k}',"
      "'columns':[{'name':'id','required':true},"
      "{'name':'name','aboutUrl':'s/{id}','lod:entity':true,'lang':'sv'},"
      "{'name':'amount','datatype':'decimal'},"
      "{'name':'list','separator':';','ordered':true},"
      "{'name':'v','virtual':true,'propertyUrl':'rdf:type',"
      "'valueUrl':'{+list}'}]}}");
}

typedef struct Way {
  const char *format, *mapping, *vocab;
  unsigned jobs;
  size_t step;    /* from one failing allocation to the next */
  unsigned parts; /* not 0: the second of them */
} Way;

static const char *const outputs[] = {"out", "plain.csv", "reject.csv",
                                      "plain.json"};
#define OUTPUT_COUNT (sizeof outputs / sizeof *outputs)

static void put_old(void)
{
  for (size_t i = 0; i < OUTPUT_COUNT; i++)
    fixture_put(outputs[i], "old");
}

static void begin(FixtureRun *run, const Way *way)
{
  fixture_begin(run);
  run->options.mapping = way->mapping;
  run->options.format = way->format;
  run->options.base = "http://example.org/";
  run->options.vocab_path = way->vocab;
  run->options.jobs = way->jobs;
  run->options.shard = way->parts ? 2 : 0;
  run->options.shard_count = way->parts;
  run->options.memory = 1 << 20;
  run->options.bad_cells = LOD_BAD_CELLS_SKIP;
  run->options.output = outputs[0];
  run->options.plain = outputs[1];
  run->options.reject = outputs[2];
  run->options.json = outputs[3];
}

/* Without the handler of the fixture, which needs memory, too. */
static LodStatus convert(FixtureRun *run)
{
  LodLog *log = lod_log_new();
  if (!log)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_convert("t.csv", &run->options, log, &run->report);
  lod_log_free(log);
  return status;
}

static void expect_files(char *const *texts)
{
  for (size_t i = 0; i < OUTPUT_COUNT; i++)
    fixture_expect_file(outputs[i], texts ? texts[i] : "old");
}

/* Every allocation fails in turn.  What can do without it (a thread, a
   message) may go on, but then the outputs are what they are with it. */
static void torture_memory(const Way *way)
{
  FixtureRun run;
  char *texts[OUTPUT_COUNT];
  size_t failures = 0, unharmed = 0;
  begin(&run, way);
  put_old();
  size_t files = fixture_count_files(".");
  ck_assert_int_eq(convert(&run), LOD_SUCCESS);
  for (size_t i = 0; i < OUTPUT_COUNT; i++)
    texts[i] = fixture_get(outputs[i]);
  for (size_t n = 1;; n += way->step) {
    put_old();
    size_t before = lod_memory_count();
    lod_memory_fail_at(n);
    LodStatus status = convert(&run);
    lod_memory_fail_at(0);
    ck_assert_uint_eq(fixture_count_files("."), files);
    ck_assert_msg(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY,
                  "allocation %zu: status %d", n, (int)status);
    expect_files(status ? NULL : texts);
    if (lod_memory_count() - before < n)
      break;
    failures += status != LOD_SUCCESS;
    unharmed += status == LOD_SUCCESS;
  }
  ck_assert_uint_gt(failures, 30);
  ck_assert_uint_lt(unharmed, failures / 5);
  for (size_t i = 0; i < OUTPUT_COUNT; i++)
    free(texts[i]);
  fixture_end(&run);
}

START_TEST(no_memory_leaves_what_was)
{
  static const Way ways[] = {
      {"ntriples", "m.json", "", 1, 1, 0}, {"turtle", "m.json", "", 3, 3, 0},
      {"csv", "m.json", "", 1, 3, 0},      {"rdfxml", "m.json", "", 1, 3, 0},
      {"ntriples", NULL, "", 1, 3, 0},     {"csvw-json", "m.json", "", 2, 2, 0},
      {"turtle", "m.json", "", 1, 3, 3},
  };
  put_ledger();
  torture_memory(&ways[_i]);
}
END_TEST

START_TEST(no_memory_for_the_pack)
{
  char vocab[1024];
  const char *source = getenv("top_srcdir");
  if (!source)
    return;
  snprintf(vocab, sizeof vocab, "%s/vocab", source);
  const Way way = {"turtle", "leverantorsreskontra", vocab, 1, 13, 0};
  fixture_put("t.csv",
              "kopare_id;kopare;verifikationsnummer;leverantor;leverantor_id;"
              "konto_nr;konto_text;belopp;datum\n"
              "2120001967;K;V1;L;5560125790;6110;Text;1,50;2026-01-31\n"
              "2120001967;K;V2;L;556012-5790;6110;Text;-2,25;2026-02-30\n");
  torture_memory(&way);
}
END_TEST

/* ---- other calls ---- */

START_TEST(explaining_without_memory)
{
  put_ledger();
  LodConvertOptions options;
  lod_convert_options_init(&options);
  options.mapping = "m.json";
  options.vocab_path = "";
  options.output = "out";
  for (size_t n = 1;; n += 2) {
    fixture_put("out", "old");
    LodLog *log = lod_log_new();
    size_t before = lod_memory_count();
    lod_memory_fail_at(n);
    LodStatus status = lod_explain("t.csv", &options, LOD_EXPLAIN_WORDS, log);
    lod_memory_fail_at(0);
    lod_log_free(log);
    ck_assert_msg(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY,
                  "allocation %zu: status %d", n, (int)status);
    if (status)
      fixture_expect_file("out", "old");
    if (lod_memory_count() - before < n)
      break;
  }
}
END_TEST

START_TEST(listing_packs_without_memory)
{
  char vocab[1024];
  const char *source = getenv("top_srcdir");
  if (!source)
    return;
  snprintf(vocab, sizeof vocab, "%s/vocab", source);
  LodStatus status = LOD_ERR_NO_MEMORY;
  size_t n = 1;
  for (; status; n++) {
    LodPackList *list = NULL;
    lod_memory_fail_at(n);
    status = lod_pack_list_new(vocab, NULL, &list);
    lod_memory_fail_at(0);
    if (status)
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
    ck_assert((status == LOD_SUCCESS) == (list != NULL));
    lod_pack_list_free(list);
  }
  ck_assert_uint_gt(n, 10);
}
END_TEST

START_TEST(batches_without_memory)
{
  ck_assert_int_eq(mkdir("in", 0777), 0);
  fixture_put("in/one.csv", "a\n1\n");
  fixture_put("in/two.csv", "a\n2\n");
  LodConvertOptions options;
  lod_convert_options_init(&options);
  options.vocab_path = "";
  options.jobs = 1;
  for (size_t n = 1;; n += 3) {
    LodBatchReport *report = NULL;
    LodLog *log = lod_log_new();
    size_t before = lod_memory_count();
    lod_memory_fail_at(n);
    LodStatus status = lod_batch("in", "out", &options, log, &report);
    lod_memory_fail_at(0);
    ck_assert_msg(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY,
                  "allocation %zu: status %d", n, (int)status);
    for (size_t i = 0; report && i < lod_batch_report_size(report); i++) {
      const LodBatchFile *file = lod_batch_report_at(report, i);
      ck_assert((file->status == LOD_SUCCESS) == (file->linked != NULL));
    }
    lod_batch_report_free(report);
    lod_log_free(log);
    if (lod_memory_count() - before < n)
      break;
  }
}
END_TEST

/* ---- no room on the disk ---- */

/* A file may grow to LIMIT bytes: beyond, write fails (EFBIG). */
static void limit_files(rlim_t limit)
{
  struct rlimit both;
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &both), 0);
  both.rlim_cur = limit;
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &both), 0);
}

START_TEST(full_disks_leave_what_was)
{
  FixtureRun run;
  const Way way = {.format = _i ? "rdfxml" : "turtle", .jobs = 2};
  LodBuffer table = {0};
  ck_assert_int_eq(lod_buffer_append_text(&table, "a,b\n"), LOD_SUCCESS);
  for (int i = 0; i < 3000; i++)
    ck_assert_int_eq(lod_buffer_printf(&table, "%d,x\n", i), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&table), LOD_SUCCESS);
  fixture_put("t.csv", table.data);
  lod_buffer_free(&table);
  begin(&run, &way);
  run.options.vocab_path = "";
  put_old();
  ck_assert_int_eq(convert(&run), LOD_SUCCESS);
  size_t size = (size_t)run.report.bytes_out;
  ck_assert_uint_gt(size, 20000);
  ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
  for (size_t limit = 0; limit < size; limit += size / 9) {
    LodStatus status;
    put_old();
    limit_files(limit);
    status = convert(&run);
    limit_files(RLIM_INFINITY);
    ck_assert_int_eq(status, LOD_ERR_IO);
    fixture_expect_file("out", "old");
    ck_assert_uint_eq(fixture_count_files("."), OUTPUT_COUNT + 1);
  }
  fixture_end(&run);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, no_memory_leaves_what_was, 0, 7);
  tcase_add_test(tcase, no_memory_for_the_pack);
  tcase_add_test(tcase, explaining_without_memory);
  tcase_add_test(tcase, listing_packs_without_memory);
  tcase_add_test(tcase, batches_without_memory);
  tcase_add_loop_test(tcase, full_disks_leave_what_was, 0, 2);
}

int main(void)
{
  return fixture_main("torture", add_tests);
}
