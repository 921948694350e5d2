#include "judge.h"
#include "xsd/lexical.h"
#include "xsd/value.h"
#include <stdint.h>

/* Cells put together at random; what must hold for all that are accepted. */

static const LodDatatypeSpec specs[] = {
    {.base = LOD_XSD_DECIMAL},
    {.base = LOD_XSD_INTEGER},
    {.base = LOD_XSD_BYTE},
    {.base = LOD_XSD_DOUBLE},
    {.base = LOD_XSD_FLOAT},
    {.base = LOD_XSD_DATE},
    {.base = LOD_XSD_DATE_TIME},
    {.base = LOD_XSD_TIME},
    {.base = LOD_XSD_G_DAY},
    {.base = LOD_XSD_G_MONTH_DAY},
    {.base = LOD_XSD_G_YEAR},
    {.base = LOD_XSD_DURATION},
    {.base = LOD_XSD_DAY_TIME_DURATION},
    {.base = LOD_XSD_YEAR_MONTH_DURATION},
    {.base = LOD_XSD_BOOLEAN},
    {.base = LOD_XSD_HEX_BINARY},
    {.base = LOD_XSD_BASE64_BINARY},
    {.base = LOD_XSD_TOKEN},
    {.base = LOD_XSD_NAME},
    {.base = LOD_XSD_LANGUAGE},
    {.base = LOD_XSD_QNAME},
    {.base = LOD_XSD_DECIMAL, .decimal_char = ","},
    {.base = LOD_XSD_DECIMAL, .decimal_char = ",", .group_char = " "},
    {.base = LOD_XSD_DECIMAL, .group_char = ","},
    {.base = LOD_XSD_INTEGER, .format = "#,##0"},
    {.base = LOD_XSD_DECIMAL, .format = "#,##0.0#,#%"},
    {.base = LOD_XSD_DECIMAL, .format = "#0.##E0"},
    {.base = LOD_XSD_DOUBLE, .format = "0,##E#0", .decimal_char = ","},
    {.base = LOD_XSD_DATE, .format = "d/M/yyyy"},
    {.base = LOD_XSD_DATE, .format = "yyyyMMddX"},
    {.base = LOD_XSD_DATE_TIME, .format = "yyyy-MM-dd HH:mm:ss.SSS xxx"},
    {.base = LOD_XSD_TIME, .format = "HHmmx"},
};

/* Parts of which cells of all these types can be made. */
static const char *const parts[] = {
    "0",          "1",
    "2",          "9",
    "00",         "12",
    "31",         "2015",
    "-",          "+",
    ".",          ",",
    ":",          "/",
    " ",          "  ",
    "\t",         "E",
    "e",          "%",
    "P",          "T",
    "Y",          "M",
    "D",          "H",
    "S",          "Z",
    "INF",        "NaN",
    "true",       "A",
    "=",          "\xC3\xA5",
    "a",          "_",
    "\xC2\xA0",   "\xE2\x88\x92",
    "01",         "10",
    "2015-12-31", "--",
    "T10:20:30",  "+14:00",
    "1999-01-01", "24:00:00",
    "\n",
};

static uint32_t next_random(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

static size_t make_cell(uint64_t *state, char *cell)
{
  size_t size = 0;
  for (uint32_t n = next_random(state) % 9; n > 0; n--) {
    LodView part = lod_view(parts[next_random(state) % COUNT(parts)]);
    memcpy(cell + size, part.data, part.size);
    size += part.size;
  }
  return size;
}

static void check_order(LodXsdType base, LodView a, LodView b)
{
  LodXsdValue x, y;
  if (!lod_xsd_type_is_ordered(base))
    return;
  lod_xsd_value_read(base, a, &x);
  lod_xsd_value_read(base, b, &y);
  bool nan = lod_xsd_type_family(base) == LOD_FAMILY_DOUBLE && a.size == 3 &&
             *a.data == 'N';
  LodOrder wanted = nan ? LOD_ORDER_NONE : LOD_ORDER_EQUAL;
  ck_assert_int_eq(lod_xsd_value_compare(base, &x, &y), wanted);
}

/* An accepted cell gives a lexical form of the base, and that form is
   accepted; its canonical form is one too, has the same value and is its own
   canonical form. */
static void check_accepted(const LodDatatypeSpec *spec,
                           const LodDatatype *datatype, LodView form,
                           LodArena *arena)
{
  ck_assert_msg(!lod_lexical_check(spec->base, form), "\"%.*s\"",
                (int)form.size, form.data);
  LodView canonical = lod_datatype_canonical(datatype, form, arena);
  ck_assert_msg(!lod_lexical_check(spec->base, canonical), "\"%.*s\"",
                (int)canonical.size, canonical.data);
  LodView again = lod_datatype_canonical(datatype, canonical, arena);
  ck_assert_msg(lod_view_equal(canonical, again), "\"%.*s\"",
                (int)canonical.size, canonical.data);
  check_order(spec->base, form, canonical);
}

START_TEST(keeps_invariants)
{
  const LodDatatypeSpec *spec = &specs[_i];
  LodDatatype *datatype = compile(spec);
  LodArena *arena = lod_arena_new();
  uint64_t state = (uint64_t)_i + 1;
  for (int round = 0; round < 10000; round++) {
    char cell[128];
    size_t size = make_cell(&state, cell);
    char *block = malloc(size + !size);
    memcpy(block, cell, size);
    LodView form;
    if (!lod_datatype_parse(datatype, (LodView){block, size}, arena, &form))
      check_accepted(spec, datatype, form, arena);
    free(block);
    lod_arena_reset(arena);
  }
  lod_arena_free(arena);
  lod_datatype_free(datatype);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("invariants");
  TCase *tcase = tcase_create("invariants");
  tcase_set_timeout(tcase, 60);
  tcase_add_loop_test(tcase, keeps_invariants, 0, (int)COUNT(specs));
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
