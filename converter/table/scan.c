#include "table/scan.h"
#include "base/utf8_internal.h"
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_VECTORS 1
#include <immintrin.h>
#endif

/* Into the loop of each kind of machine. */
#define INLINE static inline __attribute__((always_inline))

/* A bit for each of 64 bytes.  Low: up to the blank; high: no ASCII. */
typedef struct Masks {
  uint64_t quote, delimiter, lf, cr, low, high;
} Masks;

/* Of 64 bytes with high ones: those with bit 6, and whether some are of
   characters beyond U+07FF, or of none (C0, C1). */
typedef struct Leads {
  uint64_t bit6;
  bool rare;
} Leads;

/* What one block tells the next. */
typedef struct ScanState {
  uint64_t quoted;          /* all ones: in quotes */
  uint64_t after_separator; /* 1: a quote may open a field, or is a second */
  uint64_t after_close;     /* 1: a separator or a quote must come */
  uint64_t after_low;       /* 1: behind a low byte of a field */
  uint64_t at_start;        /* 1: a record without ink goes on */
  uint64_t quoted_lines;    /* LFs in quotes so far */
  uint64_t tails;           /* bytes of the character that a block began */
} ScanState;

/* A block as it is understood. */
typedef struct Block {
  uint64_t separators; /* delimiters and ends */
  uint64_t end;        /* LFs that end a record */
  uint64_t pairs;      /* CRs before them */
  uint64_t quoted_lf;
  uint64_t odd, bad;
} Block;

/* Forget what stands behind the first LEFT bytes. */
INLINE void cut_masks(Masks *masks, uint64_t kept)
{
  masks->quote &= kept;
  masks->delimiter &= kept;
  masks->lf &= kept;
  masks->cr &= kept;
  masks->low &= kept;
  masks->high &= kept;
}

/* CRs before an LF; one that is the last of all may be. */
INLINE uint64_t find_pairs(const Masks *masks, const char *data, size_t left)
{
  uint64_t next = masks->lf >> 1;
  if (left > 64)
    next |= (uint64_t)(data[64] == '\n') << 63;
  else
    next |= (uint64_t)1 << (left - 1);
  return masks->cr & next;
}

/* RFC 4180, 2: a quote opens a field behind a separator; behind the one that
   closes it a separator comes, or a quote that makes a pair with it.  What
   stands elsewhere is bad; one that turns out wrong only in the next block is
   told there, on its first byte.  QUOTED: bit n is the exclusive or of the
   quotes up to n. */
INLINE void judge_quotes(ScanState *state, const Masks *masks, uint64_t quoted,
                         Block *block)
{
  quoted ^= state->quoted;
  block->quoted_lf = block->end & quoted;
  block->separators &= ~quoted;
  block->end &= ~quoted;
  block->pairs &= ~quoted;
  const uint64_t opening = masks->quote & quoted;
  const uint64_t closing = masks->quote & ~quoted;
  const uint64_t breaks = block->separators | closing;
  const uint64_t behind = closing << 1 | state->after_close;
  block->bad |= opening & ~(breaks << 1 | state->after_separator);
  block->bad |= behind & ~(block->separators | opening | block->pairs);
  block->odd |= opening;
  state->after_separator = breaks >> 63;
  state->after_close = closing >> 63;
  state->quoted = (uint64_t)0 - (quoted >> 63);
}

/* Low bytes at an edge of a field. */
INLINE uint64_t find_edges(ScanState *state, const Masks *masks,
                           const Block *block, uint64_t after_separator)
{
  const uint64_t breaks = block->separators | block->pairs;
  const uint64_t low = masks->low & ~breaks;
  const uint64_t after_low = low << 1 | state->after_low;
  state->after_low = low >> 63;
  return (low & (breaks << 1 | after_separator)) | (breaks & after_low);
}

/* Record ends behind which no ink came: from the start of every record a carry
   runs through what is no ink; it stops at the first ink, or at the end. */
