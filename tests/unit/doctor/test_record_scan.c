/* The scan sees the records that the reader reads. */
#include "doctor/record_scan.h"
#include "table/reader.h"
#include <check.h>
#include <stdlib.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* -- Against the reader --------------------------------------------------- */

static const LodTrim trims[] = {LOD_TRIM_NONE, LOD_TRIM_START, LOD_TRIM_END,
                                LOD_TRIM_BOTH};

/* Compare records until the reader is at a fault or at the end. */
static void compare(const LodDialect *dialect, LodView text, LodLog *log)
{
  LodSource *source;
  LodReader *reader;
  LodBatch batch = {0};
  LodScan scan;
  LodScanRecord record;
  ck_assert_int_eq(lod_source_open_memory(text, "t.csv", "utf-8", log, &source),
                   0);
  ck_assert_int_eq(lod_reader_new(NULL, dialect, source, NULL, log, &reader),
                   0);
  lod_scan_start(&scan, dialect, text);
  while (!lod_reader_next(reader, &batch) && batch.record_count)
    for (size_t i = 0; i < batch.record_count; i++) {
      const bool found = lod_scan_next(&scan, &record);
      if (!found || record.fields != batch.records[i].count ||
          record.line != batch.records[i].line)
        ck_abort_msg("record %zu of <%.*s>", i + 1, (int)text.size, text.data);
    }
  if (!lod_log_count(log, LOD_ERROR))
    ck_assert(!lod_scan_next(&scan, &record));
  lod_batch_free(&batch);
  lod_reader_free(reader);
  lod_source_free(source);
}

START_TEST(agrees_with_reader)
{
  static const char bytes[] = "\n\r;;\"\" \ta1'";
  uint32_t random = 1 + (uint32_t)_i;
  LodDialect dialect = lod_dialect_default;
  dialect.delimiter = ";";
  dialect.line_ends = (LodLineEnds)(_i % 3);
  dialect.trim = trims[_i / 3];
  for (int round = 0; round < 1000; round++) {
    char text[24];
    LodLog *log = lod_log_new();
    for (size_t i = 0; i < sizeof text; i++) {
      random = random * 1664525u + 1013904223u;
      text[i] = bytes[(random >> 24) % (sizeof bytes - 1)];
    }
    compare(&dialect, (LodView){text, sizeof text}, log);
    lod_log_free(log);
  }
}
END_TEST

/* -- What the reader does not tell ---------------------------------------- */

static const struct {
  const char *text;
  size_t fields, filled, splits, apostrophes;
} records[] = {
    {"a,b,c", 3, 3, 0, 0},       {"a,,", 3, 1, 0, 0},
    {",,", 3, 0, 0, 0},          {"", 0, 0, 0, 0},
    {"\"\",", 2, 1, 0, 0},       {"x,3270,50", 3, 3, 1, 0},
    {"-1 234,5,x", 3, 3, 1, 0},  {"\"3270\",50", 2, 2, 0, 0},
    {"3270,\"50\"", 2, 2, 0, 0}, {"5563300370,4010", 2, 2, 0, 0},
    {"1,23,45", 3, 3, 2, 0},     {"-,50", 2, 2, 0, 0},
    {"1,-5", 2, 2, 0, 0},        {"'a','b',c", 3, 3, 0, 2},
    {"'", 1, 1, 0, 0},           {"\"3270,50\",x", 2, 2, 0, 0},
};

START_TEST(describes_record)
{
  LodScan scan;
  LodScanRecord record = {0};
  lod_scan_start(&scan, &lod_dialect_default, lod_view(records[_i].text));
  ck_assert(lod_scan_next(&scan, &record) == (records[_i].fields > 0));
  ck_assert_uint_eq(record.fields, records[_i].fields);
  ck_assert_uint_eq(record.filled, records[_i].filled);
  ck_assert_uint_eq(record.splits, records[_i].splits);
  ck_assert_uint_eq(record.apostrophes, records[_i].apostrophes);
  ck_assert(!record.ended);
}
END_TEST

START_TEST(counts_ends_and_quotes)
{
  LodScan scan;
  LodScanRecord record;
  LodDialect dialect = lod_dialect_default;
  dialect.line_ends = LOD_LINES_ANY;
  lod_scan_start(&scan, &dialect,
                 LOD_VIEW("\"a\n\r\r\n\"\n\"b\"x\r\"c\"\r\n\"d"));
  while (lod_scan_next(&scan, &record))
    ck_assert(record.ended || scan.open);
  ck_assert_uint_eq(scan.ends[LOD_END_LF].count, 1);
  ck_assert_uint_eq(scan.ends[LOD_END_LF].line, 4);
  ck_assert_uint_eq(scan.ends[LOD_END_CR].count, 1);
  ck_assert_uint_eq(scan.ends[LOD_END_CR].line, 5);
  ck_assert_uint_eq(scan.ends[LOD_END_CRLF].count, 1);
  ck_assert_uint_eq(scan.closed.count, 2);
  ck_assert_uint_eq(scan.stray.count, 1);
  ck_assert_uint_eq(scan.stray.line, 5);
  ck_assert(scan.open);
}
END_TEST

/* What no reader here can read yet: the scan must not stumble. */
START_TEST(takes_other_dialects)
{
  static const char *const ends[] = {"|", "\r\n", "\r\n\r\n"};
  LodScan scan;
  LodScanRecord record;
  LodDialect dialect = lod_dialect_default;
  dialect.delimiter = "::";
  dialect.quote = "''";
  dialect.double_quote = false;
  dialect.line_ends = LOD_LINES_CUSTOM;
  dialect.terminators = ends;
  dialect.terminator_count = COUNT(ends);
  lod_scan_start(&scan, &dialect, LOD_VIEW("a::''b\\''|''|c:d\r\n\r\ne:"));
  ck_assert(lod_scan_next(&scan, &record));
  ck_assert_uint_eq(record.fields, 2);
  ck_assert(lod_scan_next(&scan, &record));
  ck_assert_uint_eq(record.fields, 1);
  ck_assert_uint_eq(record.text.size, 3);
  ck_assert(lod_scan_next(&scan, &record));
  ck_assert_uint_eq(record.text.size, 2);
  ck_assert(!lod_scan_next(&scan, &record));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("record_scan");
  TCase *tests = tcase_create("record_scan");
  tcase_add_loop_test(tests, agrees_with_reader, 0, 3 * COUNT(trims));
  tcase_add_loop_test(tests, describes_record, 0, COUNT(records));
  tcase_add_test(tests, counts_ends_and_quotes);
  tcase_add_test(tests, takes_other_dialects);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
