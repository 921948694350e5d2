/* Finding packs: where they are looked for, in which order, what hides what. */
#include "publish_fixture.h"

#include "publish/pack_path.h"

static void make_pack(const char *vocab, const char *name, const char *version,
                      const char *metadata)
{
  char path[256];
  snprintf(path, sizeof path, "%s", vocab);
  mkdir(path, 0777);
  snprintf(path, sizeof path, "%s/%s", vocab, name);
  mkdir(path, 0777);
  snprintf(path, sizeof path, "%s/%s/%s", vocab, name, version);
  ck_assert_int_eq(mkdir(path, 0777), 0);
  strcat(path, "/metadata.json");
  fixture_put_json(path, metadata);
}

/* "NAME VERSION TITLE PATH", a line a pack. */
static void expect_packs(const char *path, const char *expected)
{
  LodPackList *list;
  LodBuffer out = {0};
  LodLog *log = lod_log_new();
  ck_assert_int_eq(lod_pack_list_new(path, log, &list), LOD_SUCCESS);
  for (size_t i = 0; i < lod_pack_list_size(list); i++) {
    const LodPack *pack = lod_pack_list_at(list, i);
    ck_assert_int_eq(lod_buffer_printf(&out, "%s %s %s %s\n", pack->name,
                                       pack->version, pack->title, pack->path),
                     LOD_SUCCESS);
  }
  ck_assert_ptr_null(lod_pack_list_at(list, lod_pack_list_size(list)));
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, expected);
  lod_buffer_free(&out);
  lod_pack_list_free(list);
  lod_log_free(log);
}

/* By name; of one name the newest first, versions as numbers. */
START_TEST(sorts_names_and_versions)
{
  static const char *const versions[] = {"1.9", "1.10",  "0.9",
                                         "2",   "1.9.1", "10.0"};
  for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
    make_pack("v", "b", versions[i], "{}");
  make_pack("v", "a", "1", "{}");
  expect_packs("v", "a 1  v/a/1/metadata.json\n"
                    "b 10.0  v/b/10.0/metadata.json\n"
                    "b 2  v/b/2/metadata.json\n"
                    "b 1.10  v/b/1.10/metadata.json\n"
                    "b 1.9.1  v/b/1.9.1/metadata.json\n"
                    "b 1.9  v/b/1.9/metadata.json\n"
                    "b 0.9  v/b/0.9/metadata.json\n");
}
END_TEST

/* An earlier directory hides the same name and version, nothing else. */
START_TEST(earlier_directories_hide_later_ones)
{
  make_pack("one", "a", "1.0", "{'dc:title':'first'}");
  make_pack("two", "a", "1.0", "{'dc:title':'second'}");
  make_pack("two", "a", "1.1", "{'dc:title':'second'}");
  expect_packs("one:two", "a 1.1 second two/a/1.1/metadata.json\n"
                          "a 1.0 first one/a/1.0/metadata.json\n");
  expect_packs("two:one", "a 1.1 second two/a/1.1/metadata.json\n"
                          "a 1.0 second two/a/1.0/metadata.json\n");
  expect_packs(":nowhere::one:", "a 1.0 first one/a/1.0/metadata.json\n");
}
END_TEST

START_TEST(passes_over_what_is_no_pack)
{
  make_pack("v", "a", "1.0", "{}");
  make_pack("v", ".hidden", "1.0", "{}");
  make_pack("v", "a", ".hidden", "{}");
  fixture_put("v/README.md", "");
  fixture_put("v/a/README.md", "");
  ck_assert_int_eq(mkdir("v/a/2.0", 0777), 0);
  ck_assert_int_eq(mkdir("v/a/3.0", 0777), 0);
  ck_assert_int_eq(mkdir("v/a/3.0/metadata.json", 0777), 0);
  expect_packs("v", "a 1.0  v/a/1.0/metadata.json\n");
  expect_packs("v/a/1.0/metadata.json", "");
  expect_packs("nowhere", "");
  expect_packs("", "");
}
END_TEST