INLINE uint64_t find_blank_records(ScanState *state, const Masks *masks,
                                   uint64_t end)
{
  if (!(end | state->at_start))
    return 0;
  const uint64_t inkless =
      (masks->delimiter | masks->low | masks->quote) & ~end;
  const uint64_t starts = end << 1 | state->at_start;
  state->at_start = end >> 63;
  if (!(starts & (inkless | end)))
    return 0;
  const uint64_t landed = starts + inkless;
  state->at_start |= landed < starts;
  return landed & ~inkless & end;
}

/* Find out what the marks of a block are.  QUOTED: as of judge_quotes. */
INLINE Block judge_marks(const LodScanRules *rules, ScanState *state,
                         const Masks *masks, uint64_t quoted, const char *data,
                         size_t left)
{
  Block block = {.separators = masks->delimiter | masks->lf, .end = masks->lf};
  const uint64_t after_separator = state->after_separator;
  if (masks->cr) {
    block.pairs = find_pairs(masks, data, left);
    block.odd = masks->cr & ~block.pairs;
    block.bad = rules->bare_returns ? block.odd : 0;
  }
  if (masks->quote | state->quoted | state->after_close)
    judge_quotes(state, masks, quoted, &block);
  else
    state->after_separator = block.separators >> 63;
  block.odd |= find_edges(state, masks, &block, after_separator);
  if (rules->skip_blank)
    block.bad |= find_blank_records(state, masks, block.end);
  return block;
}

/* What is taken so far. */
typedef struct Taken {
  const char *end;
  uint64_t records, quoted_lines;
  size_t ends;
  bool regular, is_text;
} Taken;

/* Count what the records that end in the block at DATA take in, up to the first
   bad mark.  False when there is one. */
INLINE bool take_block(Taken *taken, ScanState *state, const Block *block,
                       const char *data)
{
  uint64_t ends = block->end;
  if (__builtin_expect(block->bad != 0, 0)) {
    ends &= (block->bad & -block->bad) - 1;
    taken->regular = false;
  }
  if (ends) {
    const unsigned last = 63 - (unsigned)__builtin_clzll(ends);
    taken->end = data + last + 1;
    taken->records += (unsigned)__builtin_popcountll(ends);
    taken->quoted_lines = state->quoted_lines;
    if (__builtin_expect(block->quoted_lf != 0, 0))
      taken->quoted_lines += (unsigned)__builtin_popcountll(
          block->quoted_lf & ~(uint64_t)0 >> (63 - last));
  }
  if (__builtin_expect(block->quoted_lf != 0, 0))
    state->quoted_lines += (unsigned)__builtin_popcountll(block->quoted_lf);
  taken->ends += (unsigned)__builtin_popcountll(block->separators);
  return !block->bad;
}

/* -- UTF-8 ---------------------------------------------------------------- */

/* How many bytes the character at AT has; 0: none is there.  One that the end
   cuts is in no record that ends before it. */
static size_t measure_character(const char *at, const char *end)
{
  const size_t size = lod_utf8_sequence_size(at, end);
  if (size || end - at >= 4 || memchr(at, '\n', (size_t)(end - at)))
    return size;
  return (size_t)(end - at);
}

/* RFC 3629, 4, character by character: where LEADS says that one begins.
   Returns where bytes of the others are due, of those to come *TAILS; all ones
   when something is no UTF-8. */
static uint64_t follow_leads(const char *data, size_t left, uint64_t leads,
                             uint64_t *tails)
{
  uint64_t expected = 0;
  *tails = 0;
  for (; leads; leads &= leads - 1) {
    const unsigned at = (unsigned)__builtin_ctzll(leads);
    const size_t size = measure_character(data + at, data + left);
    if (!size)
      return ~(uint64_t)0;
    const uint64_t own = ((uint64_t)1 << (size - 1)) - 1;
    expected |= own << at << 1;
    if (at + size > 64)
      *tails = own >> (63 - at);
  }
  return expected;
}

/* A block with bytes that are not ASCII, or are due to be.  Characters of two
   bytes, as all of Latin, Greek and Cyrillic are, are seen at once. */
