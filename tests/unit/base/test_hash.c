#include "base/hash.h"
#include <check.h>
#include <stdlib.h>

/* The vectors of xxHash 0.8 for XXH128 without seed (its sanity check): the
   hash of the first SIZE bytes of a generated text. */
static const struct {
  size_t size;
  LodHash hash;
} vectors[] = {
    {0, {UINT64_C(0x99AA06D3014798D8), UINT64_C(0x6001C324468D497F)}},
    {1, {UINT64_C(0xA6CD5E9392000F6A), UINT64_C(0xC44BDFF4074EECDB)}},
    {6, {UINT64_C(0x082AFE0B8162D12A), UINT64_C(0x3E7039BDDA43CFC6)}},
    {12, {UINT64_C(0x6E3EFD8FC7802B18), UINT64_C(0x061A192713F69AD9)}},
    {24, {UINT64_C(0x0CE966E4678D3761), UINT64_C(0x1E7044D28B1B901D)}},
    {48, {UINT64_C(0xA002AC4E5478227E), UINT64_C(0xF942219AED80F67B)}},
    {81, {UINT64_C(0x4952F58181AB0042), UINT64_C(0x5E8BAFB9F95FB803)}},
    {222, {UINT64_C(0x337E09641B948717), UINT64_C(0xF1AEBD597CEC6B3A)}},
    {403, {UINT64_C(0x1B6DE21E332DD73D), UINT64_C(0xCDEB804D65C6DEA4)}},
    {512, {UINT64_C(0x18D2D110DCC9BCA1), UINT64_C(0x617E49599013CB6B)}},
    {2048, {UINT64_C(0xF736557FD47073A5), UINT64_C(0xDD59E2C3A5F038E0)}},
    {2240, {UINT64_C(0xCCB134FBFA7CE49D), UINT64_C(0x6E73A90539CF2948)}},
    {2367, {UINT64_C(0xE89C0F6FF369B427), UINT64_C(0xCB37AEB9E5D361ED)}},
};

START_TEST(hashes_as_xxhash)
{
  char text[2367];
  uint64_t generator = 2654435761U;
  for (size_t i = 0; i < sizeof text; i++) {
    text[i] = (char)(unsigned char)(generator >> 56);
    generator *= UINT64_C(11400714785074694797);
  }
  LodHash hash = lod_hash((LodView){text, vectors[_i].size});
  ck_assert_uint_eq(hash.high, vectors[_i].hash.high);
  ck_assert_uint_eq(hash.low, vectors[_i].hash.low);
}
END_TEST

START_TEST(writes_high_half_first)
{
  char hex[33] = "";
  LodHash hash = {UINT64_C(0x0123456789abcdef), UINT64_C(0xfedcba9876543210)};
  lod_hash_to_hex(hash, hex);
  ck_assert_str_eq(hex, "0123456789abcdeffedcba9876543210");
}
END_TEST

/* A whole is what its places hold, in whatever order; nothing else. */
START_TEST(adds_up)
{
  const LodHash places[] = {lod_hash(LOD_VIEW("a")), lod_hash(LOD_VIEW("b"))};
  const LodHash x = lod_hash(LOD_VIEW("x")), y = lod_hash(LOD_VIEW("y"));
  const LodHash xy = lod_hash_finish(
      lod_hash_sum(lod_hash_place(x, places[0]), lod_hash_place(y, places[1])));
  const LodHash same = lod_hash_finish(
      lod_hash_sum(lod_hash_place(y, places[1]), lod_hash_place(x, places[0])));
  const LodHash yx = lod_hash_finish(
      lod_hash_sum(lod_hash_place(y, places[0]), lod_hash_place(x, places[1])));
  const LodHash only = lod_hash_finish(lod_hash_place(x, places[0]));
  ck_assert_mem_eq(&xy, &same, sizeof xy);
  ck_assert(xy.high != yx.high && xy.low != yx.low);
  ck_assert(xy.high != only.high && xy.low != only.low);
}
END_TEST

/* Each bit of a sum changes about half of the bits of what is made of it. */
START_TEST(mixes)
{
  const LodHash sum = lod_hash(LOD_VIEW("sum"));
  const LodHash whole = lod_hash_finish(sum);
  for (unsigned bit = 0; bit < 128; bit++) {
    LodHash other = sum;
    if (bit < 64)
      other.high ^= UINT64_C(1) << bit;
    else
      other.low ^= UINT64_C(1) << (bit - 64);
    other = lod_hash_finish(other);
    const int changed = __builtin_popcountll(other.high ^ whole.high) +
                        __builtin_popcountll(other.low ^ whole.low);
    ck_assert_msg(changed > 8, "bit %u changes %d", bit, changed);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("hash");
  TCase *tests = tcase_create("hash");
  tcase_add_loop_test(tests, hashes_as_xxhash, 0,
                      (int)(sizeof vectors / sizeof *vectors));
  tcase_add_test(tests, writes_high_half_first);
  tcase_add_test(tests, adds_up);
  tcase_add_test(tests, mixes);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
