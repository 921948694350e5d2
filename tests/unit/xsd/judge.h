/* What a table of cases says of one cell, and the check of it. */
#ifndef TESTS_UNIT_XSD_JUDGE_H
#define TESTS_UNIT_XSD_JUDGE_H

#include "base/buffer.h"
#include "xsd/datatype.h"
#include <check.h>
#include <stdlib.h>

/* A case: TYPE by its CSVW name, a cell, its lexical form (NULL: refused), and
   the canonical form (NULL: that of the cell is not asked for). */
typedef struct Case {
  const char *type, *cell, *lexical, *canonical;
} Case;

static inline LodDatatype *compile(const LodDatatypeSpec *spec)
{
  LodReason reason;
  LodDatatype *datatype;
  LodStatus status = lod_datatype_new(spec, &reason, &datatype);
  ck_assert_msg(!status, "format %s: %s", spec->format, reason);
  ck_assert_ptr_null(reason);
  return datatype;
}

static inline LodXsdType type_of(const char *name)
{
  LodXsdType type = LOD_XSD_STRING;
  ck_assert_msg(lod_xsd_type_by_name(lod_view(name), &type), "%s", name);
  return type;
}

static inline void check_view(LodView view, const char *text, const char *what)
{
  ck_assert_msg(lod_view_equal(view, lod_view(text)),
                "%s: \"%.*s\", not \"%s\"", what, (int)view.size, view.data,
                text);
}

/* What is not a part of the cell has slack behind it: a sanitizer sees whether
   it can be read. */
static inline void read_slack(LodView form, LodView cell)
{
  const volatile char *const behind = form.data + form.size;
  if (form.size == 0 ||
      (form.data >= cell.data && form.data < cell.data + cell.size))
    return;
  for (size_t i = 0; i < LOD_SLACK; i++)
    (void)behind[i];
}

/* The cell stands in a block of its size, so that a sanitizer sees every read
   beyond it. */
static inline void judge(const LodDatatype *datatype, const char *cell,
                         const char *lexical, const char *canonical)
{
  LodArena *arena = lod_arena_new();
  size_t size = strlen(cell);
  char *block = malloc(size + !size);
  memcpy(block, cell, size);
  LodView form = LOD_VIEW("untouched");
  LodReason reason =
      lod_datatype_parse(datatype, (LodView){block, size}, arena, &form);
  if (!lexical) {
    ck_assert_msg(reason != NULL, "\"%s\" is not refused", cell);
    check_view(form, "untouched", cell);
  } else {
    ck_assert_msg(!reason, "\"%s\" %s", cell, reason);
    check_view(form, lexical, cell);
    read_slack(form, (LodView){block, size});
  }
  if (canonical) {
    LodView first = lod_datatype_canonical(datatype, form, arena);
    check_view(first, canonical, cell);
    if (!reason)
      read_slack(first, (LodView){block, size});
    LodView again = lod_datatype_canonical(datatype, first, arena);
    check_view(again, canonical, cell);
  }
  free(block);
  lod_arena_free(arena);
}

static inline void judge_all(const Case *cases, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    LodDatatypeSpec spec = {.base = type_of(cases[i].type)};
    LodDatatype *datatype = compile(&spec);
    judge(datatype, cases[i].cell, cases[i].lexical, cases[i].canonical);
    lod_datatype_free(datatype);
  }
}

/* The description is refused, and the reason is a sentence. */
static inline void refuse(const LodDatatypeSpec *spec)
{
  LodReason reason = NULL;
  LodDatatype *datatype = NULL;
  LodStatus status = lod_datatype_new(spec, &reason, &datatype);
  ck_assert_msg(status == LOD_ERR_INPUT, "format %s is not refused",
                spec->format);
  ck_assert_ptr_nonnull(reason);
  ck_assert_ptr_null(datatype);
}

static inline int run_tests(const char *name, const TTest *const *tests,
                            size_t count)
{
  Suite *suite = suite_create(name);
  TCase *tcase = tcase_create(name);
  tcase_set_timeout(tcase, 60);
  for (size_t i = 0; i < count; i++)
    tcase_add_test(tcase, tests[i]);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}

#define COUNT(array)     (sizeof(array) / sizeof(array)[0])
#define JUDGE_ALL(cases) judge_all(cases, COUNT(cases))
#define RUN(name, ...)                                                         \
  int main(void)                                                               \
  {                                                                            \
    const TTest *const tests[] = {__VA_ARGS__};                                \
    return run_tests(name, tests, COUNT(tests));                               \
  }

#endif