INLINE bool judge_text(uint64_t *tails, const char *data, size_t left,
                       uint64_t high, Leads found, uint64_t kept)
{
  const uint64_t leads = high & found.bit6;
  const uint64_t first = *tails;
  uint64_t expected = leads << 1;
  uint64_t next = leads >> 63;
  if (__builtin_expect(found.rare, 0)) {
    uint64_t others;
    expected = follow_leads(data, left, leads, &others);
    next = others;
  }
  *tails = next;
  return (high & ~found.bit6) == ((expected | first) & kept);
}

/* -- Kinds of machines ---------------------------------------------------- */

static inline uint64_t prefix_xor_portable(uint64_t bits)
{
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

static inline void masks_portable(const LodScanRules *rules, const char *data,
                                  char *copy, Masks *masks)
{
  *masks = (Masks){0};
  memcpy(copy, data, 64);
  for (unsigned i = 0; i < 64; ++i) {
    const char c = data[i];
    masks->quote |= (uint64_t)(c == rules->quote) << i;
    masks->delimiter |= (uint64_t)(c == rules->delimiter) << i;
    masks->lf |= (uint64_t)(c == '\n') << i;
    masks->cr |= (uint64_t)(c == '\r') << i;
    masks->low |= (uint64_t)((unsigned char)c <= ' ') << i;
    masks->high |= (uint64_t)((unsigned char)c >= 0x80) << i;
  }
}

static inline Leads leads_portable(const char *data)
{
  Leads leads = {0, false};
  for (unsigned i = 0; i < 64; ++i) {
    const unsigned char c = (unsigned char)data[i];
    leads.bit6 |= (uint64_t)(c >> 6 & 1) << i;
    leads.rare |= c >= 0xE0 || (c & 0xFE) == 0xC0;
  }
  return leads;
}

#define SCAN_TARGET
#define SCAN_KIND(name) name##_portable
#include "table/scan_loop.inc"

#ifdef HAVE_VECTORS

static inline uint64_t prefix_xor_sse2(uint64_t bits)
{
  return prefix_xor_portable(bits);
}

static inline void load_sse2(const char *data, __m128i bytes[4])
{
  for (unsigned i = 0; i < 4; ++i)
    bytes[i] = _mm_loadu_si128((const __m128i *)(const void *)(data + 16 * i));
}

static inline uint64_t gather_sse2(const __m128i bytes[4])
{
  uint64_t mask = 0;
  for (unsigned i = 0; i < 4; ++i)
    mask |= (uint64_t)(unsigned)_mm_movemask_epi8(bytes[i]) << 16 * i;
  return mask;
}

static inline uint64_t equal_sse2(const __m128i bytes[4], char c)
{
  const __m128i wanted = _mm_set1_epi8(c);
  __m128i equal[4];
  for (unsigned i = 0; i < 4; ++i)
    equal[i] = _mm_cmpeq_epi8(bytes[i], wanted);
  return gather_sse2(equal);
}

static inline void masks_sse2(const LodScanRules *rules, const char *data,
                              char *copy, Masks *masks)
{
  const __m128i blank = _mm_set1_epi8(' ');
  __m128i bytes[4], low[4];
  load_sse2(data, bytes);
  memcpy(copy, data, 64);
  for (unsigned i = 0; i < 4; ++i)
    low[i] = _mm_cmpeq_epi8(_mm_max_epu8(bytes[i], blank), blank);
  masks->quote = equal_sse2(bytes, rules->quote);
  masks->delimiter = equal_sse2(bytes, rules->delimiter);
  masks->lf = equal_sse2(bytes, '\n');
  masks->cr = equal_sse2(bytes, '\r');
  masks->low = gather_sse2(low);
  masks->high = gather_sse2(bytes);
}

static inline Leads leads_sse2(const char *data)
{
  const __m128i three = _mm_set1_epi8((char)0xE0);
  const __m128i none = _mm_set1_epi8((char)0xC0);
  const __m128i even = _mm_set1_epi8((char)0xFE);
  __m128i bytes[4];
  __m128i rare = _mm_setzero_si128();
  load_sse2(data, bytes);
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i b = bytes[i];
    rare = _mm_or_si128(rare, _mm_cmpeq_epi8(_mm_max_epu8(b, three), b));
    rare = _mm_or_si128(rare, _mm_cmpeq_epi8(_mm_and_si128(b, even), none));
    bytes[i] = _mm_add_epi8(b, b);
  }
  return (Leads){gather_sse2(bytes), _mm_movemask_epi8(rare) != 0};
}

