/* Identity and entities (vocab/ns/README.md): hashes of rows, statements that
   are written once, and notes on what varies. */
#include "plan_fixture.h"

#define BY_TITLE "'lod:matching':'title','lod:nullInTemplate':'omit',"
/* Every row is a thing of its own, <r/HASH>, which has an "a". */
#define ROWS                                                                   \
  PLAN_SCHEMA(BY_TITLE                                                         \
              "'lod:key':{'lod:name':'_k','lod:columns':'*',"                  \
              "'lod:counted':true},'lod:aboutUrl':'r/{_k}','columns':["        \
              "{'name':'a'},"                                                  \
              "{'name':'b','datatype':'decimal','suppressOutput':true},"       \
              "{'name':'c','suppressOutput':true}]")
/* The thing is named by "a", or by "b" where there is no "a". */
#define OTHERWISE                                                              \
  PLAN_SCHEMA(BY_TITLE                                                         \
              "'lod:key':[{'lod:name':'_k','lod:columns':['a'],"               \
              "'lod:needed':['a'],'lod:otherwise':'_b'},"                      \
              "{'lod:name':'_b','lod:columns':['b'],'lod:needed':['b']}],"     \
              "'lod:aboutUrl':'r/{_k}','columns':["                            \
              "{'name':'a','suppressOutput':true},"                            \
              "{'name':'b','suppressOutput':true},{'name':'c'}]")

static int compare_lines(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The lines of TEXT (cut up for it) in the order of their bytes, as one. */
static char *sort_lines(char *text)
{
  size_t size = strlen(text) + 1, count = 0;
  char **lines = calloc(size, sizeof *lines), *save = NULL;
  char *sorted = calloc(size + 1, 1);
  for (char *line = strtok_r(text, "\n", &save); line;
       line = strtok_r(NULL, "\n", &save))
    lines[count++] = line;
  qsort(lines, count, sizeof *lines, compare_lines);
  for (size_t i = 0; i < count; i++)
    strcat(strcat(sorted, lines[i]), "\n");
  free(lines);
  return sorted;
}

static char *sorted_rows(const char *metadata, const char *table)
{
  const PlanCase c = {.metadata = metadata, .table = table};
  PlanResult result = plan_run(&c);
  ck_assert_int_eq(result.status, LOD_SUCCESS);
  ck_assert_str_eq(result.messages.data, "");
  char *sorted = sort_lines(result.text.data);
  plan_result_free(&result);
  return sorted;
}

/* DESIGN "Identity": any order of rows and of columns, any spelling. */
START_TEST(identity_is_of_what_a_row_says)
{
  static const char *const tables[] = {
      "a,b,c,extra,more\nx,1.50,z,e,m\ny,2,,,n\nx,1.50,z,e,m\n",
      "a,b,c,extra,more\ny,2,,,n\nx,1.50,z,e,m\nx,1.50,z,e,m\n",
      "c,b,a,extra,more\nz,1.50,x,e,m\n,2,y,,n\nz,1.50,x,e,m\n",
      "more,a,b,extra,c\nm,x,1.50,e,z\nn,y,2,,\nm,x,1.50,e,z\n",
      "a,b,c,extra,more\nx,1.5,z,e,m\ny,2.00,,,n\nx,+1.50,z,e,m\n",
      "A,B,C,extra,more\nx,1.5,z,e,m\ny,2.00,,,n\nx,+1.50,z,e,m\n"};
  char *first = sorted_rows(ROWS, tables[0]);
  char *other = sorted_rows(ROWS, tables[_i]);
  ck_assert_str_eq(first, other);
  free(first);
  free(other);
}
END_TEST

/* The labels of the subjects <http://example.org/r/LABEL>, in order. */
static size_t take_labels(const char *text, char labels[][64], size_t most)
{
  static const char start[] = "<http://example.org/r/";
  size_t count = 0;
  for (; *text && count < most; text = strchr(text, '\n') + 1) {
    ck_assert_msg(!strncmp(text, start, strlen(start)), "%s", text);
    const char *label = text + strlen(start);
    size_t size = strcspn(label, ">");
    ck_assert_uint_lt(size, 64);
    memcpy(labels[count], label, size);
    labels[count++][size] = '\0';
  }
  return count;
}

/* 32 hexadecimal digits; the second of equal rows has "-2" behind them. */
START_TEST(equal_rows_stay_apart)
{
  const PlanCase c = {.metadata = ROWS,
                      .table = "a,b,c\nx,1,z\nx,1.0,z\ny,1,z\nx,1,z\n",
                      .batch_bytes = _i == 0 ? 0 : 8};
  PlanResult result = plan_run(&c);
  char labels[4][64], expected[72];
  ck_assert_uint_eq(take_labels(result.text.data, labels, 4), 4);
  ck_assert_uint_eq(strlen(labels[0]), 32);
  ck_assert_uint_eq(strspn(labels[0], "0123456789abcdef"), 32);
  snprintf(expected, sizeof expected, "%s-2", labels[0]);
  ck_assert_str_eq(labels[1], expected);
  ck_assert_uint_eq(strlen(labels[2]), 32);
  ck_assert_str_ne(labels[0], labels[2]);
  snprintf(expected, sizeof expected, "%s-3", labels[0]);
  ck_assert_str_eq(labels[3], expected);
  plan_result_free(&result);
}
END_TEST

/* Rows that are not equal, whatever one might confuse. */
START_TEST(different_rows_are_different)
{
  const PlanCase c = {.metadata = ROWS,
                      .table = "a,c,b,extra\n"
                               "xy,,1,\nx,y,1,\nxy,,,1\nxy,,1,1\nxy,-,1,\n"
                               "\"x,y\",,1,\nx y,,1,\nXy,,1,\n"};
  PlanResult result = plan_run(&c);
  char labels[9][64];
  size_t count = take_labels(result.text.data, labels, 9);
  ck_assert_uint_eq(count, 8);
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < i; j++)
      ck_assert_str_ne(labels[i], labels[j]);
  plan_result_free(&result);
}
END_TEST

