#include "base/utf8.h"
#include "base/utf8_internal.h"
#include <check.h>
#include <stdlib.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* RFC 3629 section 4; the ends of each range, and what lies outside. */
static const struct {
  LodView bytes;
  size_t valid;
} prefixes[] = {
    {LOD_VIEW(""), 0},
    {{NULL, 0}, 0},
    {LOD_VIEW("abc"), 3},
    {LOD_VIEW("a\0b"), 3},
    {LOD_VIEW("a\x80"), 1},
    {LOD_VIEW("\xBF"), 0},
    {LOD_VIEW("\xC0\x80"), 0},             /* overlong */
    {LOD_VIEW("\xC1\xBF"), 0},             /* overlong */
    {LOD_VIEW("\xC2\x80"), 2},             /* U+0080 */
    {LOD_VIEW("\xDF\xBF"), 2},             /* U+07FF */
    {LOD_VIEW("\xC3"), 0},                 /* cut */
    {LOD_VIEW("\xC3("), 0},                /* no tail */
    {LOD_VIEW("\xE0\x9F\xBF"), 0},         /* overlong */
    {LOD_VIEW("\xE0\xA0\x80"), 3},         /* U+0800 */
    {LOD_VIEW("\xED\x9F\xBF"), 3},         /* U+D7FF */
    {LOD_VIEW("\xED\xA0\x80"), 0},         /* surrogate */
    {LOD_VIEW("\xED\xBF\xBF"), 0},         /* surrogate */
    {LOD_VIEW("\xEE\x80\x80"), 3},         /* U+E000 */
    {LOD_VIEW("\xEF\xBF\xBF"), 3},         /* U+FFFF */
    {LOD_VIEW("ab\xE2\x82"), 2},           /* cut */
    {LOD_VIEW("\xE2\x28\xA1"), 0},         /* no tail */
    {LOD_VIEW("\xF0\x8F\xBF\xBF"), 0},     /* overlong */
    {LOD_VIEW("\xF0\x90\x80\x80"), 4},     /* U+10000 */
    {LOD_VIEW("\xF4\x8F\xBF\xBF"), 4},     /* U+10FFFF */
    {LOD_VIEW("\xF4\x90\x80\x80"), 0},     /* above */
    {LOD_VIEW("\xF5\x80\x80\x80"), 0},     /* above */
    {LOD_VIEW("\xF8\x88\x80\x80\x80"), 0}, /* five bytes */
    {LOD_VIEW("\xFE"), 0},
    {LOD_VIEW("\xFF"), 0},
    {LOD_VIEW("\xF0\x9F\x98"), 0},  /* cut */
    {LOD_VIEW("\xEF\xBB\xBFx"), 4}, /* a byte order mark */
    {LOD_VIEW("0123456789abcdef\xC3\xA5x"), 19},
    {LOD_VIEW("0123456789abcde\xC3\xA5\xC3"), 17},
};

START_TEST(finds_valid_prefix)
{
  ck_assert_uint_eq(lod_utf8_valid_prefix(prefixes[_i].bytes),
                    prefixes[_i].valid);
  ck_assert_uint_eq(lod_utf8_valid_prefix_portable(prefixes[_i].bytes),
                    prefixes[_i].valid);
}
END_TEST

/* A plain reading of RFC 3629: decode by the lead byte, then judge the
   number. */
static size_t reference_prefix(const unsigned char *bytes, size_t size)
{
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  size_t at = 0;
  while (at < size) {
    unsigned char lead = bytes[at];
    size_t length = lead < 0x80           ? 1
                    : (lead >> 5) == 0x06 ? 2
                    : (lead >> 4) == 0x0E ? 3
                    : (lead >> 3) == 0x1E ? 4
                                          : 0;
    if (!length || length > size - at)
      break;
    uint32_t number = length == 1 ? lead : lead & ((1u << (7 - length)) - 1);
    size_t i = 1;
    for (; i < length && bytes[at + i] >> 6 == 2; i++)
      number = number << 6 | (bytes[at + i] & 0x3F);
    if (i < length || number < least[length] || number > 0x10FFFF ||
        (number >= 0xD800 && number <= 0xDFFF))
      break;
    at += length;
  }
  return at;
}

