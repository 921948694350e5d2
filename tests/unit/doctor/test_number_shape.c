/* What the marks of a number can mean. */
#include "doctor/number_shape.h"
#include <check.h>
#include <stdlib.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

static const struct {
  const char *text;
  LodMark decimal, group, unsure;
  bool minus_sign;
} numbers[] = {
    {.text = "0"},
    {.text = "1234567"},
    {.text = "-12"},
    {.text = "+12"},
    {.text = MINUS "12", .minus_sign = true},
    {.text = " 12\t"},
    /* other than three digits follow */
    {.text = "1,5", .decimal = LOD_MARK_COMMA},
    {.text = "1.5", .decimal = LOD_MARK_POINT},
    {.text = "3270,50", .decimal = LOD_MARK_COMMA},
    {.text = "-1302,03", .decimal = LOD_MARK_COMMA},
    {.text = MINUS "1302,03", .decimal = LOD_MARK_COMMA, .minus_sign = true},
    {.text = "5058332.75", .decimal = LOD_MARK_POINT},
    {.text = "1,2345", .decimal = LOD_MARK_COMMA},
    {.text = ",5", .decimal = LOD_MARK_COMMA},
    {.text = ".500", .decimal = LOD_MARK_POINT},
    /* three digits follow, but no group stands before */
    {.text = "1234,567", .decimal = LOD_MARK_COMMA},
    {.text = "0,123", .decimal = LOD_MARK_COMMA},
    {.text = "-0.125", .decimal = LOD_MARK_POINT},
    /* it may be both */
    {.text = "1,234", .unsure = LOD_MARK_COMMA},
    {.text = "123.456", .unsure = LOD_MARK_POINT},
    {.text = "-12,345", .unsure = LOD_MARK_COMMA},
    {.text = "100,000", .unsure = LOD_MARK_COMMA},
    /* a mark that occurs twice */
    {.text = "1,234,567", .group = LOD_MARK_COMMA},
    {.text = "1.234.567", .group = LOD_MARK_POINT},
    {.text = "12 345 678", .group = LOD_MARK_BLANK},
    /* blanks */
    {.text = "1 234", .group = LOD_MARK_BLANK},
    {.text = "1" NBSP "234", .group = LOD_MARK_NO_BREAK},
    {.text = "1" NNBSP "234", .group = LOD_MARK_NARROW_NO_BREAK},
    /* both marks */
    {.text = "1 234,50", .decimal = LOD_MARK_COMMA, .group = LOD_MARK_BLANK},
    {.text = "-1" NBSP "234" NBSP "567,5",
     .decimal = LOD_MARK_COMMA,
     .group = LOD_MARK_NO_BREAK},
    {.text = "1" NNBSP "234.50",
     .decimal = LOD_MARK_POINT,
     .group = LOD_MARK_NARROW_NO_BREAK},
    {.text = "1,234.50", .decimal = LOD_MARK_POINT, .group = LOD_MARK_COMMA},
    {.text = "1.234,50", .decimal = LOD_MARK_COMMA, .group = LOD_MARK_POINT},
    {.text = "1.234.567,8", .decimal = LOD_MARK_COMMA, .group = LOD_MARK_POINT},
    {.text = "1,234.567", .decimal = LOD_MARK_POINT, .group = LOD_MARK_COMMA},
    {.text = "1 234,567", .decimal = LOD_MARK_COMMA, .group = LOD_MARK_BLANK},
    /* exponents */
    {.text = "1,23E+08", .decimal = LOD_MARK_COMMA},
    {.text = "1.5e-3", .decimal = LOD_MARK_POINT},
};

START_TEST(judges_number)
{
  LodNumberShape shape;
  const char *text = numbers[_i].text;
  ck_assert_msg(lod_number_shape(lod_view(text), &shape), "%s", text);
  ck_assert_msg(shape.decimal == numbers[_i].decimal, "%s", text);
  ck_assert_msg(shape.group == numbers[_i].group, "%s", text);
  ck_assert_msg(shape.unsure == numbers[_i].unsure, "%s", text);
  ck_assert_msg(shape.minus_sign == numbers[_i].minus_sign, "%s", text);
}
END_TEST

static const char *const others[] = {
    "",
    "-",
    "*",
    "*****",
    "1302,03-",
    "1302-",
    "--1",
    "- 1",
    "1,5 kr",
    "kr 1,5",
    "1,",
    "1.",
    ",",
    ".",
    " ",
    "1,,5",
    "1..5",
    "1  234",
    "1 23",
    "12 34 56",
    "08-123 45",
    "1234 567",
    "1,23,4",
    "1.2.3",
    "1,234 567",
    "1.234,567.8",
    "1234,567.8",
    "1,2345,678",
    "2016-01-02",
    "2016.01.02",
    "1E",
    "1E5E5",
    "E5",
    "1,5o",
    "NaN",
    "\xC2\xA0",
    "1 \xC2\xA0"
    "234",
    "[innehåller personuppgifter]",
};

START_TEST(leaves_other_text)
{
  LodNumberShape shape;
  ck_assert_msg(!lod_number_shape(lod_view(others[_i]), &shape), "%s",
                others[_i]);
}
END_TEST

START_TEST(takes_cut_character)
{
  LodNumberShape shape;
  ck_assert(!lod_number_shape((LodView){"1" NNBSP, 3}, &shape));
  ck_assert(!lod_number_shape((LodView){"1" NBSP, 2}, &shape));
}
END_TEST

START_TEST(names_marks)
{
  ck_assert_str_eq(lod_mark_text(LOD_MARK_POINT), ".");
  ck_assert_str_eq(lod_mark_text(LOD_MARK_NARROW_NO_BREAK), NNBSP);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("number_shape");
  TCase *tests = tcase_create("number_shape");
  tcase_add_loop_test(tests, judges_number, 0, COUNT(numbers));
  tcase_add_loop_test(tests, leaves_other_text, 0, COUNT(others));
  tcase_add_test(tests, takes_cut_character);
  tcase_add_test(tests, names_marks);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
