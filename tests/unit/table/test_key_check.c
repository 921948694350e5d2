/* Primary and foreign keys over rows. */
#include "base/memory.h"
#include "fixture.h"
#include "table/key_check.h"

/* The columns of all cases: the type of the first is the case's own. */
enum { COLUMNS = 3 };

typedef struct Case {
  const char *name;
  LodDatatypeSpec type;
  const char *separator;
  const char *primary; /* digits: columns; "": none */
  const char *foreign; /* to the values of "target"; "": none */
  const char *target;
  bool before; /* all rows of the target are in before those of the table */
  const char *rows;
  const char *messages;
  bool again; /* does it take a second reading? */
} Case;

#define TYPE(type)                                                             \
  {                                                                            \
    .base = LOD_XSD_##type                                                     \
  }

static const Case cases[] = {
    {"no key", TYPE(STRING), 0, "", "", "", 0, "1,2,3\n1,2,3\n", "", 0},
    {"a primary key", TYPE(STRING), 0, "0", "", "", 0, "a,,\nb,,\n", "", 0},
    {"values that come again", TYPE(STRING), 0, "0", "", "", 0,
     "a,,\nb,,\na,,\na,,\n",
     "e primary-key 4:1 a|the primary key (names) has the same value as in "
     "line 2\n"
     "e primary-key 5:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     1},
    {"one value in other forms", TYPE(DECIMAL), 0, "0", "", "", 0,
     "1.0,,\n+01,,\n1.00000000000000000000000001,,\n",
     "e primary-key 3:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     1},
    {"moments in other time zones", TYPE(DATE_TIME), 0, "0", "", "", 0,
     "2026-01-01T00:00:00Z,,\n2026-01-01T01:00:00+01:00,,\n"
     "2026-01-01T00:00:00,,\n",
     "e primary-key 3:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     1},
    {"a null is a value", TYPE(STRING), 0, "0", "", "", 0, ",1,\nx,,\n,2,\n",
     "e primary-key 4:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     1},
    {"several columns", TYPE(STRING), 0, "01", "", "", 0,
     "a,bc,\nab,c,\na,b,\n,a,\na,,\na,b,x\n",
     "e primary-key 7:0 |the primary key (names) has the same value as in "
     "line 4\n",
     1},
    {"lists", TYPE(INTEGER), ";", "0", "", "", 0,
     "1;2,,\n2;1,,\n1 ; +2,,\n12,,\n1;;2,,\n",
     "e primary-key 4:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     1},
    {"a bad cell stands for its text", TYPE(INTEGER), 0, "0", "", "", 0,
     "x,,\n1,,\nx,,\n",
     "e primary-key 4:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     1},
    {"a foreign key", TYPE(STRING), 0, "", "0", "a b", 1, "b,,\na,,\nb,,\n", "",
     0},
    {"to a table that comes later", TYPE(STRING), 0, "", "0", "a b", 0,
     "b,,\na,,\n", "", 1},
    {"without a row", TYPE(STRING), 0, "", "0", "a b", 1, "a,,\nc,,\n",
     "e foreign-key 3:1 a|the foreign key (names) refers to no row of t.csv\n",
     0},
    {"without a row, told later", TYPE(STRING), 0, "", "0", "a b", 0,
     "a,,\nc,,\n",
     "e foreign-key 3:1 a|the foreign key (names) refers to no row of t.csv\n",
     1},
    {"a null refers to nothing", TYPE(STRING), 0, "", "0", "a b", 1, ",,\n",
     "e foreign-key 2:1 a|the foreign key (names) is null, and no row of t.csv "
     "is\n",
     0},
    {"to more rows than one", TYPE(STRING), 0, "", "0", "a b a", 1,
     "a,,\nb,,\n",
     "e foreign-key 2:1 a|the foreign key (names) refers to 2 rows of t.csv, "
     "not to one\n",
     0},
    {"by value", TYPE(DECIMAL), 0, "", "0", "1 2", 1, "1.0,,\n02,,\n", "", 0},
};

typedef struct World {
  LodSchema *schema;
  LodBatch batch;
  LodBinding *binding;
  LodRows *rows;
  LodKeyIndex own, target;
  LodKeyUse uses[2];
  size_t use_count, columns[2][COLUMNS];
  LodKeyCheck *check;
  LodKeyWork *work;
} World;

static LodHash hash_of(const char *value, size_t size)
{
  const uint32_t length = (uint32_t)size;
  LodBuffer bytes = {0};
  ck_assert_int_eq(lod_buffer_append_char(&bytes, LOD_VALUE_VALID), 0);
  ck_assert_int_eq(
      lod_buffer_append(&bytes, (const char *)&length, sizeof length), 0);
  ck_assert_int_eq(lod_buffer_append(&bytes, value, size), 0);
  const LodHash hash = lod_hash(lod_buffer_view(&bytes));
  lod_buffer_free(&bytes);
  return hash;
}

static void fill_target(const Case *test, LodKeySet *set)
{
  uint32_t before;
  for (const char *at = test->target; *at; at += strspn(at, " ")) {
    const size_t size = strcspn(at, " ");
    ck_assert_int_eq(lod_keyset_add(set, hash_of(at, size), &before), 0);
    at += size;
  }
}

static void add_use(World *world, const char *columns, LodKeyIndex *index,
                    bool foreign)
{
  const size_t count = strlen(columns);
  if (!count)
    return;
  size_t *const own = world->columns[world->use_count];
  for (size_t i = 0; i < count; ++i)
    own[i] = (size_t)(columns[i] - '0');
  world->uses[world->use_count++] = (LodKeyUse){.columns = own,
                                                .column_count = count,
                                                .names = "names",
                                                .index = index,
                                                .unique = !foreign,
                                                .foreign = foreign};
}

static void open_rows(const Case *test, World *world)
{
  const LodColumn columns[COLUMNS] = {
      {.name = "a", .spec = test->type, .separator = test->separator},
      {.name = "b", .spec = TYPE(STRING)},
      {.name = "c", .spec = TYPE(STRING)}};
  LodBuffer text = {0};
  ck_assert_int_eq(lod_buffer_printf(&text, "a,b,c\n%s", test->rows), 0);
  world->schema = make_schema(columns, COLUMNS, false);
  world->batch = make_batch(buffer_text(&text));
  ck_assert_int_eq(lod_binding_new(world->schema, world->batch.cells, COLUMNS,
                                   false, NULL, NULL, &world->binding),
                   LOD_SUCCESS);
  lod_batch_drop(&world->batch, 1);
  world->batch.first_row = 1;
  ck_assert_int_eq(lod_rows_new(world->binding, &world->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_evaluate(world->rows, &world->batch), LOD_SUCCESS);
  lod_buffer_free(&text);
}

static void open_world(const Case *test, World *world)
{
  *world = (World){.target = {.table = "t.csv", .complete = test->before}};
  open_rows(test, world);
  ck_assert_int_eq(lod_keyset_new(LOD_KEYS_COUNTED, UINT64_MAX, &world->own.set), LOD_SUCCESS);
  ck_assert_int_eq(lod_keyset_new(LOD_KEYS_COUNTED, UINT64_MAX, &world->target.set), LOD_SUCCESS);
  if (test->before)
    fill_target(test, world->target.set);
  add_use(world, test->primary, &world->own, false);
  add_use(world, test->foreign, &world->target, true);
}

static void close_world(World *world)
{
  lod_key_work_free(world->work);
  lod_key_check_free(world->check);
  lod_keyset_free(world->own.set);
  lod_keyset_free(world->target.set);
  lod_rows_free(world->rows);
  lod_binding_free(world->binding);
  lod_batch_free(&world->batch);
  lod_schema_free(world->schema);
}

static LodStatus read_rows(World *world, LodLog *log)
{
  LodStatus status = lod_key_work_hash(world->work, world->rows);
  return status ? status : lod_key_check_rows(world->check, world->work, log);
}

/* Both readings; LOD_ERR_NO_MEMORY at the first that fails. */
static LodStatus run(const Case *test, World *world, LodLog *log)
{
  world->check = lod_key_check_new(world->uses, world->use_count);
  world->work = world->check ? lod_key_work_new(world->check) : NULL;
  if (!world->work)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = read_rows(world, log);
  if (status)
    return status;
  ck_assert_msg(lod_key_check_wants_more(world->check) == test->again, "%s",
                test->name);
  ck_assert_uint_eq(lod_key_check_untold(world->check), 0);
  if (!test->before)
    fill_target(test, world->target.set);
  world->target.complete = true;
  lod_key_check_again(world->check, log);
  return read_rows(world, NULL);
}

START_TEST(test_cases)
{
  const Case *const test = &cases[_i];
  World world;
  LodBuffer messages = {0};
  LodLog *const log = lod_log_new();
  lod_log_set_handler(log, put_message, &messages);
  open_world(test, &world);
  ck_assert_int_eq(run(test, &world, log), LOD_SUCCESS);
  ck_assert_msg(!strcmp(buffer_text(&messages), test->messages), "%s: %s",
                test->name, buffer_text(&messages));
  close_world(&world);
  lod_log_free(log);
  lod_buffer_free(&messages);
}
END_TEST

/* A table whose target could not be read has no references to judge. */
START_TEST(test_target_that_never_comes)
{
  const Case test = {.name = "",
                     .type = TYPE(STRING),
                     .primary = "",
                     .foreign = "0",
                     .target = "",
                     .rows = "a,,\n"};
  World world;
  LodLog *const log = lod_log_new();
  open_world(&test, &world);
  world.check = lod_key_check_new(world.uses, world.use_count);
  world.work = lod_key_work_new(world.check);
  ck_assert_int_eq(read_rows(&world, log), LOD_SUCCESS);
  lod_key_check_again(world.check, log);
  ck_assert_int_eq(read_rows(&world, NULL), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), 0);
  close_world(&world);
  lod_log_free(log);
}
END_TEST

/* Values past those that are kept to be told are counted. */
START_TEST(test_many)
{
  enum { VALUES = 5000, KEPT = 4096 };
  LodBuffer text = {0};
  for (int i = 0; i < VALUES; ++i)
    ck_assert_int_eq(lod_buffer_printf(&text, "%x\n", (unsigned)i), 0);
  const Case test = {.name = "",
                     .type = TYPE(STRING),
                     .primary = "0",
                     .foreign = "",
                     .target = "",
                     .rows = buffer_text(&text)};
  World world;
  LodLog *const log = lod_log_new();
  open_world(&test, &world);
  world.check = lod_key_check_new(world.uses, world.use_count);
  world.work = lod_key_work_new(world.check);
  ck_assert_uint_eq(world.rows->row_count, VALUES);
  for (int i = 0; i < 2; ++i) /* the same batch, two times */
    ck_assert_int_eq(read_rows(&world, log), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), 0);
  lod_key_check_again(world.check, log);
  for (int i = 0; i < 2; ++i)
    ck_assert_int_eq(read_rows(&world, NULL), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), KEPT);
  ck_assert_uint_eq(lod_key_check_untold(world.check), VALUES - KEPT);
  close_world(&world);
  lod_log_free(log);
  lod_buffer_free(&text);
}
END_TEST

START_TEST(test_no_memory)
{
  const Case *const test = &cases[6];
  for (size_t nth = 1;; ++nth) {
    World world;
    LodLog *const log = lod_log_new();
    open_world(test, &world);
    lod_memory_fail_at(nth);
    const LodStatus status = run(test, &world, log);
    lod_memory_fail_at(0);
    close_world(&world);
    lod_log_free(log);
    if (!status) {
      ck_assert_uint_gt(nth, 8);
      break;
    }
    ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
  }
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("key_check");
  TCase *const tcase = tcase_create("key_check");
  tcase_add_loop_test(tcase, test_cases, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tcase, test_target_that_never_comes);
  tcase_add_test(tcase, test_many);
  tcase_add_test(tcase, test_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
