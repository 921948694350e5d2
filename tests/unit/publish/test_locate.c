/* From names to metadata, IRIs and files; what kind of input a file is. */
#include "publish_fixture.h"

#include "base/buffer.h"
#include "base/log_internal.h"
#include "publish/locate.h"
#include "publish/sniff.h"

static LodLog *said;
static LodArena *arena;
static LodPackList *packs;

static void make_pack(const char *name, const char *version)
{
  char path[256];
  snprintf(path, sizeof path, "vocab/%s", name);
  mkdir(path, 0777);
  snprintf(path, sizeof path, "vocab/%s/%s", name, version);
  ck_assert_int_eq(mkdir(path, 0777), 0);
  strcat(path, "/metadata.json");
  fixture_put(path, "{}");
}

static void setup(void)
{
  fixture_enter();
  said = lod_log_new();
  arena = lod_arena_new();
  ck_assert(said && arena);
  ck_assert_int_eq(mkdir("vocab", 0777), 0);
  make_pack("ledger", "1.0");
  make_pack("ledger", "1.10");
  make_pack("ledger", "1.9");
  make_pack("art", "2.0");
  ck_assert_int_eq(lod_pack_list_new("vocab", said, &packs), LOD_SUCCESS);
}

static void teardown(void)
{
  lod_pack_list_free(packs);
  lod_arena_free(arena);
  lod_log_free(said);
  fixture_leave();
}

static LodStatus locate(const char *input, const char *mapping,
                        const char *metadata, bool any,
                        LodMappingSource *source)
{
  LodConvertOptions options;
  lod_convert_options_init(&options);
  options.mapping = mapping;
  options.metadata = metadata;
  options.any_pack = any;
  LodLocate request = {.input = input,
                       .options = &options,
                       .packs = packs,
                       .arena = arena,
                       .log = said};
  return lod_locate_mapping(&request, source);
}

#define METADATA(url)                                                          \
  "{\"@context\": \"http://www.w3.org/ns/csvw\", \"url\": \"" url "\"}"

static void expect_file(const LodMappingSource *source, const char *path,
                        bool found)
{
  ck_assert_int_eq(source->kind, LOD_MAPPING_FILE);
  ck_assert_str_eq(source->path, path);
  ck_assert(source->found == found);
}

/* "Model for Tabular Data", 5.3: FILE-metadata.json before csv-metadata.json,
   both in the file's folder. */
START_TEST(finds_metadata_beside_the_file)
{
  LodMappingSource source;
  ck_assert_int_eq(mkdir("d", 0777), 0);
  fixture_put("t.csv", "");
  fixture_put("d/t.csv", "");
  fixture_put("d/u.csv", "");
  ck_assert_int_eq(locate("d/t.csv", NULL, NULL, false, &source), LOD_SUCCESS);
  ck_assert_int_eq(source.kind, LOD_MAPPING_HEADER);
  fixture_put("csv-metadata.json", METADATA("t.csv"));
  ck_assert_int_eq(locate("d/t.csv", NULL, NULL, false, &source), LOD_SUCCESS);
  ck_assert_int_eq(source.kind, LOD_MAPPING_HEADER);
  ck_assert_int_eq(locate("t.csv", NULL, NULL, false, &source), LOD_SUCCESS);
  expect_file(&source, "csv-metadata.json", true);
  fixture_put("d/csv-metadata.json",
              "{\"@context\": [\"http://www.w3.org/ns/csvw\"], \"tables\": "
              "[{\"url\": \"u.csv\"}, {\"url\": \"./t.csv\"}]}");
  ck_assert_int_eq(locate("d/t.csv", NULL, NULL, false, &source), LOD_SUCCESS);
  expect_file(&source, "d/csv-metadata.json", true);
  fixture_put("d/t.csv-metadata.json", METADATA("t%2Ecsv"));
  ck_assert_int_eq(locate("d/t.csv", NULL, NULL, false, &source), LOD_SUCCESS);
  expect_file(&source, "d/t.csv-metadata.json", true);
  /* a folder is none */
  ck_assert_int_eq(mkdir("d/u.csv-metadata.json", 0777), 0);
  ck_assert_int_eq(locate("d/u.csv", NULL, NULL, false, &source), LOD_SUCCESS);
  expect_file(&source, "d/csv-metadata.json", true);
  /* standard input lies beside nothing */
  ck_assert_int_eq(locate("-", NULL, NULL, false, &source), LOD_SUCCESS);
  ck_assert_int_eq(source.kind, LOD_MAPPING_HEADER);
  ck_assert_uint_eq(lod_log_size(said), 0);
}
END_TEST

