/* Where parts of a table begin and end, and which batches are theirs. */
#include "publish_fixture.h"

#include "publish/shard.h"

/* The bounds of all parts of a source, one after the other. */
static void expect_bounds(const char *path, const char *encoding,
                          const uint64_t *bounds, unsigned count)
{
  LodLog *log = lod_log_new();
  for (unsigned part = 1; part <= count; part++) {
    LodSource *source;
    LodShard shard;
    char byte;
    size_t size;
    ck_assert_int_eq(lod_source_open(path, encoding, log, &source),
                     LOD_SUCCESS);
    ck_assert_int_eq(lod_source_keep(source), LOD_SUCCESS);
    ck_assert_int_eq(lod_shard_find(&source, part, count, log, &shard),
                     LOD_SUCCESS);
    ck_assert_uint_eq(shard.begin, bounds[part - 1]);
    ck_assert_uint_eq(shard.end, bounds[part]);
    ck_assert(lod_shard_is_first(&shard) == (part == 1));
    ck_assert(lod_shard_is_last(&shard) == (part == count));
    /* it can be read from its start */
    ck_assert_int_eq(lod_source_read(source, &byte, 1, &size), LOD_SUCCESS);
    ck_assert(size == 1 && byte == 'a');
    lod_source_free(source);
  }
  ck_assert_uint_eq(lod_log_size(log), 0);
  lod_log_free(log);
}

START_TEST(parts_share_the_bytes_of_text)
{
  static const uint64_t one[] = {0, UINT64_MAX};
  static const uint64_t three[] = {0, 3, 6, UINT64_MAX};
  static const uint64_t more_than_bytes[] = {0, 0, 1, 2, 3, 4,
                                             4, 5, 6, 7, 8, UINT64_MAX};
  fixture_put("t.csv", "abcdefghi");
  expect_bounds("t.csv", NULL, one, 1);
  expect_bounds("t.csv", NULL, three, 3);
  expect_bounds("t.csv", NULL, more_than_bytes, 11);
}
END_TEST

/* Two bytes of UTF-8 are one of ISO 8859-1. */
START_TEST(text_counts_as_it_is_read)
{
  static const uint64_t bounds[] = {0, 3, 6, UINT64_MAX};
  fixture_put("t.csv", "a\xe5\xe4\xf6\xe5");
  expect_bounds("t.csv", "iso-8859-1", bounds, 3);
}
END_TEST

START_TEST(batches_lie_on_a_side)
{
  LodRecord records[] = {{.offset = 10}, {.offset = 20}, {.offset = 30}};
  LodBatch batch = {.records = records, .record_count = 3};
  static const LodChunkRules rules = {.quote = '"'};
  static const struct {
    uint64_t begin, end;
    LodShardSide side;
    bool ends;
  } expected[] = {
      {31, 40, LOD_SHARD_BEFORE, false}, {30, 40, LOD_SHARD_WITHIN, false},
      {0, 31, LOD_SHARD_WITHIN, false},  {0, 30, LOD_SHARD_WITHIN, true},
      {0, 11, LOD_SHARD_WITHIN, true},   {0, 10, LOD_SHARD_BEHIND, true},
      {5, 10, LOD_SHARD_BEHIND, true}};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    LodShard shard = {2, 3, expected[i].begin, expected[i].end};
    ck_assert_int_eq(lod_shard_side(&shard, &batch), expected[i].side);
    ck_assert(lod_shard_ends_in(&shard, &batch) == expected[i].ends);
    shard.count = 0; /* the whole */
    ck_assert_int_eq(lod_shard_side(&shard, &batch), LOD_SHARD_WITHIN);
    ck_assert(!lod_shard_ends_in(&shard, &batch));
  }
  /* of a chunk the end is known: the next record starts there */
  batch.chunk = (LodChunk){.rules = &rules, .offset = 10};
  batch.bytes.size = 25;
  ck_assert_int_eq(lod_shard_side(&(LodShard){2, 3, 35, 40}, &batch),
                   LOD_SHARD_WITHIN);
  ck_assert_int_eq(lod_shard_side(&(LodShard){2, 3, 36, 40}, &batch),
                   LOD_SHARD_BEFORE);
  ck_assert(lod_shard_ends_in(&(LodShard){1, 3, 0, 35}, &batch));
  ck_assert(!lod_shard_ends_in(&(LodShard){1, 3, 0, 36}, &batch));
}
END_TEST

START_TEST(rows_are_told_by_one_part)
{
  LodRecord records[] = {{.offset = 10}, {.offset = 20}, {.offset = 30}};
  const LodBatch batch = {.records = records, .record_count = 3};
  static const uint64_t bounds[] = {0, 5, 10, 11, 30, 31, UINT64_MAX};
  static const size_t told[] = {0, 0, 1, 1, 1, 0};
  for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
    LodShard shard = {1, 6, bounds[i], bounds[i + 1]};
    LodRows rows = {.batch = &batch, .row_count = 3, .end = 3};
    ck_assert_uint_eq(lod_shard_limit(&shard, &rows), told[i]);
    shard.count = 1; /* the whole */
    rows = (LodRows){.batch = &batch, .row_count = 3, .end = 3};
    ck_assert_uint_eq(lod_shard_limit(&shard, &rows), 3);
  }
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_test(tcase, parts_share_the_bytes_of_text);
  tcase_add_test(tcase, text_counts_as_it_is_read);
  tcase_add_test(tcase, batches_lie_on_a_side);
  tcase_add_test(tcase, rows_are_told_by_one_part);
}

int main(void)
{
  return fixture_main("shard", add_tests);
}
