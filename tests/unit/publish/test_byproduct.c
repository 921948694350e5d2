/* What batch passes over: lists of rejected rows and reports. */
#include "publish_fixture.h"

#include "publish/byproduct.h"

START_TEST(knows_what_is_no_table)
{
  static const struct {
    const char *text;
    bool byproduct;
  } rows[] = {
      {"a,b,_line,_reason\r\n1,x,2,b: bad-cell\r\n", true},
      {"a;b;_line;_reason\r\n", true},
      {"a\tb\t_line\t_reason\r1", true},
      {"'a'::'b'::'_line'::'_reason'\r\n", true},
      {"\"a\nb\",_line,_reason\r\n", true},
      {"a_line,_line,_reason\r\n", true},
      {"{\n  \"tool\": \"lodstone\",\n  \"version\": \"0.1.0\"", true},
      {"", false},
      {"a,b\r\n1,2\r\n", false},
      {"a,_line\r\n1,2\r\n", false},
      {"_reason,_line\r\n", false},
      {"_line,_reason,a\r\n", false},
      {"_line,a_reason_b\r\n", false},
      {"_line,b,c,d,e,f,g,h,i,j,k,_reason\r\n", false},
      {"_line", false},
      {"_line,_reason", false},
      {"{\n  \"tool\": \"another\"}", false},
  };
  fixture_enter();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    fixture_put("t.csv", rows[i].text);
    ck_assert_msg(lod_is_byproduct("t.csv") == rows[i].byproduct, "%s",
                  rows[i].text);
  }
  ck_assert(!lod_is_byproduct("none.csv"));
  ck_assert(!lod_is_byproduct("."));
  fixture_leave();
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("byproduct");
  TCase *tcase = tcase_create("byproduct");
  tcase_add_test(tcase, knows_what_is_no_table);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
