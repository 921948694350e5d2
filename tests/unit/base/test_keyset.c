#include "base/keyset.h"
#include "base/memory.h"
#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))
#define KIB          UINT64_C(1024)
#define MIB          (1024 * KIB)

static const uint64_t memories[] = {0, 64 * KIB, MIB, 5 * MIB, UINT64_MAX};

/* The ways in which tests make the key of a number. */
static LodHash hashed(uint64_t number)
{
  return lod_hash((LodView){(const char *)&number, sizeof number});
}

static LodHash in_high(uint64_t number)
{
  return (LodHash){number, 0};
}

static LodHash in_low(uint64_t number)
{
  return (LodHash){0, number};
}

static LodHash in_both(uint64_t number)
{
  return (LodHash){number << 54, ~number};
}

typedef LodHash (*MakeKey)(uint64_t number);
static const MakeKey makers[] = {hashed, in_high, in_low, in_both};

static uint64_t next_random(uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static LodKeySet *new_set(uint64_t memory)
{
  LodKeySet *set = NULL;
  ck_assert_int_eq(lod_keyset_new(LOD_KEYS_COUNTED, memory, &set), LOD_SUCCESS);
  return set;
}

/* libcheck notes every assertion that it passes, which takes long in loops. */
static void require(bool holds)
{
  if (!holds)
    ck_abort_msg("an answer of the set is wrong");
}

static LodStatus take_value(void *user, uint64_t *value, bool *taken)
{
  *(uint64_t *)user = *value;
  *taken = true;
  return LOD_SUCCESS;
}

/* How often it was added. */
static uint64_t count_of(const LodKeySet *set, LodHash key)
{
  uint64_t count = 0;
  bool taken;
  const LodKeyVisitor visitor = {take_value, &count};
  require(lod_keyset_visit(set, key, &visitor, &taken) == LOD_SUCCESS);
  require(taken == (count > 0));
  return count;
}

/* Add random numbers below RANGE, some much more often than others, and hold
   each answer against an array of counts. */
static void assert_counts(LodKeySet *set, MakeKey make, size_t adds,
                          size_t range)
{
  uint64_t state = 88172645463325252u;
  uint64_t distinct = 0;
  uint32_t *counts = calloc(range, sizeof *counts);
  ck_assert_ptr_nonnull(counts);
  for (size_t i = 0; i < adds; i++) {
    size_t most = next_random(&state) % 4 ? range : 1 + range / 100;
    size_t number = next_random(&state) % most;
    uint32_t before = 0;
    LodHash key = make(number);
    lod_keyset_prefetch(set, key);
    require(lod_keyset_add(set, key, &before) == LOD_SUCCESS);
    require(before == counts[number]);
    distinct += counts[number]++ == 0;
  }
  ck_assert_uint_eq(lod_keyset_count(set), distinct);
  for (size_t i = 0; i < range; i++)
    require(count_of(set, make(i)) == counts[i]);
  ck_assert_uint_eq(lod_keyset_count(set), distinct);
  free(counts);
}

START_TEST(counts_the_same_with_any_memory)
{
  LodKeySet *set = new_set(memories[_i]);
  assert_counts(set, hashed, 200000, 150000);
  ck_assert((lod_keyset_spilled(set) > 0) == (memories[_i] <= MIB));
  lod_keyset_free(set);
}
END_TEST

START_TEST(counts_keys_of_any_kind)
{
  LodKeySet *small = new_set(64 * KIB);
  assert_counts(small, makers[_i], 40000, 20000);
  ck_assert_uint_gt(lod_keyset_spilled(small), 0);
  lod_keyset_free(small);
  LodKeySet *large = new_set(UINT64_MAX);
  assert_counts(large, makers[_i], 100000, 60000);
  ck_assert_uint_le(lod_keyset_bytes(large), lod_keyset_count(large) * 32);
  lod_keyset_free(large);
}
END_TEST

/* Growth included, at every moment; a set of few keys has some KiB more. */
START_TEST(takes_32_bytes_a_key)
{
  LodKeySet *set = NULL;
  ck_assert_int_eq(
      lod_keyset_new(_i ? LOD_KEYS_VALUED : LOD_KEYS_COUNTED, UINT64_MAX, &set),
      LOD_SUCCESS);
  for (uint64_t i = 0; i < 1000000; i++) {
    uint32_t before = 0;
    require((_i ? lod_keyset_put(set, hashed(i), i + 1)
                : lod_keyset_add(set, hashed(i), &before)) == LOD_SUCCESS);
    require(lod_keyset_bytes(set) <= 32 * (i + 1) + 32 * KIB);
    require(i < 50000 || lod_keyset_bytes(set) <= 32 * (i + 1));
  }
  ck_assert_uint_eq(lod_keyset_spilled(set), 0);
  ck_assert_uint_eq(lod_keyset_count(set), 1000000);
  lod_keyset_free(set);
}
END_TEST

START_TEST(stays_within_memory)
{
  const uint64_t memory = 1 * MIB, keys = 1000000;
  LodKeySet *set = new_set(memory);
  uint32_t before = 0;
  for (uint64_t i = 0; i < keys; i++)
    require(!lod_keyset_add(set, hashed(i), &before) && before == 0);
  for (uint64_t i = 0; i < keys; i += 97)
    require(!lod_keyset_add(set, hashed(i), &before) && before == 1);
  ck_assert_uint_eq(lod_keyset_count(set), keys);
  ck_assert_uint_ge(lod_keyset_spilled(set), keys - memory / 20);
  ck_assert_uint_le(lod_keyset_bytes(set), memory);
  lod_keyset_free(set);
}
END_TEST

/* It is spread to itself, and an empty slot is zero. */
START_TEST(counts_the_key_of_an_empty_slot)
{
  const LodHash key = {0, 0};
  LodKeySet *set = new_set(_i ? UINT64_MAX : 64 * KIB);
  assert_counts(set, hashed, 20000, 10000);
  ck_assert_uint_eq(count_of(set, key), 0);
  uint64_t count = lod_keyset_count(set);
  for (uint32_t i = 0; i < 5; i++) {
    uint32_t before = 0;
    ck_assert_int_eq(lod_keyset_add(set, key, &before), LOD_SUCCESS);
    ck_assert_uint_eq(before, i);
    ck_assert_uint_eq(lod_keyset_count(set), count + 1);
  }
  lod_keyset_free(set);
}
END_TEST

/* Values of a key: what was put must be seen, each once; what is asked for is
   taken, and changed where it says so. */
typedef struct Look {
  uint64_t wanted, change;
  uint64_t sum;
  size_t seen;
} Look;

static LodStatus look_at(void *user, uint64_t *value, bool *taken)
{
  Look *const look = user;
  look->sum += *value;
  look->seen++;
  *taken = *value == look->wanted;
  if (*taken && look->change)
    *value = look->change;
  return LOD_SUCCESS;
}

static bool visit(const LodKeySet *set, uint64_t key, Look *look)
{
  const LodKeyVisitor visitor = {look_at, look};
  bool taken;
  require(lod_keyset_visit(set, hashed(key), &visitor, &taken) == LOD_SUCCESS);
  return taken;
}

START_TEST(keeps_all_values_of_a_key)
{
  enum { KEYS = 3000, EACH = 20 };
  LodKeySet *set = NULL;
  ck_assert_int_eq(lod_keyset_new(LOD_KEYS_VALUED, memories[_i], &set), 0);
  for (uint64_t i = 0; i < KEYS * EACH; i++)
    require(lod_keyset_put(set, hashed(i % KEYS), (i << 30) + 1) == 0);
  ck_assert_uint_eq(lod_keyset_count(set), KEYS * EACH);
  ck_assert((lod_keyset_spilled(set) > 0) == (memories[_i] <= MIB));
  for (uint64_t i = 0; i < KEYS * EACH; i += 7) {
    Look look = {.wanted = (i << 30) + 1, .change = (i << 30) + 2};
    require(visit(set, i % KEYS, &look));
    look.change = 0;
    require(!visit(set, i % KEYS, &look));
  }
  for (uint64_t key = 0; key < KEYS; key++) {
    Look look = {0};
    uint64_t sum = 0;
    for (uint64_t i = key; i < KEYS * EACH; i += KEYS)
      sum += (i << 30) + (i % 7 ? 1 : 2);
    require(!visit(set, key, &look));
    require(look.seen == EACH && look.sum == sum);
  }
  Look none = {0};
  ck_assert(!visit(set, KEYS, &none));
  ck_assert_uint_eq(none.seen, 0);
  ck_assert_uint_le(lod_keyset_bytes(set), 32 * KEYS * EACH);
  lod_keyset_free(set);
}
END_TEST

/* Add numbers until one fails; that one may be added again, as if nothing had
   been. */
static LodStatus add_from(LodKeySet *set, uint64_t *number, uint64_t end,
                          uint32_t expected)
{
  LodStatus status = LOD_SUCCESS;
  for (; *number < end; ++*number) {
    uint32_t before = 0;
    status = lod_keyset_add(set, hashed(*number), &before);
    if (status)
      break;
    require(before == expected);
  }
  return status;
}

/* Each allocation of each call fails once. */
START_TEST(survives_failing_allocator)
{
  LodKeySet *set = NULL;
  uint32_t before = 0;
  size_t nth = 1, failures = 0;
  for (; !set; nth++) {
    lod_memory_fail_at(nth);
    LodStatus status = lod_keyset_new(LOD_KEYS_COUNTED, 64 * KIB, &set);
    ck_assert(!status || status == LOD_ERR_NO_MEMORY);
  }
  ck_assert_uint_eq(nth, 4);
  for (uint64_t i = 0; i < 15000; i++) {
    LodStatus status = LOD_ERR_NO_MEMORY;
    for (nth = 1; status; nth++) {
      lod_memory_fail_at(nth);
      status = lod_keyset_add(set, hashed(i), &before);
      require(!status || status == LOD_ERR_NO_MEMORY);
      failures += status != 0;
    }
    require(before == 0);
  }
  lod_memory_fail_at(0);
  ck_assert_uint_gt(failures, 20);
  uint64_t number = 0;
  ck_assert_int_eq(add_from(set, &number, 15000, 1), LOD_SUCCESS);
  ck_assert_uint_eq(lod_keyset_count(set), 15000);
  lod_keyset_free(set);
}
END_TEST

START_TEST(survives_a_missing_folder)
{
  LodKeySet *set = new_set(64 * KIB);
  uint64_t number = 0;
  setenv("TMPDIR", "/nowhere", 1);
  ck_assert_int_eq(add_from(set, &number, 10000, 0), LOD_ERR_IO);
  uint64_t failed = number;
  ck_assert_int_eq(add_from(set, &number, 10000, 0), LOD_ERR_IO);
  ck_assert_uint_eq(number, failed);
  unsetenv("TMPDIR");
  ck_assert_int_eq(add_from(set, &number, 10000, 0), LOD_SUCCESS);
  number = 0;
  ck_assert_int_eq(add_from(set, &number, 10000, 1), LOD_SUCCESS);
  lod_keyset_free(set);
}
END_TEST

/* Files that may not grow: spills fail at first, merges later.  (Between the
   calls of setrlimit libcheck cannot write its notes.) */
START_TEST(survives_a_full_disk)
{
  struct rlimit old, limit;
  LodStatus statuses[3];
  signal(SIGXFSZ, SIG_IGN);
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
  limit = old;
  limit.rlim_cur = _i ? 100000 : 1000;
  LodKeySet *set = new_set(64 * KIB);
  uint64_t number = 0;
  setrlimit(RLIMIT_FSIZE, &limit);
  for (int i = 0; i < 3; i++)
    statuses[i] = add_from(set, &number, 50000, 0);
  setrlimit(RLIMIT_FSIZE, &old);
  for (int i = 0; i < 3; i++)
    ck_assert_int_eq(statuses[i], LOD_ERR_IO);
  ck_assert((lod_keyset_spilled(set) > 0) == (_i > 0));
  uint64_t added = number;
  number = 0;
  ck_assert_int_eq(add_from(set, &number, added, 1), LOD_SUCCESS);
  ck_assert_int_eq(add_from(set, &number, 50000, 0), LOD_SUCCESS);
  number = added;
  ck_assert_int_eq(add_from(set, &number, 50000, 1), LOD_SUCCESS);
  lod_keyset_free(set);
}
END_TEST

START_TEST(leaves_no_file)
{
  char folder[] = "/tmp/lodstone-test-XXXXXX";
  ck_assert_ptr_nonnull(mkdtemp(folder));
  setenv("TMPDIR", folder, 1);
  LodKeySet *set = new_set(64 * KIB);
  uint64_t number = 0;
  ck_assert_int_eq(add_from(set, &number, 20000, 0), LOD_SUCCESS);
  ck_assert_uint_gt(lod_keyset_spilled(set), 0);
  ck_assert_int_eq(rmdir(folder), 0);
  number = 0;
  ck_assert_int_eq(add_from(set, &number, 1000, 1), LOD_SUCCESS);
  lod_keyset_free(set);
  lod_keyset_free(NULL);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("keyset");
  TCase *tests = tcase_create("keyset");
  tcase_add_loop_test(tests, counts_the_same_with_any_memory, 0,
                      COUNT(memories));
  tcase_add_loop_test(tests, counts_keys_of_any_kind, 0, COUNT(makers));
  tcase_add_loop_test(tests, takes_32_bytes_a_key, 0, 2);
  tcase_add_loop_test(tests, keeps_all_values_of_a_key, 0, COUNT(memories));
  tcase_add_test(tests, stays_within_memory);
  tcase_add_loop_test(tests, counts_the_key_of_an_empty_slot, 0, 2);
  tcase_add_test(tests, survives_failing_allocator);
  tcase_add_test(tests, survives_a_missing_folder);
  tcase_add_loop_test(tests, survives_a_full_disk, 0, 2);
  tcase_add_test(tests, leaves_no_file);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