/* A key of some columns; where a needed one is null another key serves. */
START_TEST(another_key_serves)
{
  const PlanCase c = {.metadata = OTHERWISE,
                      .table = "a,b,c\nx,1,p\nx,2,q\n,x,r\n,1,s\n,1,t\n,,u\n"};
  PlanResult result = plan_run(&c);
  char labels[6][64];
  ck_assert_uint_eq(take_labels(result.text.data, labels, 6), 5);
  ck_assert_str_eq(labels[0], labels[1]);
  ck_assert_str_ne(labels[0], labels[2]);
  ck_assert_str_ne(labels[2], labels[3]);
  ck_assert_str_eq(labels[3], labels[4]);
  ck_assert_ptr_null(strstr(result.text.data, "\"u\""));
  plan_result_free(&result);
}
END_TEST

#define ENTITY ",'lod:entity':true"
/* Suppliers have a name and a town; a row has an amount. */
#define SUPPLIERS                                                              \
  PLAN_SCHEMA("'columns':[{'name':'id','suppressOutput':true},"                \
              "{'name':'name','aboutUrl':'s/{id}'" ENTITY "},"                 \
              "{'name':'town','aboutUrl':'s/{id}'" ENTITY "},"                 \
              "{'name':'amount','aboutUrl':'a/{_row}'},"                       \
              "{'name':'t','virtual':true,'aboutUrl':'s/{id}',"                \
              "'propertyUrl':'rdf:type',"                                      \
              "'valueUrl':'schema:Organization'" ENTITY "}]")
#define SAYS(id, property, object)                                             \
  "<http://example.org/" id "> " property " " object " .\n"
