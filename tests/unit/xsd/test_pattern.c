#include "judge.h"
#include <pthread.h>
#include <time.h>

typedef struct Matched {
  const char *type, *expression, *cell, *lexical; /* NULL: refused */
} Matched;

/* CSVW model 6.4.5 and 6.4.6, with ECMAScript's reading of the expression; it
   stands for the whole value. */
static const Matched cases[] = {
    {"string", "Cash|DirectDebit", "Cash", "Cash"},
    {"string", "Cash|DirectDebit", "DirectDebit", "DirectDebit"},
    {"string", "Cash|DirectDebit", "DirectDebits", NULL},
    {"string", "Cash|CashCard", "CashCard", "CashCard"},
    {"string", "^\\d$", "1", "1"}, /* W3C test268 */
    {"string", "^\\d$", "11", NULL},
    {"string", "^\\d$", "1\n", NULL},
    {"string", "[a-c]+", "abcd", NULL},
    {"string", "[a-c]+", "", NULL},
    {"string", "", "", ""},
    {"string", "\\d+", "\xD9\xA1", NULL},    /* \d is 0 to 9 */
    {"string", "\\w+", "\xC3\xA5", NULL},    /* \w is ASCII */
    {"string", ".", "\xC3\xA5", "\xC3\xA5"}, /* characters, not bytes */
    {"string", "\\u00e5", "\xC3\xA5", "\xC3\xA5"},
    {"string", "\\xe5", "\xC3\xA5", "\xC3\xA5"},
    {"string", "a.b", "a\nb", NULL},
    {"string", "a[^]b", "a\nb", "a\nb"},
    {"string", "(a)|(b)\\1", "b", "b"},
    {"string", "\\d{6}-\\d{4}", "556036-0793", "556036-0793"},
    {"token", "a b", " a  b ", "a b"},
    {"anyURI", "https?://.*", "http://example.org/", "http://example.org/"},
    {"anyURI", "https?://.*", "ftp://example.org/", NULL},
    {"json", "\\{.*\\}", "{}", "{}"},
    {"language", "sv.*", "sv-SE", "sv-SE"},
    {"language", ".*", "sv_SE", NULL},
    {"hexBinary", "[0-9A-F]*", "0f", NULL},
    /* W3C test193 */
    {"duration", "^-?P.*$", "-P60D", "-P60D"},
    {"dayTimeDuration", "^-?P.DT.*$", "P1DT2H", "P1DT2H"},
    {"yearMonthDuration", "^-?P.Y20M$", "P0Y20M", "P0Y20M"},
    {"yearMonthDuration", "^-?P.Y20M$", "P0Y21M", NULL},
    {"duration", ".*", "Foo", NULL},
};

START_TEST(matches_whole_values)
{
  for (size_t i = 0; i < COUNT(cases); i++) {
    LodDatatypeSpec spec = {.base = type_of(cases[i].type),
                            .format = cases[i].expression};
    LodDatatype *datatype = compile(&spec);
    judge(datatype, cases[i].cell, cases[i].lexical, NULL);
    lod_datatype_free(datatype);
  }
}
END_TEST

START_TEST(refuses_bad_expressions)
{
  static const char *const bad[] = {"+", /* W3C test153 */
                                    "(",   "[a",       "a{2,1}",
                                    "\\C", "(?<=a+)b", "\xFF"};
  for (size_t i = 0; i < COUNT(bad); i++) {
    LodDatatypeSpec spec = {.base = LOD_XSD_STRING, .format = bad[i]};
    refuse(&spec);
  }
}
END_TEST

/* Expressions that backtrack for ever are given up soon, with a reason that
   says so. */
START_TEST(gives_up_bombs)
{
  static const char *const bombs[] = {"(a+)+",   "(a|a)*",
                                      "(a*)*b",  "(.*.*.*.*.*.*)*x",
                                      "(a|aa)+", "((a{0,30}){0,30}){0,30}"};
  static char cell[3001];
  memset(cell, 'a', 3000);
  cell[2999] = '!';
  LodArena *arena = lod_arena_new();
  for (size_t i = 0; i < COUNT(bombs); i++) {
    LodDatatypeSpec spec = {.base = LOD_XSD_STRING, .format = bombs[i]};
    LodDatatype *datatype = compile(&spec);
    LodView form;
    clock_t start = clock();
    ck_assert(lod_datatype_parse(datatype, lod_view(cell), arena, &form));
    ck_assert_msg(clock() - start < CLOCKS_PER_SEC, "%s", bombs[i]);
    lod_datatype_free(datatype);
  }
  LodDatatypeSpec spec = {.base = LOD_XSD_STRING, .format = "(a+)+"};
  LodDatatype *datatype = compile(&spec);
  LodView form;
  LodReason slow = lod_datatype_parse(datatype, lod_view(cell), arena, &form);
  LodReason other = lod_datatype_parse(datatype, LOD_VIEW("b"), arena, &form);
  ck_assert_str_ne(slow, other);
  ck_assert(!lod_reason_is_no_memory(slow));
  judge(datatype, "aaa", "aaa", NULL); /* it still works */
  lod_datatype_free(datatype);
  lod_arena_free(arena);
}
END_TEST

/* A long value costs neither stack nor an error. */
START_TEST(matches_long_values)
{
  size_t size = 1 << 20;
  char *cell = malloc(size);
  memset(cell, 'a', size);
  LodDatatypeSpec spec = {.base = LOD_XSD_STRING, .format = "[a-z]+"};
  LodDatatype *datatype = compile(&spec);
  LodView form;
  ck_assert(!lod_datatype_parse(datatype, (LodView){cell, size}, NULL, &form));
  ck_assert_uint_eq(form.size, size);
  lod_datatype_free(datatype);
  spec.format = "(a|b)*"; /* too much for the JIT's stack */
  datatype = compile(&spec);
  ck_assert(!lod_datatype_parse(datatype, (LodView){cell, 20000}, NULL, &form));
  lod_datatype_free(datatype);
  free(cell);
}
END_TEST

static void *match_often(void *user)
{
  const LodDatatype *datatype = user;
  size_t bad = 0;
  for (int i = 0; i < 5000; i++) {
    LodView form;
    bad += lod_datatype_parse(datatype, LOD_VIEW("ab1"), NULL, &form) != NULL;
    bad += lod_datatype_parse(datatype, LOD_VIEW("ab"), NULL, &form) == NULL;
  }
  return bad ? user : NULL;
}

START_TEST(serves_many_threads)
{
  LodDatatypeSpec spec = {.base = LOD_XSD_STRING, .format = "([a-z])+([0-9])"};
  LodDatatype *datatype = compile(&spec);
  pthread_t threads[20];
  for (size_t i = 0; i < COUNT(threads); i++)
    ck_assert(!pthread_create(&threads[i], NULL, match_often, datatype));
  for (size_t i = 0; i < COUNT(threads); i++) {
    void *bad;
    ck_assert(!pthread_join(threads[i], &bad));
    ck_assert_ptr_null(bad);
  }
  lod_datatype_free(datatype);
}
END_TEST

RUN("pattern", matches_whole_values, refuses_bad_expressions, gives_up_bombs,
    matches_long_values, serves_many_threads)
