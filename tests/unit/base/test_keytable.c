#include "base/keyfilter.h"
#include "base/keytable.h"
#include <check.h>
#include <stdlib.h>

static uint64_t next_random(uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* Keys with so few first bits that they crowd: all belong to one home, to the
   last home, to two homes, or nowhere special. */
static const uint64_t masks[] = {0, UINT64_MAX, UINT64_C(1) << 63, 0};

static LodHash crowded_key(int kind, uint64_t number)
{
  if (kind == 3)
    return (LodHash){number * UINT64_C(0x9E3779B97F4A7C15), number};
  uint64_t scattered = number * UINT64_C(0xD6E8FEB86659FD93);
  uint64_t high = kind == 2 && scattered >> 63 ? masks[2] : 0;
  return (LodHash){kind == 1 ? masks[1] : high, scattered >> 1};
}

static void insert(LodKeyTable *table, LodHash key)
{
  bool full = false;
  LodKeySpot spot = lod_keytable_find(table, key);
  ck_assert(!spot.found);
  lod_keytable_insert(table, spot, key, 1, &full);
  ck_assert(!full);
}

static const size_t strides[] = {LOD_KEY_SLOT_COUNTED, LOD_KEY_SLOT_PLACED};

/* Read from left to right the table is sorted, and every key is found. */
START_TEST(keeps_order_in_any_crowd)
{
  const size_t stride = strides[_i % 2];
  LodKeyMemory memory = {0};
  LodKeyTable table;
  ck_assert_int_eq(lod_keytable_init(&table, stride, UINT64_MAX, &memory),
                   LOD_SUCCESS);
  for (uint64_t i = 0; i < 3000; i++)
    insert(&table, crowded_key(_i / 2, i));
  LodHash last = {0, 0};
  uint64_t seen = 0;
  for (size_t i = 0; i < table.reach; i++) {
    const unsigned char *const slot = table.at + i * stride;
    if (!lod_keyslot_value(slot, stride))
      continue;
    ck_assert(seen == 0 || lod_hash_less(lod_keyslot_key(slot), last));
    last = lod_keyslot_key(slot);
    seen++;
  }
  ck_assert_uint_eq(seen, 3000);
  ck_assert_uint_eq(table.used, 3000);
  for (uint64_t i = 0; i < 6000; i++)
    ck_assert(lod_keytable_find(&table, crowded_key(_i / 2, i)).found ==
              (i < 3000));
  lod_keytable_free(&table);
  ck_assert_uint_eq(memory.now, 0);
}
END_TEST

START_TEST(fills_a_budget)
{
  const size_t stride = strides[_i];
  LodKeyMemory memory = {0};
  LodKeyTable table;
  bool full = false;
  uint64_t state = 88172645463325252u;
  ck_assert_int_eq(lod_keytable_init(&table, stride, 100000, &memory),
                   LOD_SUCCESS);
  for (int round = 0; round < 3; round++) {
    const uint64_t budget = round ? 60000 : 100000;
    for (full = false; !full;) {
      LodHash key = {next_random(&state), 0};
      LodKeySpot spot = lod_keytable_find(&table, key);
      lod_keytable_insert(&table, spot, key, 1, &full);
    }
    ck_assert_uint_le(table.homes * stride, budget);
    ck_assert_uint_ge(table.used * 40, budget);
    lod_keytable_clear(&table, 60000);
    ck_assert_uint_eq(table.used, 0);
    ck_assert(!lod_keytable_find(&table, (LodHash){1, 1}).found);
  }
  ck_assert_uint_le(memory.peak, 101000);
  lod_keytable_free(&table);
  ck_assert_uint_eq(memory.now, 0);
}
END_TEST

/* The share of keys that were not added and get a yes. */
static double wrong_share(const LodKeyFilter *filter, uint64_t *state)
{
  int wrong = 0;
  for (int i = 0; i < 20000; i++) {
    LodHash key = {next_random(state), next_random(state)};
    wrong += lod_keyfilter_may_hold(filter, key);
  }
  return wrong / 20000.0;
}

START_TEST(filter_forgets_no_key)
{
  static const double most_wrong[] = {0.02, 0.12, 0.45, 0.90};
  static LodHash keys[20000];
  uint64_t state = 88172645463325252u;
  LodKeyMemory memory = {0};
  LodKeyFilter filter = {0};
  ck_assert_int_eq(
      lod_keyfilter_init(&filter, lod_keyfilter_size(20000), &memory),
      LOD_SUCCESS);
  for (int i = 0; i < 20000; i++) {
    keys[i] = (LodHash){next_random(&state), next_random(&state)};
    lod_keyfilter_add(&filter, keys[i]);
  }
  for (int halvings = 0; halvings < 4; halvings++) {
    for (int i = 0; i < 20000; i++)
      ck_assert(lod_keyfilter_may_hold(&filter, keys[i]));
    double wrong = wrong_share(&filter, &state);
    ck_assert_double_le(wrong, most_wrong[halvings]);
    ck_assert_uint_eq(filter.count % 2, 0);
    lod_keyfilter_halve(&filter, &memory);
    ck_assert_uint_eq(memory.now, filter.count * sizeof(LodKeyBlock));
  }
  lod_keyfilter_free(&filter, &memory);
  ck_assert_uint_eq(memory.now, 0);
  ck_assert(lod_keyfilter_may_hold(&filter, keys[0]));
}
END_TEST

START_TEST(filter_size_is_ten_bits_a_key)
{
  ck_assert_uint_eq(lod_keyfilter_size(1), 1);
  for (uint64_t keys = 1000; keys < UINT64_C(1) << 36; keys *= 3) {
    double bits = (double)lod_keyfilter_size(keys) * 512 / (double)keys;
    ck_assert_double_le(bits, 10.6);
    ck_assert_double_ge(bits, 9.3);
  }
  ck_assert_uint_le(lod_keyfilter_size(UINT64_MAX), UINT32_MAX);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("keytable");
  TCase *tests = tcase_create("keytable");
  tcase_add_loop_test(tests, keeps_order_in_any_crowd, 0, 8);
  tcase_add_loop_test(tests, fills_a_budget, 0, 2);
  tcase_add_test(tests, filter_forgets_no_key);
  tcase_add_test(tests, filter_size_is_ten_bits_a_key);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