#define NAMED(id, property, text)                                              \
  SAYS(id, "<http://example.org/t.csv#" property ">", "\"" text "\"")
#define TYPED(id)                                                              \
  SAYS(id, "<" LOD_RDF "type>", "<http://schema.org/Organization>")

static const char suppliers_table[] =
    "id,name,town,amount\n1,A,X,10\n1,A,X,20\n2,B,,30\n1,Å,X,40\n1,A,Y,50\n"
    "1,,,60\n";
static const char *const suppliers_lines[] = {NAMED("s/1", "name", "A"),
                                              NAMED("s/1", "town", "X"),
                                              TYPED("s/1"),
                                              NAMED("a/1", "amount", "10"),
                                              NAMED("a/2", "amount", "20"),
                                              NAMED("s/2", "name", "B"),
                                              TYPED("s/2"),
                                              NAMED("a/3", "amount", "30"),
                                              NAMED("s/1", "name", "Å"),
                                              NAMED("a/4", "amount", "40"),
                                              NAMED("s/1", "town", "Y"),
                                              NAMED("a/5", "amount", "50"),
                                              NAMED("a/6", "amount", "60")};
#define LINE_COUNT (sizeof suppliers_lines / sizeof *suppliers_lines)

static void expect_suppliers(const char *text)
{
  for (size_t i = 0; i < LINE_COUNT; i++) {
    size_t size = strlen(suppliers_lines[i]);
    ck_assert_msg(!strncmp(text, suppliers_lines[i], size), "%s\nwanted: %s",
                  text, suppliers_lines[i]);
    text += size;
  }
  ck_assert_str_eq(text, "");
}

/* Once per distinct value; two names are two labels, and a note. */
START_TEST(entities_are_written_once)
{
  static const size_t batch_bytes[] = {0, 8, 16, 24};
  const PlanCase c = {.metadata = SUPPLIERS,
                      .table = suppliers_table,
                      .batch_bytes = batch_bytes[_i]};
  PlanResult result = plan_run(&c);
  expect_suppliers(result.text.data);
  ck_assert_str_eq(
      result.messages.data,
      "n entity-varies 5:2 name|id 1: more than one name; all are kept\n"
      "n entity-varies 6:3 town|id 1: more than one town; all are kept\n");
  ck_assert_uint_eq(result.statements, LINE_COUNT);
  plan_result_free(&result);
}
END_TEST

/* What two workers make of alternate batches is what one makes. */
static void work_on(LodPlanWork *work, PlanWorld *world, LodRows *rows,
                    LodBatch *batch)
{
  (void)world;
  ck_assert_int_eq(lod_rows_evaluate(rows, batch), LOD_SUCCESS);
  ck_assert_int_eq(lod_plan_evaluate(work, rows), LOD_SUCCESS);
}