static uint64_t next_random(uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* Text of ASCII runs and characters of all lengths, sometimes with one byte
   spoilt; in a block of its exact size, so that the sanitizer sees any read
   past the end. */
START_TEST(twins_agree_on_random_text)
{
  uint64_t state = 88172645463325252u;
  for (int round = 0; round < 20000; round++) {
    size_t wanted = next_random(&state) % 120;
    char text[256];
    size_t size = 0;
    while (size < wanted) {
      uint64_t dice = next_random(&state);
      uint32_t most = dice % 8 ? 0x80 : dice % 16 ? 0x900 : 0x120000;
      uint32_t character = (uint32_t)(next_random(&state) % most);
      size += lod_utf8_encode(character, text + size);
    }
    unsigned char *block = malloc(size ? size : 1);
    ck_assert_ptr_nonnull(block);
    memcpy(block, text, size);
    if (size && round % 2)
      block[next_random(&state) % size] = (unsigned char)next_random(&state);
    LodView view = {(char *)block, size};
    size_t expected = reference_prefix(block, size);
    ck_assert_uint_eq(lod_utf8_valid_prefix(view), expected);
    ck_assert_uint_eq(lod_utf8_valid_prefix_portable(view), expected);
    free(block);
  }
}
END_TEST

START_TEST(twins_agree_on_hostile_bytes)
{
  static const unsigned char edges[] = {
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
      0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
  const size_t count = sizeof edges;
  for (size_t n = 0; n < count * count * count * count; n++) {
    unsigned char bytes[] = {edges[n % count], edges[n / count % count],
                             edges[n / count / count % count],
                             edges[n / count / count / count]};
    LodView view = {(char *)bytes, sizeof bytes};
    size_t expected = reference_prefix(bytes, sizeof bytes);
    ck_assert(lod_utf8_valid_prefix(view) == expected);
    ck_assert(lod_utf8_valid_prefix_portable(view) == expected);
  }
}
END_TEST

START_TEST(encodes_and_decodes_every_character)
{
  for (uint32_t character = 0; character < 0x110400; character++) {
    char bytes[4];
    size_t size = lod_utf8_encode(character, bytes);
    bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (surrogate || character > 0x10FFFF) {
      ck_assert(size == 0);
      continue;
    }
    const char *at = bytes;
    ck_assert(reference_prefix((unsigned char *)bytes, size) == size && size);
    ck_assert(lod_utf8_next(&at, bytes + size) == character);
    ck_assert(at == bytes + size);
    ck_assert(lod_utf8_length((LodView){bytes, size}) == 1);
  }
}
END_TEST

/* Bytes that are not UTF-8 give no sense, but end where they end. */
START_TEST(decoding_never_leaves_the_text)
{
  for (int lead = 0; lead < 256; lead++) {
    for (size_t size = 1; size <= 4; size++) {
      char *bytes = calloc(size, 1);
      ck_assert_ptr_nonnull(bytes);
      bytes[0] = (char)lead;
      const char *at = bytes;
      lod_utf8_next(&at, bytes + size);
      ck_assert(at > bytes && at <= bytes + size);
      free(bytes);
    }
  }
}
END_TEST

START_TEST(counts_characters)
{
  ck_assert_uint_eq(lod_utf8_length(LOD_VIEW("")), 0);
  ck_assert_uint_eq(lod_utf8_length(LOD_VIEW("\xC3\xA5ngstr\xC3\xB6m")), 8);
  ck_assert_uint_eq(lod_utf8_length(LOD_VIEW("\xF0\x9F\x98\x80!")), 2);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("utf8");
  TCase *tests = tcase_create("utf8");
  tcase_add_loop_test(tests, finds_valid_prefix, 0, COUNT(prefixes));
  tcase_add_test(tests, twins_agree_on_random_text);
  tcase_add_test(tests, twins_agree_on_hostile_bytes);
  tcase_add_test(tests, encodes_and_decodes_every_character);
  tcase_add_test(tests, decoding_never_leaves_the_text);
  tcase_add_test(tests, counts_characters);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
