/* Provenance ("Generating RDF from Tabular Data on the Web", section 7). */
#include "plan_fixture.h"

#include "base/memory.h"
#include "linked/provenance.h"

#define PROV "<http://www.w3.org/ns/prov#"
#define TYPE "<" LOD_RDF "type> "
#define CSVW "<http://www.w3.org/ns/csvw#"

static const char metadata[] = PLAN_COLUMNS("{'name':'a'}");

typedef struct Made {
  PlanWorld world;
  LodPlan *plan;
} Made;

static void open_plan(Made *made, bool standard)
{
  LodPlanOptions options = {
      .syntax = LOD_SYNTAX_TURTLE, .base = PLAN_BASE, .table_url = PLAN_URL};
  plan_open(&made->world, metadata, "a\n1\n", standard, 0);
  ck_assert_int_eq(lod_plan_new(made->world.mapping, made->world.binding,
                                &options, &made->plan),
                   LOD_SUCCESS);
}

static void close_plan(Made *made)
{
  lod_plan_free(made->plan);
  plan_close(&made->world);
}

/* Blank nodes as _:0, _:1, ... in the order in which they come. */
static void expect(const LodBuffer *out, const char *expected)
{
  char labels[8][32];
  size_t count = 0;
  const char *at = out->data, *end = at + out->size;
  while (at < end && *expected) {
    if (at[0] != '_' || at[1] != ':') {
      ck_assert_msg(*at == *expected, "%s\nwanted: %s", at, expected);
      at++, expected++;
      continue;
    }
    char label[32];
    size_t size = strcspn(at, " \n"), i = 0;
    ck_assert_uint_lt(size, sizeof label);
    memcpy(label, at, size);
    label[size] = '\0';
    while (i < count && strcmp(labels[i], label) != 0)
      i++;
    if (i == count)
      strcpy(labels[count++], label);
    ck_assert_msg(expected[2] == (char)('0' + i), "%s\nwanted: %s", at,
                  expected);
    at += size;
    expected += 3;
  }
  ck_assert(at == end && !*expected);
}

#define ACTIVITY(n)                                                            \
  "_:" n " " TYPE PROV "Activity> .\n"                                         \
  "_:" n " " PROV "wasAssociatedWith> <https://w3id.org/lodstone> .\n"         \
  "_:" n " " PROV "startedAtTime> \"2026-01-31T12:00:00Z\"^^<" LOD_XSD         \
  "dateTime> .\n"                                                              \
  "_:" n " " PROV "endedAtTime> \"2026-01-31T12:01:01Z\"^^<" LOD_XSD           \
  "dateTime> .\n"
#define USAGE(n, m, entity, role)                                              \
  "_:" n " " PROV "qualifiedUsage> _:" m " .\n"                                \
  "_:" m " " TYPE PROV "Usage> .\n"                                            \
  "_:" m " " PROV "entity> <" entity "> .\n"                                   \
  "_:" m " " PROV "hadRole> " CSVW role "> .\n"

/* 2026-01-31T12:00:00Z */
#define STARTED ((time_t)1769860800)

START_TEST(of_a_table)
{
  Made made;
  LodBuffer out = {0};
  uint64_t statements = 5;
  const LodProvenance provenance = {.started = STARTED, .ended = STARTED + 61};
  open_plan(&made, false);
  ck_assert_int_eq(
      lod_provenance_write(made.plan, &provenance, &out, &statements),
      LOD_SUCCESS);
  expect(&out, "\n<" PLAN_URL "> " PROV "wasGeneratedBy> _:0 .\n" ACTIVITY("0")
                   USAGE("0", "1", PLAN_URL, "csvEncodedTabularData"));
  ck_assert_uint_eq(statements, 5 + 9);
  lod_buffer_free(&out);
  close_plan(&made);
}
END_TEST

START_TEST(of_a_group_with_metadata)
{
  Made made;
  LodBuffer out = {0};
  uint64_t statements = 0;
  const LodProvenance provenance = {
      .started = STARTED, .ended = STARTED + 61, .metadata = "file:///m.json"};
  open_plan(&made, true);
  ck_assert_int_eq(
      lod_provenance_write(made.plan, &provenance, &out, &statements),
      LOD_SUCCESS);
  expect(&out, "\n_:0 " PROV "wasGeneratedBy> _:1 .\n" ACTIVITY("1")
                   USAGE("1", "2", PLAN_URL, "csvEncodedTabularData")
                       USAGE("1", "3", "file:///m.json", "tabularMetadata"));
  ck_assert_uint_eq(statements, 13);
  lod_buffer_free(&out);
  close_plan(&made);
}
END_TEST

START_TEST(reports_no_memory)
{
  Made made;
  const LodProvenance provenance = {.started = STARTED, .ended = STARTED};
  open_plan(&made, false);
  LodStatus status = LOD_ERR_NO_MEMORY;
  size_t n = 1;
  for (; status; n++) {
    LodBuffer out = {0};
    uint64_t statements = 0;
    lod_memory_fail_at(n);
    status = lod_provenance_write(made.plan, &provenance, &out, &statements);
    lod_memory_fail_at(0);
    if (status)
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
    lod_buffer_free(&out);
  }
  ck_assert_uint_gt(n, 3);
  close_plan(&made);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_test(tcase, of_a_table);
  tcase_add_test(tcase, of_a_group_with_metadata);
  tcase_add_test(tcase, reports_no_memory);
}

int main(void)
{
  return plan_main("provenance", add_tests);
}
