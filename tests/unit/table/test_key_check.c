/* Primary and foreign keys over rows. */
#include "../torture.h"
#include "base/log_internal.h"
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
     0},
    {"one value in other forms", TYPE(DECIMAL), 0, "0", "", "", 0,
     "1.0,,\n+01,,\n1.00000000000000000000000001,,\n",
     "e primary-key 3:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     0},
    {"moments in other time zones", TYPE(DATE_TIME), 0, "0", "", "", 0,
     "2026-01-01T00:00:00Z,,\n2026-01-01T01:00:00+01:00,,\n"
     "2026-01-01T00:00:00,,\n",
     "e primary-key 3:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     0},
    {"a null is a value", TYPE(STRING), 0, "0", "", "", 0, ",1,\nx,,\n,2,\n",
     "e primary-key 4:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     0},
    {"several columns", TYPE(STRING), 0, "01", "", "", 0,
     "a,bc,\nab,c,\na,b,\n,a,\na,,\na,b,x\n",
     "e primary-key 7:0 |the primary key (names) has the same value as in "
     "line 4\n",
     0},
    {"lists", TYPE(INTEGER), ";", "0", "", "", 0,
     "1;2,,\n2;1,,\n1 ; +2,,\n12,,\n1;;2,,\n",
     "e primary-key 4:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     0},
    {"a bad cell stands for its text", TYPE(INTEGER), 0, "0", "", "", 0,
     "x,,\n1,,\nx,,\n",
     "e primary-key 4:1 a|the primary key (names) has the same value as in "
     "line 2\n",
     0},
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
     "e foreign-key 2:1 a|the foreign key (names) refers to more than one row "
     "of t.csv\n",
     0},
    {"by value", TYPE(DECIMAL), 0, "", "0", "1 2", 1, "1.0,,\n02,,\n", "", 0},
};

/* A table as it is opened, its rows in one batch. */
typedef struct Table {
  LodSchema *schema;
  LodBuffer text;
  LodSource *source;
  LodReader *reader;
  LodBatch batch;
  LodBinding *binding;
  LodRows *rows;
  LodRereadFrom from;
} Table;

typedef struct World {
  Table own_table, target_table;
  LodKeyIndex own, target;
  LodKeyUse uses[2];
  size_t use_count, columns[2][COLUMNS];
  LodKeyCheck *check;
  LodKeyWork *work;
} World;

static void read_table(Table *table)
{
  const LodReaderLimits limits = {.batch_bytes = 1 << 20};
  ck_assert_int_eq(lod_source_open_memory(lod_buffer_view(&table->text),
                                          "test.csv", NULL, NULL,
                                          &table->source),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_source_keep(table->source), LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_new(NULL, &lod_dialect_default, table->source,
                                  &limits, NULL, &table->reader),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_next(table->reader, &table->batch), LOD_SUCCESS);
}

static void open_table(const Case *test, const char *rows, Table *table)
{
  const LodColumn columns[COLUMNS] = {
      {.name = "a", .spec = test->type, .separator = test->separator},
      {.name = "b", .spec = TYPE(STRING)},
      {.name = "c", .spec = TYPE(STRING)}};
  ck_assert_int_eq(lod_buffer_printf(&table->text, "a,b,c\n%s", rows), 0);
  table->schema = make_schema(columns, COLUMNS, false);
  read_table(table);
  ck_assert_int_eq(lod_binding_new(table->schema, table->batch.cells, COLUMNS,
                                   false, NULL, NULL, &table->binding),
                   LOD_SUCCESS);
  lod_batch_drop(&table->batch, 1);
  table->batch.first_row = 1;
  ck_assert_int_eq(lod_rows_new(table->binding, &table->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_evaluate(table->rows, &table->batch), LOD_SUCCESS);
  table->from = (LodRereadFrom){.source = table->source,
                                .dialect = &lod_dialect_default,
                                .binding = table->binding};
}

static void close_table(Table *table)
{
  lod_rows_free(table->rows);
  lod_binding_free(table->binding);
  lod_batch_free(&table->batch);
  lod_reader_free(table->reader);
  lod_source_free(table->source);
  lod_schema_free(table->schema);
  lod_buffer_free(&table->text);
}

static void open_index(LodKeyIndex *index, const Table *table,
                       const size_t *columns, size_t count, uint64_t memory)
{
  index->from = &table->from;
  index->columns = columns;
  index->column_count = count;
  ck_assert_int_eq(lod_keyset_new(LOD_KEYS_VALUED, memory, &index->set), 0);
}

/* All rows of the target are in, as a check of that table puts them there. */
static void fill_target(World *world)
{
  static const size_t column = 0;
  const LodKeyUse use = {.columns = &column,
                         .column_count = 1,
                         .names = "names",
                         .index = &world->target};
  LodLog *const log = lod_log_new();
  LodKeyCheck *const check = lod_key_check_new(&use, 1);
  LodKeyWork *const work = lod_key_work_new(check);
  ck_assert_int_eq(lod_key_work_hash(work, world->target_table.rows), 0);
  ck_assert_int_eq(lod_key_check_rows(check, work, log), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), 0);
  lod_key_work_free(work);
  lod_key_check_free(check);
  lod_log_free(log);
  world->target.complete = true;
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

static void open_target(const Case *test, World *world)
{
  LodBuffer rows = {0};
  for (const char *at = test->target; *at; at += strspn(at, " ")) {
    const int size = (int)strcspn(at, " ");
    ck_assert_int_eq(lod_buffer_printf(&rows, "%.*s,,\n", size, at), 0);
    at += size;
  }
  open_table(test, buffer_text(&rows), &world->target_table);
  lod_buffer_free(&rows);
}

/* Few bits of the hashes, few bytes of memory: the same. */
static void open_world(const Case *test, unsigned bits, uint64_t memory,
                       World *world)
{
  static const size_t first = 0;
  *world = (World){.target = {.table = "t.csv", .hash_bits = bits},
                   .own = {.hash_bits = bits}};
  open_table(test, test->rows, &world->own_table);
  open_target(test, world);
  add_use(world, test->primary, &world->own, false);
  add_use(world, test->foreign, &world->target, true);
  open_index(&world->own, &world->own_table, world->columns[0],
             strlen(test->primary), memory);
  open_index(&world->target, &world->target_table, &first, 1, memory);
  if (test->before)
    fill_target(world);
}

static void close_world(World *world)
{
  lod_key_work_free(world->work);
  lod_key_check_free(world->check);
  lod_keyset_free(world->own.set);
  lod_keyset_free(world->target.set);
  close_table(&world->own_table);
  close_table(&world->target_table);
}

static LodStatus read_rows(World *world, LodLog *log)
{
  LodStatus status = lod_key_work_hash(world->work, world->own_table.rows);
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
  if (!test->before) {
    lod_memory_fail_at(0);
    fill_target(world);
  }
  lod_key_check_again(world->check, log);
  return read_rows(world, NULL);
}

static const unsigned narrow[] = {0, 1, 3};

START_TEST(test_cases)
{
  const Case *const test = &cases[_i];
  for (size_t i = 0; i < 3; ++i) {
    World world;
    LodBuffer messages = {0};
    LodLog *const log = lod_log_new();
    lod_log_set_handler(log, put_message, &messages);
    open_world(test, narrow[i], UINT64_MAX, &world);
    ck_assert_int_eq(run(test, &world, log), LOD_SUCCESS);
    ck_assert_msg(!strcmp(buffer_text(&messages), test->messages), "%s: %s",
                  test->name, buffer_text(&messages));
    close_world(&world);
    lod_log_free(log);
    lod_buffer_free(&messages);
  }
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
  open_world(&test, 0, UINT64_MAX, &world);
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

/* Random values, told by an array of the rows that had them: whatever is left
   of the hashes, and wherever the index is. */
enum { ROWS = 600, VALUES = 500 };

typedef struct Oracle {
  LodBuffer rows, target, messages;
  int first[VALUES], targets[VALUES];
} Oracle;

static unsigned next_random(unsigned *state)
{
  *state = *state * 1103515245u + 12345u;
  return *state >> 8;
}

static void make_oracle(Oracle *oracle)
{
  unsigned state = 7;
  *oracle = (Oracle){.first = {0}};
  for (int i = 0; i < VALUES; ++i) {
    const unsigned value = next_random(&state) % VALUES;
    oracle->targets[value]++;
    ck_assert_int_eq(lod_buffer_printf(&oracle->target, "%u ", value), 0);
  }
  for (int line = 2; line < ROWS + 2; ++line) {
    const unsigned value = next_random(&state) % VALUES;
    const bool plus = next_random(&state) % 2;
    ck_assert_int_eq(
        lod_buffer_printf(&oracle->rows, "%s%u,,\n", plus ? "+0" : "", value),
        0);
    if (oracle->first[value])
      ck_assert_int_eq(
          lod_buffer_printf(&oracle->messages,
                            "e primary-key %d:1 a|the primary key (names) has "
                            "the same value as in line %d\n",
                            line, oracle->first[value]),
          0);
    else
      oracle->first[value] = line;
    if (oracle->targets[value] != 1)
      ck_assert_int_eq(
          lod_buffer_printf(&oracle->messages,
                            "e foreign-key %d:1 a|the foreign key (names) "
                            "refers to %s row of t.csv\n",
                            line,
                            oracle->targets[value] ? "more than one" : "no"),
          0);
  }
}

/* Every other time it is spilled, where entries of one hash are read from disk
   one by one: so one bit of hash is left to memory. */
START_TEST(test_oracle)
{
  static const unsigned bits[] = {0, 0, 8, 8, 1, 8};
  Oracle oracle;
  World world;
  LodBuffer messages = {0};
  LodLog *const log = lod_log_new();
  make_oracle(&oracle);
  const Case test = {.name = "oracle",
                     .type = TYPE(INTEGER),
                     .primary = "0",
                     .foreign = "0",
                     .target = buffer_text(&oracle.target),
                     .before = true,
                     .rows = buffer_text(&oracle.rows)};
  lod_log_set_limit(log, 0);
  lod_log_set_handler(log, put_message, &messages);
  open_world(&test, bits[_i], _i % 2 ? 64 << 10 : UINT64_MAX, &world);
  ck_assert_int_eq(run(&test, &world, log), LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&messages), buffer_text(&oracle.messages));
  close_world(&world);
  lod_log_free(log);
  lod_buffer_free(&messages);
  lod_buffer_free(&oracle.rows);
  lod_buffer_free(&oracle.target);
  lod_buffer_free(&oracle.messages);
}
END_TEST

/* Rows past what the log keeps are counted. */
START_TEST(test_many)
{
  LodBuffer text = {0};
  for (int i = 0; i < 2 * VALUES; ++i)
    ck_assert_int_eq(lod_buffer_printf(&text, "%x,,\n", (unsigned)i % VALUES),
                     0);
  const Case test = {.name = "",
                     .type = TYPE(STRING),
                     .primary = "0",
                     .foreign = "",
                     .target = "",
                     .rows = buffer_text(&text)};
  World world;
  LodLog *const log = lod_log_new();
  open_world(&test, 0, UINT64_MAX, &world);
  world.check = lod_key_check_new(world.uses, world.use_count);
  world.work = lod_key_work_new(world.check);
  lod_log_set_limit(log, 10);
  ck_assert_int_eq(read_rows(&world, log), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), VALUES);
  ck_assert_uint_eq(lod_log_size(log), 10);
  ck_assert(!lod_key_check_wants_more(world.check));
  close_world(&world);
  lod_log_free(log);
  lod_buffer_free(&text);
}
END_TEST

/* What was read is no longer there. */
START_TEST(test_changed)
{
  const Case test = {.name = "",
                     .type = TYPE(STRING),
                     .primary = "0",
                     .foreign = "",
                     .target = "",
                     .rows = "abc,,\nxyz,,\nabc,,\n"};
  World world;
  LodLog *const log = lod_log_new();
  open_world(&test, 0, UINT64_MAX, &world);
  Table other = {0};
  open_table(&test, "abd,,\nxyz,,\nabc,,\n", &other);
  world.own.from = &other.from;
  world.check = lod_key_check_new(world.uses, world.use_count);
  world.work = lod_key_work_new(world.check);
  ck_assert_int_eq(read_rows(&world, log), LOD_ERR_INPUT);
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_str_eq(lod_log_at(log, 0)->code, "read-failed");
  close_world(&world);
  close_table(&other);
  lod_log_free(log);
}
END_TEST

static LodStatus run_out(size_t nth)
{
  const Case *const test = &cases[6];
  World world;
  LodLog *const log = lod_log_new();
  open_world(test, 0, UINT64_MAX, &world);
  lod_memory_fail_at(nth);
  const LodStatus status = run(test, &world, log);
  lod_memory_fail_at(0);
  close_world(&world);
  lod_log_free(log);
  return status;
}

START_TEST(test_no_memory)
{
  torture(run_out, 8);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("key_check");
  TCase *const tcase = tcase_create("key_check");
  tcase_set_timeout(tcase, 120);
  tcase_add_loop_test(tcase, test_cases, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tcase, test_target_that_never_comes);
  tcase_add_loop_test(tcase, test_oracle, 0, 6);
  tcase_add_test(tcase, test_many);
  tcase_add_test(tcase, test_changed);
  tcase_add_test(tcase, test_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