START_TEST(workers_share_the_keys)
{
  PlanWorld world;
  plan_open(&world, SUPPLIERS, suppliers_table, false, 16);
  LodPlanOptions options = {.base = PLAN_BASE, .table_url = PLAN_URL};
  LodPlan *plan;
  LodPlanKeys *keys;
  LodPlanWork *works[2];
  LodRows *rows[2];
  LodBatch batches[2] = {0};
  LodBuffer out[2] = {0}, all = {0};
  ck_assert_int_eq(lod_plan_new(world.mapping, world.binding, &options, &plan),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_plan_keys_new(plan, 1 << 20, &keys), LOD_SUCCESS);
  for (int i = 0; i < 2; i++) {
    ck_assert_int_eq(lod_plan_work_new(plan, &works[i]), LOD_SUCCESS);
    ck_assert_int_eq(lod_rows_new(world.binding, &rows[i]), LOD_SUCCESS);
  }
  /* both evaluate before either resolves, both resolve before either writes */
  batches[0] = world.batch;
  world.batch = (LodBatch){0};
  uint64_t row = 1;
  while (true) {
    ck_assert_int_eq(lod_reader_next(world.reader, &batches[1]), LOD_SUCCESS);
    for (int i = 0; i < 2; i++) {
      batches[i].first_row = row;
      row += batches[i].record_count;
      work_on(works[i], &world, rows[i], &batches[i]);
    }
    for (int i = 0; i < 2; i++)
      ck_assert_int_eq(lod_plan_resolve(works[i], keys, NULL), LOD_SUCCESS);
    for (int i = 0; i < 2; i++) {
      out[i].size = 0;
      ck_assert_int_eq(lod_plan_render(works[i], &out[i], NULL), LOD_SUCCESS);
      ck_assert_int_eq(lod_buffer_append_view(&all, lod_buffer_view(&out[i])),
                       LOD_SUCCESS);
    }
    if (!batches[1].record_count)
      break;
    ck_assert_int_eq(lod_reader_next(world.reader, &batches[0]), LOD_SUCCESS);
  }
  ck_assert_int_eq(lod_buffer_terminate(&all), LOD_SUCCESS);
  expect_suppliers(all.data);
  for (int i = 0; i < 2; i++) {
    lod_plan_work_free(works[i]);
    lod_rows_free(rows[i]);
    lod_batch_free(&batches[i]);
    lod_buffer_free(&out[i]);
  }
  lod_buffer_free(&all);
  lod_plan_keys_free(keys);
  lod_plan_free(plan);
  plan_close(&world);
}
END_TEST

/* Rows that are not told count as rows before: the parts, one behind the
   other, are the whole, byte by byte, and so are their messages. */
START_TEST(parts_make_up_the_whole)
{
  static const uint64_t bounds[] = {1, 300, 301, 301, 640, 5000};
  LodBuffer table = {0}, parts = {0}, messages = {0};
  ck_assert_int_eq(lod_buffer_append_text(&table, "id,name,town,amount\n"),
                   LOD_SUCCESS);
  for (int i = 0; i < 1000; i++)
    ck_assert_int_eq(lod_buffer_printf(&table, "%d,n%d,t%d,%d\n", i % 83,
                                       i % 40 ? i % 83 : i, i % 83, i % 450),
                     LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&table), LOD_SUCCESS);
  PlanCase c = {.metadata = SUPPLIERS, .table = table.data, .batch_bytes = 300};
  PlanResult whole = plan_run(&c);
  uint64_t statements = 0;
  for (size_t i = 0; i + 1 < sizeof bounds / sizeof *bounds; i++) {
    c.begin = bounds[i];
    c.end = bounds[i + 1];
    PlanResult part = plan_run(&c);
    ck_assert_uint_lt(part.text.size, whole.text.size);
    ck_assert(part.text.size > 1 || c.begin == c.end);
    statements += part.statements;
    ck_assert_int_eq(lod_buffer_append_text(&parts, part.text.data),
                     LOD_SUCCESS);
    ck_assert_int_eq(lod_buffer_append_text(&messages, part.messages.data),
                     LOD_SUCCESS);
    plan_result_free(&part);
  }
  ck_assert_int_eq(lod_buffer_terminate(&parts), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&messages), LOD_SUCCESS);
  ck_assert_uint_eq(statements, whole.statements);
  ck_assert_msg(!strcmp(parts.data, whole.text.data), "the texts differ");
  ck_assert_uint_gt(messages.size, 100);
  ck_assert_str_eq(messages.data, whole.messages.data);
  lod_buffer_free(&messages);
  plan_result_free(&whole);
  lod_buffer_free(&table);
  lod_buffer_free(&parts);
}
END_TEST

static void make_many(LodBuffer *table, int rows)
{
  ck_assert_int_eq(lod_buffer_append_text(table, "a,b,c\n"), LOD_SUCCESS);
  for (int i = 0; i < rows; i++)
    ck_assert_int_eq(
        lod_buffer_printf(table, "%d,%d,\n", i % (rows - 9), i % 3),
        LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(table), LOD_SUCCESS);
}