/* Titles: text, a value, one of several languages; none. */
START_TEST(reads_titles)
{
  static const struct {
    const char *metadata, *title;
  } rows[] = {
      {"{'dc:title':'Text'}", "Text"},
      {"{'dcterms:title':{'@value':'Value','@language':'sv'}}", "Value"},
      {"{'dc:title':[{'@value':'Svenska','@language':'sv'},"
       "{'@value':'English','@language':'en'}]}",
       "English"},
      {"{'dc:title':[{'@value':'Deutsch','@language':'de'}]}", "Deutsch"},
      {"{'dc:title':7}", ""},
      {"{'dc:title':[]}", ""},
      {"{}", ""},
      {"no JSON", ""},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char expected[128];
    make_pack("v", "a", "1", rows[i].metadata);
    snprintf(expected, sizeof expected, "a 1 %s v/a/1/metadata.json\n",
             rows[i].title);
    expect_packs("v", expected);
    fixture_remove("v");
  }
}
END_TEST

static void expect_path(const char *given, const char *const *parts,
                        size_t count)
{
  LodBuffer path = {0};
  ck_assert_int_eq(lod_pack_search_path(given, &path), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&path), LOD_SUCCESS);
  const char *at = path.data;
  for (size_t i = 0; i < count; i++) {
    size_t size = strcspn(at, ":");
    ck_assert_msg(lod_view_equal((LodView){at, size}, lod_view(parts[i])),
                  "%s\nwanted: %s", path.data, parts[i]);
    at += size + (at[size] == ':');
  }
  lod_buffer_free(&path);
}

/* CLI.md "Packs": LODSTONE_VOCAB, the user's data directory, (a build tree's
   source,) the installed one. */
START_TEST(looks_in_this_order)
{
  static const char *const with_data[] = {"/one", "/two",
                                          "/data/lodstone/vocab"};
  static const char *const with_home[] = {"/people/me/.local/share/lodstone/"
                                          "vocab"};
  static const char *const given[] = {"/x", "/y", ""};
  setenv("LODSTONE_VOCAB", "/one:/two", 1);
  setenv("XDG_DATA_HOME", "/data", 1);
  setenv("HOME", "/people/me", 1);
  expect_path(NULL, with_data, 3);
  expect_path("/x:/y", given, 3);
  unsetenv("LODSTONE_VOCAB");
  setenv("XDG_DATA_HOME", "", 1);
  expect_path(NULL, with_home, 1);
  unsetenv("XDG_DATA_HOME");
  expect_path(NULL, with_home, 1);
}
END_TEST

/* The user's own packs before the others. */
START_TEST(finds_the_users_packs)
{
  char folder[512];
  LodPackList *list;
  ck_assert_ptr_nonnull(getcwd(folder, sizeof folder));
  ck_assert_int_eq(mkdir("lodstone", 0777), 0);
  make_pack("lodstone/vocab", "mine", "0.1", "{}");
  setenv("XDG_DATA_HOME", folder, 1);
  unsetenv("LODSTONE_VOCAB");
  ck_assert_int_eq(lod_pack_list_new(NULL, NULL, &list), LOD_SUCCESS);
  bool found = false;
  for (size_t i = 0; i < lod_pack_list_size(list); i++)
    found |= strcmp(lod_pack_list_at(list, i)->name, "mine") == 0;
  ck_assert(found);
  lod_pack_list_free(list);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_test(tcase, sorts_names_and_versions);
  tcase_add_test(tcase, earlier_directories_hide_later_ones);
  tcase_add_test(tcase, passes_over_what_is_no_pack);
  tcase_add_test(tcase, reads_titles);
  tcase_add_test(tcase, looks_in_this_order);
  tcase_add_test(tcase, finds_the_users_packs);
}

int main(void)
{
  return fixture_main("pack", add_tests);
}
