/* Out of memory at every allocation: a status, no crash, nothing left behind
   (the sanitizers watch). */
#include "plan_fixture.h"

#include "base/memory.h"
#include "linked/explain.h"

/* Something of everything that a plan can hold. */
static const char metadata[] = PLAN_SCHEMA(
    "'lod:matching':'title','lod:key':["
    "{'lod:name':'_all','lod:columns':'*','lod:counted':true},"
    "{'lod:name':'_one','lod:columns':['a'],'lod:needed':['a'],"
    "'lod:otherwise':'_all'}],"
    "'columns':["
    "{'name':'a','lang':'sv','aboutUrl':'id/{b}','lod:entity':true},"
    "{'name':'b','datatype':'decimal'},"
    "{'name':'c','separator':';','ordered':true},"
    "{'name':'d','separator':';','valueUrl':'v{/d*}'},"
    "{'name':'e','valueUrl':'{+e}'},"
    "{'name':'f','aboutUrl':'f/{f}','datatype':'integer',"
    "'lod:identifierType':'organisationNumber'},"
    "{'name':'v1','virtual':true,'propertyUrl':'p/{a}',"
    "'lod:aboutUrl':'r/{_all}','lod:value':'{a} {_one} {_row}'},"
    "{'name':'v2','virtual':true,'valueUrl':'x/{_sourceRow}',"
    "'propertyUrl':'rdf:type'},"
    "{'name':'v3','virtual':true,'lod:aboutUrl':'{+e}{_one}{_row}',"
    "'valueUrl':'schema:Thing'}]");
static const char table[] = "a,b,c,d,e,f,extra\n"
                            "x,1.5,p;q,r;s t,http://x.example/,5560125790,e\n"
                            "y,1.50,p;q,r;s,1http://bad/,5560125790,e\n"
                            ",2,,,,,\n"
                            "x,1.5,p;q,r;s t,http://x.example/,5560125790,e\n";

static LodStatus write_table(const PlanWorld *world,
                             const LodPlanOptions *options, LodBuffer *out)
{
  LodPlan *plan = NULL;
  LodPlanKeys *keys = NULL;
  LodPlanWork *work = NULL;
  uint64_t statements = 0;
  LodStatus status =
      lod_plan_new(world->mapping, world->binding, options, &plan);
  if (!status)
    status = lod_plan_keys_new(plan, 1 << 20, &keys);
  if (!status)
    status = lod_plan_work_new(plan, &work);
  if (!status)
    status = lod_plan_prologue(plan, true, out, &statements);
  if (!status)
    status = lod_plan_evaluate(work, world->rows);
  if (!status)
    status = lod_plan_resolve(work, keys, world->log);
  if (!status)
    status = lod_plan_render(work, out, world->log);
  lod_plan_work_free(work);
  lod_plan_keys_free(keys);
  lod_plan_free(plan);
  return status;
}

START_TEST(plans_report_no_memory)
{
  LodPlanOptions options = {
      .syntax = (LodSyntax)_i, .base = PLAN_BASE, .table_url = PLAN_URL};
  PlanWorld world;
  LodBuffer expected = {0};
  size_t failures = 0;
  plan_open(&world, metadata, table, false, 0);
  ck_assert_int_eq(lod_rows_evaluate(world.rows, &world.batch), LOD_SUCCESS);
  ck_assert_int_eq(write_table(&world, &options, &expected), LOD_SUCCESS);
  ck_assert_uint_gt(expected.size, 500);
  for (bool failed = true; failed; failures += failed) {
    LodBuffer out = {0};
    size_t before = lod_memory_count();
    lod_memory_fail_at(failures + 1);
    LodStatus status = write_table(&world, &options, &out);
    lod_memory_fail_at(0);
    failed = lod_memory_count() - before > failures;
    /* a message that finds no memory is no fault of the run */
    if (status || !failed)
      ck_assert_int_eq(status, failed ? LOD_ERR_NO_MEMORY : LOD_SUCCESS);
    if (!status) {
      ck_assert_uint_eq(out.size, expected.size);
      ck_assert_mem_eq(out.data, expected.data, out.size);
    }
    lod_buffer_free(&out);
  }
  ck_assert_uint_gt(failures, 15);
  lod_buffer_free(&expected);
  plan_close(&world);
}
END_TEST

START_TEST(standard_mode_reports_no_memory)
{
  size_t failures = 0;
  for (LodStatus status = LOD_ERR_NO_MEMORY; status; failures++) {
    LodLog *log = lod_log_new();
    LodMapping *mapping = plan_load(metadata, false, log);
    lod_memory_fail_at(failures + 1);
    status = lod_standard_describe(mapping, 0, PLAN_URL);
    lod_memory_fail_at(0);
    if (status)
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
    lod_mapping_free(mapping);
    lod_log_free(log);
  }
  ck_assert_uint_gt(failures, 1);
}
END_TEST

static LodStatus explain(const LodMapping *mapping, LodBuffer *out)
{
  LodNames *names = NULL;
  LodStatus status =
      lod_names_new(LOD_SYNTAX_TURTLE, PLAN_BASE, NULL, 0, &names);
  if (!status)
    status = lod_explain_table(mapping, 0, names, out);
  if (!status)
    status = lod_explain_dot(mapping, 0, names, out);
  if (!status)
    status = lod_names_header(names, out);
  lod_names_free(names);
  return status;
}

START_TEST(explaining_reports_no_memory)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = plan_load(metadata, false, log);
  size_t failures = 0;
  for (LodStatus status = LOD_ERR_NO_MEMORY; status; failures++) {
    LodBuffer out = {0};
    lod_memory_fail_at(failures + 1);
    status = explain(mapping, &out);
    lod_memory_fail_at(0);
    if (status)
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
    lod_buffer_free(&out);
  }
  ck_assert_uint_gt(failures, 10);
  lod_mapping_free(mapping);
  lod_log_free(log);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, plans_report_no_memory, 0, 4);
  tcase_add_test(tcase, standard_mode_reports_no_memory);
  tcase_add_test(tcase, explaining_reports_no_memory);
}

int main(void)
{
  return plan_main("plan_memory", add_tests);
}
