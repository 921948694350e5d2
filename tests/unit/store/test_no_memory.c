/* Every allocation of the store fails once: the fault is passed on, nothing
   leaks, and what was loaded before is still there. */
#include "base/buffer.h"
#include "base/memory.h"
#include <check.h>
#include <lodstone/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* librdf 1.0.17 compares keys by the size of the longer. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
  return "strict_memcmp=0";
}

static char directory[64];
static char path[128];

static void set_up(void)
{
  strcpy(directory, "/tmp/lodstone-store-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(directory));
  snprintf(path, sizeof path, "%s/db", directory);
}

static void tear_down(void)
{
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", directory);
  ck_assert_int_eq(system(command), 0);
}

static LodStatus ignore(void *user, const char *data, size_t size)
{
  (void)data;
  *(size_t *)user += size;
  return LOD_SUCCESS;
}

static const char text[] =
    "<a:s> <a:p> \"x\"@sv-SE .\n<a:s> <a:p> _:b <a:g> .\n_:b <a:q> \"7\"^^"
    "<http://www.w3.org/2001/XMLSchema#integer> _:g .\n";

static LodStatus load(LodStore *store)
{
  uint64_t added;
  LodStatus status = lod_store_load_begin(store, "nquads", NULL, NULL, "n");
  if (!status)
    status = lod_store_load_feed(store, text, sizeof text - 1);
  return status ? status : lod_store_load_end(store, &added);
}

static LodStatus query(LodStore *store)
{
  size_t size = 0;
  LodStatus status =
      lod_store_query(store, "SELECT * {?s ?p ?o}", "table", ignore, &size);
  if (!status)
    status =
        lod_store_query(store, "SELECT * {?s ?p ?o}", "json", ignore, &size);
  if (!status)
    status = lod_store_query(store, "CONSTRUCT {_:n <a:p> ?o} {?s <a:p> ?o}",
                             NULL, ignore, &size);
  if (!status)
    status = lod_store_query(store, "DESCRIBE ?s {?s <a:p> ?o}", NULL, ignore,
                             &size);
  return status;
}

static LodStatus open_and(LodStoreMode mode, LodStatus (*use)(LodStore *))
{
  LodLog *log = lod_log_new();
  LodStore *store = NULL;
  if (!log)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_store_open(path, mode, log, &store);
  if (!status)
    status = use(store);
  LodStatus closed = lod_store_close(store);
  lod_log_free(log);
  return status ? status : closed;
}

START_TEST(fail_to_query)
{
  LodStatus status = LOD_ERR_NO_MEMORY;
  ck_assert_int_eq(open_and(LOD_STORE_WRITE, load), LOD_SUCCESS);
  for (size_t n = 1; status; n++) {
    lod_memory_fail_at(n);
    status = open_and(LOD_STORE_READ, query);
    lod_memory_fail_at(0);
    ck_assert(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY);
    ck_assert_uint_lt(n, 10000);
  }
}
END_TEST

/* In the midst of writing a failure leaves a store that says so. */
START_TEST(fail_to_load)
{
  LodStatus status = LOD_ERR_NO_MEMORY;
  for (size_t n = 1; status; n++) {
    lod_memory_fail_at(n);
    status = open_and(LOD_STORE_WRITE, load);
    lod_memory_fail_at(0);
    ck_assert(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY ||
              status == LOD_ERR_STORE);
    ck_assert_uint_lt(n, 10000);
    if (status == LOD_ERR_STORE) {
      tear_down();
      set_up();
      status = LOD_ERR_NO_MEMORY;
    }
  }
  ck_assert_int_eq(open_and(LOD_STORE_READ, query), LOD_SUCCESS);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("no_memory");
  TCase *t = tcase_create("no_memory");
  tcase_add_checked_fixture(t, set_up, tear_down);
  tcase_add_test(t, fail_to_query);
  tcase_add_test(t, fail_to_load);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