START_TEST(spilled_keys_change_nothing)
{
  LodBuffer table = {0};
  make_many(&table, 30000);
  PlanCase c = {.metadata = ROWS,
                .table = table.data,
                .batch_bytes = 4096,
                .memory = 64 << 20};
  PlanResult a = plan_run(&c);
  c.memory = 64 << 10;
  PlanResult b = plan_run(&c);
  ck_assert_uint_eq(a.spilled, 0);
  ck_assert_uint_gt(b.spilled, 0);
  ck_assert_uint_eq(a.key_count, b.key_count);
  ck_assert_str_eq(a.text.data, b.text.data);
  ck_assert_ptr_nonnull(strstr(a.text.data, "-2> "));
  plan_result_free(&a);
  plan_result_free(&b);
  lod_buffer_free(&table);
}
END_TEST

/* DESIGN "Errors": every failure has been said once, where it was found. */
START_TEST(says_that_keys_cannot_be_spilled)
{
  LodBuffer table = {0};
  make_many(&table, 30000);
  const PlanCase c = {.metadata = ROWS,
                      .table = table.data,
                      .batch_bytes = 4096,
                      .memory = 64 << 10};
  ck_assert_int_eq(setenv("TMPDIR", "/nonexistent/folder", 1), 0);
  PlanResult result = plan_run(&c);
  ck_assert_int_eq(result.status, LOD_ERR_IO);
  ck_assert_msg(!strncmp(result.messages.data, "e ", 2), "%s",
                result.messages.data);
  ck_assert_ptr_eq(strchr(result.messages.data, '\n'),
                   strrchr(result.messages.data, '\n'));
  plan_result_free(&result);
  lod_buffer_free(&table);
}
END_TEST

/* More keys than columns: the number of a key is not that of a column. */
START_TEST(keys_may_be_more_than_columns)
{
  const PlanCase c = {.metadata = PLAN_SCHEMA(
                          BY_TITLE
                          "'lod:key':[{'lod:name':'_1','lod:columns':['a']},"
                          "{'lod:name':'_2','lod:columns':['a']},"
                          "{'lod:name':'_3','lod:columns':['a']},"
                          "{'lod:name':'_4','lod:columns':['a']}],"
                          "'lod:aboutUrl':'p/{_1}','columns':["
                          "{'name':'a','propertyUrl':'csvw:a',"
                          "'lod:valueUrl':'q/{_4}'}]"),
                      .table = "a\n1\n2\n"};
  PlanResult result = plan_run(&c);
  ck_assert_int_eq(result.status, LOD_SUCCESS);
  ck_assert_uint_eq(result.statements, 2);
  plan_result_free(&result);
}
END_TEST

/* A key that another determines tells nothing beside it: what is said about
   one thing is new together, and is one key of the set. */
START_TEST(keys_that_are_determined_cost_nothing)
{
  const PlanCase c = {
      .metadata = PLAN_SCHEMA(
          BY_TITLE "'lod:key':[{'lod:name':'_p','lod:columns':['a','b']},"
                   "{'lod:name':'_d','lod:columns':['a'],'lod:needed':['a']}],"
                   "'lod:aboutUrl':'p/{_p}','columns':["
                   "{'name':'a','propertyUrl':'csvw:a','lod:entity':true},"
                   "{'name':'b','suppressOutput':true},"
                   "{'name':'d','virtual':true,'propertyUrl':'csvw:d',"
                   "'lod:valueUrl':'d/{_d}','lod:entity':true}]"),
      .table = "a,b\n1,1\n1,2\n1,1\n,1\n"};
  PlanResult result = plan_run(&c);
  ck_assert_int_eq(result.status, LOD_SUCCESS);
  ck_assert_uint_eq(result.key_count, 3);  /* (1,1), (1,2) and (,1) */
  ck_assert_uint_eq(result.statements, 4); /* a and d of the first two */
  plan_result_free(&result);
}
END_TEST