/* 5.3: metadata that does not refer to the file is none for it. */
START_TEST(passes_over_what_is_of_another)
{
  static const struct {
    const char *own;
    bool found;
    const char *warning;
  } rows[] = {
      {METADATA("t.csv"), true, NULL},
      /* a local copy goes by its name */
      {METADATA("http://example.org/data/t.csv"), true, NULL},
      {METADATA("u.csv"), false, "does not describe t.csv"},
      {METADATA("t.csv?q"), true, NULL},
      {METADATA("t.csv/"), false, "does not describe t.csv"},
      {"{\"url\": \"t.csv\"}", false, "no CSVW metadata"},
      {"{\"@context\": \"http://schema.org\", \"url\": \"t.csv\"}", false,
       "no CSVW metadata"},
      {"<p>none</p>", false, "no CSVW metadata"},
      {"[1]", false, "no CSVW metadata"},
      /* what is broken is told when it is loaded */
      {"{\"@context\": \"http://www.w3.org/ns/csvw\",", true, NULL},
      {"{\"@context\": [\"http://www.w3.org/ns/csvw\", {\"@id\": 1}],"
       "\"url\": \"t.csv\"}",
       true, NULL},
      /* @base counts */
      {"{\"@context\": [\"http://www.w3.org/ns/csvw\", {\"@base\": "
       "\"x/u.csv\"}], \"url\": \"\"}",
       false, "does not describe t.csv"},
  };
  fixture_put("t.csv", "");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    LodMappingSource source;
    lod_log_clear(said);
    fixture_put("t.csv-metadata.json", rows[i].own);
    ck_assert_int_eq(locate("t.csv", NULL, NULL, false, &source), LOD_SUCCESS);
    ck_assert_msg(source.found == rows[i].found, "%s", rows[i].own);
    ck_assert_uint_eq(lod_log_size(said), rows[i].warning != NULL);
    if (rows[i].warning)
      ck_assert_ptr_nonnull(strstr(lod_log_at(said, 0)->text, rows[i].warning));
  }
}
END_TEST

START_TEST(takes_what_is_named)
{
  LodMappingSource source;
  fixture_put("m.json", "{}");
  fixture_put("t.csv-metadata.json", "{}");
  ck_assert_int_eq(locate("t.csv", "m.json", NULL, false, &source),
                   LOD_SUCCESS);
  expect_file(&source, "m.json", false);
  ck_assert_int_eq(locate("t.csv", NULL, "m.json", false, &source),
                   LOD_SUCCESS);
  expect_file(&source, "m.json", false);
  /* a file before a pack of that name */
  fixture_put("art", "{}");
  ck_assert_int_eq(locate("t.csv", "art", NULL, false, &source), LOD_SUCCESS);
  expect_file(&source, "art", false);
}
END_TEST

START_TEST(names_packs)
{
  LodMappingSource source;
  ck_assert_int_eq(locate("t.csv", "ledger", NULL, false, &source),
                   LOD_SUCCESS);
  ck_assert_int_eq(source.kind, LOD_MAPPING_PACK);
  ck_assert_uint_eq(source.pack_count, 3);
  ck_assert(!source.any);
  ck_assert_str_eq(source.packs[0]->version, "1.10");
  ck_assert_str_eq(source.packs[1]->version, "1.9");
  ck_assert_str_eq(source.packs[2]->version, "1.0");
  ck_assert_int_eq(locate("t.csv", "ledger/1.9", NULL, false, &source),
                   LOD_SUCCESS);
  ck_assert_uint_eq(source.pack_count, 1);
  ck_assert_str_eq(source.packs[0]->version, "1.9");
}
END_TEST

START_TEST(refuses_what_is_neither)
{
  static const char *const names[] = {"ledge",       "ledgers", "ledger/1",
                                      "ledger/",     "vocab",   "nowhere.json",
                                      "ledger/1.99", ""};
  LodMappingSource source;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    ck_assert_int_eq(locate("t.csv", names[i], NULL, false, &source),
                     LOD_ERR_INPUT);
    ck_assert_uint_eq(lod_log_count(said, LOD_ERROR), i + 1);
  }
  const char *text = lod_log_at(said, 0)->text;
  ck_assert_ptr_nonnull(strstr(text, "\"ledge\""));
  ck_assert_ptr_nonnull(strstr(text, "did you mean ledger?"));
  text = lod_log_at(said, 6)->text;
  ck_assert_ptr_nonnull(strstr(text, "\"ledger/1.99\""));
  ck_assert_ptr_nonnull(strstr(text, "ledger/1.10"));
}
END_TEST

