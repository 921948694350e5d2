/* Records read again from their places. */
#include "base/memory.h"
#include "fixture.h"
#include "table/key_index.h"
#include "table/reread.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FAR ((uint64_t)5 << 30) /* further than 32 bits count */

typedef struct World {
  char name[32];
  int file;
  LodSchema *schema;
  LodBinding *binding;
  LodSource *source;
  LodRereadFrom from;
} World;

static void put_at(const World *world, uint64_t offset, const char *text)
{
  ck_assert_int_eq(pwrite(world->file, text, strlen(text), (off_t)offset),
                   (ssize_t)strlen(text));
}

/* A file that is a hole but for what is put. */
static void open_world(const char *start, World *world)
{
  const LodColumn columns[] = {{.name = "a", .spec = {.base = LOD_XSD_INTEGER}},
                               {.name = "b", .spec = {.base = LOD_XSD_STRING}}};
  const LodCell header[] = {{"a", 1, 0}, {"b", 1, 0}};
  *world = (World){.name = "/tmp/lodstone-test-XXXXXX"};
  world->file = mkstemp(world->name);
  ck_assert_int_ge(world->file, 0);
  put_at(world, 0, start);
  world->schema = make_schema(columns, 2, false);
  ck_assert_int_eq(lod_binding_new(world->schema, header, 2, false, NULL, NULL,
                                   &world->binding),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_source_open(world->name, NULL, NULL, &world->source), 0);
  ck_assert_int_eq(unlink(world->name), 0);
  ck_assert_int_eq(lod_source_keep(world->source), LOD_SUCCESS);
  world->from = (LodRereadFrom){.source = world->source,
                                .dialect = &lod_dialect_default,
                                .binding = world->binding};
}

static void close_world(World *world)
{
  lod_source_free(world->source);
  lod_binding_free(world->binding);
  lod_schema_free(world->schema);
  close(world->file);
}

static void check_at(LodReread *reread, uint64_t offset, const char *a)
{
  const LodRows *rows = NULL;
  ck_assert_int_eq(lod_reread_record(reread, offset, &rows), LOD_SUCCESS);
  ck_assert_uint_eq(rows->row_count, 1);
  const LodValue *const value = lod_rows_row(rows, 0);
  ck_assert_int_eq(value->kind, LOD_VALUE_VALID);
  ck_assert_uint_eq(value->size, strlen(a));
  ck_assert_int_eq(memcmp(value->data, a, value->size), 0);
}

/* Any order, any distance, records of any length. */
START_TEST(test_order)
{
  enum { RECORDS = 400 };
  World world;
  LodReread *reread;
  LodBuffer text = {0};
  uint64_t offsets[RECORDS], line;
  unsigned state = 1;
  ck_assert_int_eq(lod_buffer_printf(&text, "a,b\n"), 0);
  for (int i = 0; i < RECORDS; ++i) {
    offsets[i] = text.size;
    const int size = i % 50 ? i % 7 : i * 200;
    ck_assert_int_eq(
        lod_buffer_printf(&text, "%d,\"%*s\n\"\n", 1000 + i, size, ""), 0);
  }
  open_world(buffer_text(&text), &world);
  ck_assert_int_eq(lod_reread_new(&world.from, &reread), LOD_SUCCESS);
  for (int i = 0; i < 4000; ++i) {
    char a[8];
    state = state * 1103515245u + 12345u;
    const unsigned at = i < RECORDS ? (unsigned)i : (state >> 8) % RECORDS;
    snprintf(a, sizeof a, "%u", 1000 + at);
    check_at(reread, offsets[at], a);
  }
  for (int i = 0; i < RECORDS; i += 30) {
    const int start = i / 2;
    line = 2 + 2 * (uint64_t)start;
    ck_assert_int_eq(lod_reread_line(reread, offsets[start], offsets[i], &line),
                     LOD_SUCCESS);
    ck_assert_uint_eq(line, 2 + 2 * (uint64_t)i);
  }
  const LodRows *rows;
  ck_assert_int_eq(lod_reread_record(reread, text.size, &rows), LOD_ERR_INPUT);
  ck_assert_int_eq(lod_reread_line(reread, offsets[1], offsets[1] + 1, &line),
                   LOD_ERR_INPUT);
  lod_reread_free(reread);
  close_world(&world);
  lod_buffer_free(&text);
}
END_TEST

/* A key behind 4 GiB, found by its hash, and compared there. */
START_TEST(test_far)
{
  static const size_t columns[] = {0};
  World world;
  LodReread *reread;
  LodKeyReader reader = {0};
  bool same = false;
  open_world("a,b\n", &world);
  put_at(&world, FAR + 10, "17,x\n+018,y\n");
  ck_assert_int_eq(lod_reread_new(&world.from, &reread), LOD_SUCCESS);
  check_at(reread, FAR + 10, "17");
  check_at(reread, FAR + 15, "+018");
  lod_reread_free(reread);
  const LodKeyIndex index = {
      .from = &world.from, .columns = columns, .column_count = 1};
  const LodKeyPlace place = lod_key_place(FAR + 15) | 1;
  ck_assert_uint_eq(lod_key_place_offset(place), FAR + 15);
  ck_assert(lod_key_place_repeated(place));
  const char eighteen[] = {LOD_VALUE_VALID, 2, 0, 0, 0, '1', '8'};
  const LodView value = {eighteen, sizeof eighteen};
  ck_assert_int_eq(lod_key_reader_compare(&reader, &index,
                                          lod_key_place_offset(place),
                                          lod_hash(value), value, &same),
                   LOD_SUCCESS);
  ck_assert(same);
  ck_assert_int_eq(lod_key_reader_compare(&reader, &index, FAR + 10,
                                          lod_hash(value), value, &same),
                   LOD_ERR_INPUT);
  ck_assert(!same);
  lod_key_reader_close(&reader);
  close_world(&world);
}
END_TEST

START_TEST(test_no_memory)
{
  for (size_t nth = 1;; ++nth) {
    World world;
    LodReread *reread = NULL;
    const LodRows *rows;
    open_world("a,b\n1,x\n", &world);
    lod_memory_fail_at(nth);
    LodStatus status = lod_reread_new(&world.from, &reread);
    if (!status)
      status = lod_reread_record(reread, 4, &rows);
    lod_memory_fail_at(0);
    lod_reread_free(reread);
    close_world(&world);
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
  Suite *const suite = suite_create("reread");
  TCase *const tcase = tcase_create("reread");
  tcase_add_test(tcase, test_order);
  tcase_add_test(tcase, test_far);
  tcase_add_test(tcase, test_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
