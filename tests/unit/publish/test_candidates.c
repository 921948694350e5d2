/* Which version of a pack a table is (CLI.md: it follows from the columns). */
#include "publish_fixture.h"

static void make_pack(const char *name, const char *version,
                      const char *columns)
{
  char path[256], metadata[2048];
  snprintf(path, sizeof path, "vocab/%s", name);
  mkdir("vocab", 0777);
  mkdir(path, 0777);
  snprintf(path, sizeof path, "vocab/%s/%s", name, version);
  ck_assert_int_eq(mkdir(path, 0777), 0);
  strcat(path, "/metadata.json");
  snprintf(metadata, sizeof metadata,
           "{'@context':'http://www.w3.org/ns/csvw','tableSchema':{"
           "'https://w3id.org/lodstone/ns#matching':'title',"
           "'aboutUrl':'id/{_row}','columns':[%s]}}",
           columns);
  fixture_put_json(path, metadata);
}

#define COLUMN(name)   "{'name':'" name "'}"
#define REQUIRED(name) "{'name':'" name "','required':true}"

static void begin(FixtureRun *run, const char *mapping, const char *table)
{
  fixture_begin(run);
  run->options.mapping = mapping;
  run->options.vocab_path = "vocab";
  run->options.base = "http://example.org/";
  fixture_put("t.csv", table);
}

static void make_packs(void)
{
  make_pack("ledger", "1.0", REQUIRED("id") "," REQUIRED("amount"));
  make_pack("ledger", "1.1",
            REQUIRED("id") "," REQUIRED("amount") "," REQUIRED("voucher"));
  make_pack("ledger", "1.10",
            REQUIRED("id") "," REQUIRED("amount") "," REQUIRED(
                "voucher") "," COLUMN("ground"));
  make_pack("art", "2.0", REQUIRED("title") "," REQUIRED("artist"));
}

START_TEST(the_version_follows_from_the_columns)
{
  static const struct {
    const char *mapping, *table, *used;
  } rows[] = {
      {"ledger", "id,amount\n1,2\n", "ledger/1.0"},
      {"ledger", "amount,ID\n1,2\n", "ledger/1.0"},
      /* both fit: the newer one */
      {"ledger", "id,amount,voucher\n1,2,3\n", "ledger/1.10"},
      {"ledger", "id,amount,voucher,ground\n1,2,3,4\n", "ledger/1.10"},
      {"ledger", "id,amount,other\n1,2,3\n", "ledger/1.0"},
      /* the one that was asked for */
      {"ledger/1.1", "id,amount\n1,2\n", "ledger/1.1"},
      {"ledger/1.1", "id,amount,voucher,ground\n1,2,3,4\n", "ledger/1.1"},
      /* none fits: the newest, and the binding says what is missing */
      {"ledger", "x,y\n1,2\n", "ledger/1.10"},
  };
  FixtureRun run;
  make_packs();
  begin(&run, rows[_i].mapping, rows[_i].table);
  fixture_convert(&run, "t.csv");
  ck_assert_str_eq(run.report.mapping, rows[_i].used);
  ck_assert(strchr(rows[_i].mapping, '/') ||
            strstr(run.messages.data, "n pack-version t.csv:"));
  fixture_end(&run);
}
END_TEST

/* What loading the others said is nobody's business. */
START_TEST(only_the_chosen_one_speaks)
{
  FixtureRun run;
  make_packs();
  make_pack("ledger", "3.0", "{'name':'id','datatype':'nonsense'}");
  make_pack("ledger", "4.0", "{'name':7");
  begin(&run, "ledger", "id,amount\n1,2\n");
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_str_eq(run.report.mapping, "ledger/1.0");
  ck_assert_ptr_null(strstr(run.messages.data, "metadata.json"));
  fixture_end(&run);
  begin(&run, "ledger/4.0", "id,amount\n1,2\n");
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_ERR_INPUT);
  ck_assert_ptr_nonnull(
      strstr(run.messages.data, " vocab/ledger/4.0/metadata.json:1:"));
  fixture_end(&run);
}
END_TEST

/* batch, where no mapping is named: the pack that fits, else the header. */
START_TEST(any_pack_that_fits)
{
  static const struct {
    const char *table, *used, *note;
  } rows[] = {
      {"title,artist\nx,y\n", "art/2.0", "pack-version"},
      {"id,amount,voucher\n1,2,3\n", "ledger/1.10", "pack-version"},
      {"x,y\n1,2\n", "", "n no-pack t.csv:"},
  };
  FixtureRun run;
  make_packs();
  begin(&run, NULL, rows[_i].table);
  run.options.any_pack = true;
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_str_eq(run.report.mapping, rows[_i].used);
  ck_assert_ptr_nonnull(strstr(run.messages.data, rows[_i].note));
  fixture_end(&run);
}
END_TEST

/* Without a base the IRIs are examples, which is said. */
START_TEST(packs_want_a_base)
{
  FixtureRun run;
  make_packs();
  begin(&run, "art", "title,artist\nx,y\n");
  run.options.base = NULL;
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_ptr_nonnull(strstr(run.messages.data, "w no-base :"));
  ck_assert_ptr_nonnull(
      strstr(run.output.data, "<https://data.example.se/id/1> "));
  /* plain data has none */
  run.options.format = "csv";
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_ptr_null(strstr(run.messages.data, "no-base"));
  ck_assert_str_eq(run.output.data, "title,artist\r\nx,y\r\n");
  fixture_end(&run);
}
END_TEST

/* CLI.md: encoding, delimiter and header are found out, each with a note;
   what the command line says is not. */
START_TEST(packs_find_the_dialect)
{
  FixtureRun run;
  make_packs();
  begin(&run, "art", "title;artist\nx;y\nz;w\n");
  run.options.format = "csv";
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_str_eq(run.output.data, "title,artist\r\nx,y\r\nz,w\r\n");
  ck_assert_ptr_nonnull(strstr(run.messages.data, "n "));
  size_t said = run.messages.size;
  run.options.delimiter = ";";
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_uint_lt(run.messages.size, said);
  fixture_end(&run);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, the_version_follows_from_the_columns, 0, 8);
  tcase_add_test(tcase, only_the_chosen_one_speaks);
  tcase_add_loop_test(tcase, any_pack_that_fits, 0, 3);
  tcase_add_test(tcase, packs_want_a_base);
  tcase_add_test(tcase, packs_find_the_dialect);
}

int main(void)
{
  return fixture_main("candidates", add_tests);
}
