#include <check.h>
#include <lodstone/status.h>
#include <stdlib.h>

/* The manual's EXIT STATUS. */
static const struct {
  LodStatus status;
  int code;
} exits[] = {
    {LOD_SUCCESS, 0},     {LOD_ERR_PIPE_CLOSED, 0}, {LOD_ERR_INPUT, 1},
    {LOD_ERR_USAGE, 2},   {LOD_ERR_NO_MEMORY, 3},   {LOD_ERR_IO, 3},
    {LOD_ERR_NETWORK, 3}, {LOD_ERR_STORE, 3},
};

START_TEST(gives_exit_code)
{
  ck_assert_int_eq(lod_status_exit_code(exits[_i].status), exits[_i].code);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("status");
  TCase *tests = tcase_create("status");
  tcase_add_loop_test(tests, gives_exit_code, 0,
                      (int)(sizeof exits / sizeof *exits));
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