/* For batch: any pack that fits; a file beside the input before all. */
START_TEST(tries_any_pack)
{
  LodMappingSource source;
  ck_assert_int_eq(locate("t.csv", NULL, NULL, true, &source), LOD_SUCCESS);
  ck_assert_int_eq(source.kind, LOD_MAPPING_PACK);
  ck_assert_uint_eq(source.pack_count, 4);
  ck_assert(source.any);
  fixture_put("t.csv", "");
  fixture_put("t.csv-metadata.json", METADATA("t.csv"));
  ck_assert_int_eq(locate("t.csv", NULL, NULL, true, &source), LOD_SUCCESS);
  expect_file(&source, "t.csv-metadata.json", true);
}
END_TEST

/* RFC 3986, 4.3: an absolute IRI has no fragment; ours ends with a slash. */
START_TEST(bases)
{
  static const struct {
    const char *given, *base;
  } rows[] = {
      {"https://data.example.se", "https://data.example.se/"},
      {"https://data.example.se/", "https://data.example.se/"},
      {"https://data.example.se/a", "https://data.example.se/a/"},
      {"https://data.exämple.se/å", "https://data.exämple.se/å/"},
      {"http://localhost:8080/x/", "http://localhost:8080/x/"},
      {NULL, NULL},
  };
  static const char *const bad[] = {"",
                                    "data.example.se",
                                    "/data",
                                    "https://data.example.se/?q",
                                    "https://data.example.se/#f",
                                    "https://data example.se/",
                                    "https://data.example.se/<x>",
                                    "https://data.example.se/%zz",
                                    "https://data.example.se/\xff"};
  const char *base;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ck_assert_int_eq(lod_locate_base(rows[i].given, arena, said, &base),
                     LOD_SUCCESS);
    ck_assert_pstr_eq(base, rows[i].base);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ck_assert_int_eq(lod_locate_base(bad[i], arena, said, &base),
                     LOD_ERR_USAGE);
    ck_assert_uint_eq(lod_log_count(said, LOD_ERROR), i + 1);
  }
}
END_TEST