#define PAYMENTS                                                               \
  PLAN_SCHEMA(BY_TITLE                                                         \
              "'lod:key':[{'lod:name':'_p','lod:columns':['n','org']}],"       \
              "'lod:aboutUrl':'p/{_p}','columns':["                            \
              "{'name':'n','titles':'n','propertyUrl':'csvw:n',"               \
              "'lod:entity':true},"                                            \
              "{'name':'org','titles':'org','propertyUrl':'csvw:org',"         \
              "'lod:identifierType':'organisationNumber',"                     \
              "'lod:entity':true}]")

static size_t count_of(const char *text, const char *part)
{
  size_t count = 0;
  for (; (text = strstr(text, part)); text += strlen(part))
    count++;
  return count;
}

/* However an identifier is written, it is one payment, of which everything is
   said once: its number, and each way in which the identifier is written.
   Every order of five rows, all in one batch or each in its own. */
START_TEST(ways_to_write_an_identifier_are_kept)
{
  static const char *const rows[] = {"1,5560125790\n", "1,556012-5790\n",
                                     "1,165560125790\n", "1,5560125790\n",
                                     "1,556012-5790\n"};
  char table[128] = "n,org\n";
  int left[] = {0, 1, 2, 3, 4}, code = _i / 2;
  for (int n = 5; n > 0; n--) {
    const int at = code % n;
    code /= n;
    strcat(table, rows[left[at]]);
    memmove(left + at, left + at + 1, (size_t)(n - at - 1) * sizeof *left);
  }
  const PlanCase c = {
      .metadata = PAYMENTS, .table = table, .batch_bytes = _i % 2 ? 8 : 0};
  PlanResult result = plan_run(&c);
  ck_assert_int_eq(result.status, LOD_SUCCESS);
  ck_assert_uint_eq(result.statements, 4);
  ck_assert_uint_eq(count_of(result.text.data, "#n> \"1\" .\n"), 1);
  ck_assert_uint_eq(count_of(result.text.data, "#org> \"5560125790\" .\n"), 1);
  ck_assert_uint_eq(count_of(result.text.data, "#org> \"556012-5790\" .\n"), 1);
  ck_assert_uint_eq(count_of(result.text.data, "#org> \"165560125790\" .\n"),
                    1);
  plan_result_free(&result);
}
END_TEST

/* What is written as ten digits costs one key a payment. */
START_TEST(digits_cost_no_second_key)
{
  const PlanCase c = {.metadata = PAYMENTS,
                      .table = "n,org\n1,5560125790\n2,5560125790\n"
                               "1,5560125790\n3,\n"};
  PlanResult result = plan_run(&c);
  ck_assert_uint_eq(result.key_count, 3);
  ck_assert_uint_eq(result.statements, 5); /* 3 has no identifier */
  plan_result_free(&result);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, ways_to_write_an_identifier_are_kept, 0, 240);
  tcase_add_test(tcase, digits_cost_no_second_key);
  tcase_add_test(tcase, keys_may_be_more_than_columns);
  tcase_add_test(tcase, keys_that_are_determined_cost_nothing);
  tcase_add_loop_test(tcase, identity_is_of_what_a_row_says, 0, 6);
  tcase_add_loop_test(tcase, equal_rows_stay_apart, 0, 2);
  tcase_add_test(tcase, different_rows_are_different);
  tcase_add_test(tcase, another_key_serves);
  tcase_add_loop_test(tcase, entities_are_written_once, 0, 4);
  tcase_add_test(tcase, workers_share_the_keys);
  tcase_add_test(tcase, parts_make_up_the_whole);
  tcase_add_test(tcase, spilled_keys_change_nothing);
  tcase_add_test(tcase, says_that_keys_cannot_be_spilled);
}

int main(void)
{
  return plan_main("plan_keys", add_tests);
}