#define SCAN_TARGET
#define SCAN_KIND(name) name##_sse2
#include "table/scan_loop.inc"

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt,pclmul")))

/* A product without carries by all ones. */
AVX2 static inline uint64_t prefix_xor_avx2(uint64_t bits)
{
  const __m128i product = _mm_clmulepi64_si128(
      _mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

AVX2 static inline __m256i load_avx2(const char *data)
{
  return _mm256_loadu_si256((const __m256i *)(const void *)data);
}

AVX2 static inline uint64_t gather_avx2(__m256i low, __m256i high)
{
  return (unsigned)_mm256_movemask_epi8(low) |
         (uint64_t)(unsigned)_mm256_movemask_epi8(high) << 32;
}

AVX2 static inline uint64_t equal_avx2(const __m256i bytes[2], char c)
{
  const __m256i wanted = _mm256_set1_epi8(c);
  return gather_avx2(_mm256_cmpeq_epi8(bytes[0], wanted),
                     _mm256_cmpeq_epi8(bytes[1], wanted));
}

AVX2 static inline void masks_avx2(const LodScanRules *rules, const char *data,
                                   char *copy, Masks *masks)
{
  const __m256i blank = _mm256_set1_epi8(' ');
  const __m256i bytes[2] = {load_avx2(data), load_avx2(data + 32)};
  __m256i low[2];
  _mm256_storeu_si256((__m256i *)(void *)copy, bytes[0]);
  _mm256_storeu_si256((__m256i *)(void *)(copy + 32), bytes[1]);
  for (unsigned i = 0; i < 2; ++i)
    low[i] = _mm256_cmpeq_epi8(_mm256_max_epu8(bytes[i], blank), blank);
  masks->quote = equal_avx2(bytes, rules->quote);
  masks->delimiter = equal_avx2(bytes, rules->delimiter);
  masks->lf = equal_avx2(bytes, '\n');
  masks->cr = equal_avx2(bytes, '\r');
  masks->low = gather_avx2(low[0], low[1]);
  masks->high = gather_avx2(bytes[0], bytes[1]);
}

AVX2 static inline Leads leads_avx2(const char *data)
{
  const __m256i three = _mm256_set1_epi8((char)0xE0);
  const __m256i none = _mm256_set1_epi8((char)0xC0);
  const __m256i even = _mm256_set1_epi8((char)0xFE);
  __m256i bytes[2] = {load_avx2(data), load_avx2(data + 32)};
  __m256i rare = _mm256_setzero_si256();
  for (unsigned i = 0; i < 2; ++i) {
    const __m256i b = bytes[i];
    rare =
        _mm256_or_si256(rare, _mm256_cmpeq_epi8(_mm256_max_epu8(b, three), b));
    rare = _mm256_or_si256(rare,
                           _mm256_cmpeq_epi8(_mm256_and_si256(b, even), none));
    bytes[i] = _mm256_add_epi8(b, b);
  }
  return (Leads){gather_avx2(bytes[0], bytes[1]),
                 !_mm256_testz_si256(rare, rare)};
}

#define SCAN_TARGET     AVX2
#define SCAN_KIND(name) name##_avx2
#include "table/scan_loop.inc"

#endif

typedef struct Kind {
  const char *name;
  LodScanner *scan;
} Kind;

/* The fastest first. */
static const Kind kinds[] = {
#ifdef HAVE_VECTORS
    {"avx2", scan_avx2},
    {"sse2", scan_sse2},
#endif
    {"portable", scan_portable}};

static bool has(const char *name)
{
#ifdef HAVE_VECTORS
  if (!strcmp(name, "avx2"))
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("pclmul");
#endif
  (void)name;
  return true;
}

LodScanner *lod_scanner_named(const char *name)
{
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i)
    if ((!name || !strcmp(name, kinds[i].name)) && has(kinds[i].name))
      return kinds[i].scan;
  return NULL;
}

LodScanner *lod_scanner(void)
{
  return lod_scanner_named(NULL);
}