START_TEST(urls_below_the_base)
{
  static const struct {
    const char *input, *url;
  } rows[] = {
      {"t.csv", "https://x.example/t.csv"},
      {"in/2026/t.csv", "https://x.example/t.csv"},
      {"/abs/å b.csv", "https://x.example/%C3%A5%20b.csv"},
      {"100%.csv", "https://x.example/100%25.csv"},
      {"a#b?c.csv", "https://x.example/a%23b%3Fc.csv"},
      {"-", "https://x.example/stdin"},
      {"http://y.example/a/t.csv", "https://x.example/t.csv"},
      {"http://y.example/a/%C3%A5.csv?a/b#c", "https://x.example/%C3%A5.csv"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *url;
    ck_assert_int_eq(
        lod_locate_table_url(rows[i].input, "https://x.example/", arena, &url),
        LOD_SUCCESS);
    ck_assert_str_eq(url, rows[i].url);
  }
}
END_TEST

/* "Model for Tabular Data", 6.3. */
START_TEST(urls_of_the_web)
{
  static const char *const rows[][2] = {
      {"http://x.example/t.csv", "http://x.example/t.csv"},
      {"HTTP://X.example:80/a/../t%2Ecsv?Q#f", "http://x.example/t.csv?Q"},
      {"https://x.example:443", "https://x.example/"},
      {"http://x.example/a b.csv", "http://x.example/a%20b.csv"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *url;
    ck_assert_int_eq(lod_locate_table_url(rows[i][0], NULL, arena, &url),
                     LOD_SUCCESS);
    ck_assert_str_eq(url, rows[i][1]);
  }
}
END_TEST

/* RFC 8089: file://, an absolute path, per-cent-encoded; and back. */
START_TEST(urls_of_files)
{
  char expected[512];
  const char *url;
  fixture_put("å b#%.csv", "");
  char *folder = realpath(".", NULL);
  snprintf(expected, sizeof expected, "file://%s/%%C3%%A5%%20b%%23%%25.csv",
           folder);
  ck_assert_int_eq(lod_locate_table_url("./å b#%.csv", NULL, arena, &url),
                   LOD_SUCCESS);
  ck_assert_str_eq(url, expected);
  snprintf(expected, sizeof expected, "%s/å b#%%.csv", folder);
  ck_assert_str_eq(lod_locate_local_path(url, arena), expected);
  free(folder);
}
END_TEST

START_TEST(local_paths)
{
  static const struct {
    const char *url, *path;
  } rows[] = {
      {"file:///a/b.csv", "/a/b.csv"},
      {"FILE:///a/b.csv", "/a/b.csv"},
      {"file://localhost/a/b.csv", "/a/b.csv"},
      {"file:/a/b.csv", "/a/b.csv"},
      {"file:///a%20b%C3%A5.csv", "/a bå.csv"},
      {"file:///a%2.csv", "/a%2.csv"},
      {"file:///a%00b.csv", NULL},
      {"file://host.example/a.csv", NULL},
      {"http://x.example/a.csv", NULL},
      {"/a/b.csv", NULL},
      {"", NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    ck_assert_pstr_eq(lod_locate_local_path(rows[i].url, arena), rows[i].path);
}
END_TEST

START_TEST(kinds_of_input)
{
  static const struct {
    const char *text;
    LodStatus status;
    LodInputKind kind;
  } rows[] = {
      {"id,a\n1,2\n", LOD_SUCCESS, LOD_INPUT_TABLE},
      {"", LOD_SUCCESS, LOD_INPUT_TABLE},
      {"{\"@context\": \"http://www.w3.org/ns/csvw\"}", LOD_SUCCESS,
       LOD_INPUT_METADATA},
      {"\xef\xbb\xbf \r\n\t{ \"url\": \"x\",\n"
       "\"@context\": [\"http://www.w3.org/ns/csvw\"]}",
       LOD_SUCCESS, LOD_INPUT_METADATA},
      {"{\"a\": 1}", LOD_ERR_INPUT, LOD_INPUT_TABLE},
      {"[{\"a\": 1}]", LOD_ERR_INPUT, LOD_INPUT_TABLE},
      {"PK\3\4x", LOD_ERR_INPUT, LOD_INPUT_TABLE},
      {"\x1F\x8B\x08x", LOD_ERR_INPUT, LOD_INPUT_TABLE},
      {"\n<!DOCTYPE HTML>\n<title>Log in</title>", LOD_ERR_INPUT,
       LOD_INPUT_TABLE},
      /* tables that begin oddly */
      {"{id},a\n1,2\n", LOD_SUCCESS, LOD_INPUT_TABLE},
      {"[id],a\n1,http://www.w3.org/ns/csvw\n", LOD_SUCCESS, LOD_INPUT_TABLE},
      {"PK,id\n", LOD_SUCCESS, LOD_INPUT_TABLE},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    LodInputKind kind;
    fixture_put("input", rows[i].text);
    ck_assert_int_eq(lod_sniff("input", said, &kind), rows[i].status);
    ck_assert_int_eq(kind, rows[i].kind);
  }
  ck_assert_uint_eq(lod_log_count(said, LOD_ERROR), 5);
}
END_TEST

/* Members of an object have no order (RFC 8259, 4). */
START_TEST(metadata_with_a_late_context)
{
  LodInputKind kind;
  LodBuffer text = {0};
  LodStatus status = lod_buffer_append_text(&text, "{\"notes\": [");
  for (int i = 0; i < 3000 && !status; i++)
    status = lod_buffer_append_text(&text, "\"a note\", ");
  if (!status)
    status = lod_buffer_append_text(
        &text, "1], \"@context\": \"http://www.w3.org/ns/csvw\"}");
  if (!status)
    status = lod_buffer_terminate(&text);
  ck_assert_int_eq(status, LOD_SUCCESS);
  fixture_put("input", text.data);
  ck_assert_int_eq(lod_sniff("input", said, &kind), LOD_SUCCESS);
  ck_assert_int_eq(kind, LOD_INPUT_METADATA);
  lod_buffer_free(&text);
}
END_TEST

START_TEST(inputs_that_are_not_looked_into)
{
  LodInputKind kind;
  ck_assert_int_eq(lod_sniff("-", said, &kind), LOD_SUCCESS);
  ck_assert_int_eq(kind, LOD_INPUT_TABLE);
  ck_assert_int_eq(lod_sniff("nowhere", said, &kind), LOD_SUCCESS);
  ck_assert_int_eq(kind, LOD_INPUT_TABLE);
  ck_assert_int_eq(mkfifo("pipe", 0600), 0);
  ck_assert_int_eq(lod_sniff("pipe", said, &kind), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(said), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("locate");
  TCase *tcase = tcase_create("locate");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, finds_metadata_beside_the_file);
  tcase_add_test(tcase, passes_over_what_is_of_another);
  tcase_add_test(tcase, takes_what_is_named);
  tcase_add_test(tcase, names_packs);
  tcase_add_test(tcase, refuses_what_is_neither);
  tcase_add_test(tcase, tries_any_pack);
  tcase_add_test(tcase, bases);
  tcase_add_test(tcase, urls_below_the_base);
  tcase_add_test(tcase, urls_of_the_web);
  tcase_add_test(tcase, urls_of_files);
  tcase_add_test(tcase, local_paths);
  tcase_add_test(tcase, kinds_of_input);
  tcase_add_test(tcase, metadata_with_a_late_context);
  tcase_add_test(tcase, inputs_that_are_not_looked_into);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
