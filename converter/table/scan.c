#include "table/scan.h"
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_VECTORS 1
#include <immintrin.h>
#endif

/* A bit for each of 64 bytes. */
typedef struct Masks {
  uint64_t quote, delimiter, lf, cr, blank;
  uint64_t end; /* LFs that end a record: set by scan_block */
} Masks;

/* What one block tells the next. */
typedef struct ScanState {
  uint64_t quoted;          /* all ones: in quotes */
  uint64_t after_separator; /* 1: a quote may open a field, or is a second */
  uint64_t after_close;     /* 1: a separator or a quote must come */
  uint64_t at_start;        /* 1: a record without ink goes on */
  uint64_t lines;           /* LFs so far */
} ScanState;

/* Bit n is the exclusive or of all bits up to n. */
static inline uint64_t prefix_xor(uint64_t bits)
{
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

/* Forget what stands behind the first LEFT bytes.  Returns the bit of the last
   byte when an LF follows it, or when what does is not there yet. */
static inline uint64_t last_bit(Masks *masks, const char *data, size_t left)
{
  if (left > 64)
    return (uint64_t)(data[64] == '\n') << 63;
  const uint64_t kept = ~(uint64_t)0 >> (64 - left);
  masks->quote &= kept;
  masks->delimiter &= kept;
  masks->lf &= kept;
  masks->cr &= kept;
  masks->blank &= kept;
  return kept ^ kept >> 1;
}

/* Record ends behind which no ink came: from the start of every record a carry
   runs through what is no ink; it stops at the first ink, or at the end. */
static inline uint64_t find_blank_records(ScanState *state, const Masks *masks,
                                          uint64_t separators)
{
  const uint64_t inkless =
      (separators | masks->lf | masks->cr | masks->blank | masks->quote) &
      ~masks->end;
  const uint64_t starts = masks->end << 1 | state->at_start;
  const uint64_t landed = starts + inkless;
  state->at_start = (landed < starts) | masks->end >> 63;
  return landed & ~inkless & masks->end;
}

/* RFC 4180, 2: a quote opens a field behind a separator; behind the one that
   closes it a separator comes, or a quote that makes a pair with it.  Returns
   the quotes that stand elsewhere; one that turns out wrong only in the next
   block is told there, on its first byte. */
static inline uint64_t find_stray_quotes(ScanState *state, const Masks *masks,
                                         uint64_t quoted, uint64_t returns)
{
  const uint64_t opening = masks->quote & quoted;
  const uint64_t closing = masks->quote & ~quoted;
  const uint64_t separators = masks->delimiter | masks->end;
  const uint64_t before = (separators | closing) << 1 | state->after_separator;
  const uint64_t behind = closing << 1 | state->after_close;
  state->after_separator = (separators | closing) >> 63;
  state->after_close = closing >> 63;
  return (opening & ~before) | (behind & ~(separators | opening | returns));
}

/* Find out what the marks of a block are; returns those that are irregular.
   LAST: the bit of the last byte when an LF follows, or what does is unknown.
 */
static inline uint64_t scan_block(const LodScanRules *rules, ScanState *state,
                                  Masks *masks, uint64_t last)
{
  const uint64_t pairs = masks->cr & (masks->lf >> 1 | last);
  uint64_t bad = rules->bare_returns ? masks->cr & ~pairs : 0;
  const uint64_t delimiters = masks->delimiter;
  uint64_t quoted = state->quoted;
  if (masks->quote)
    quoted ^= prefix_xor(masks->quote);
  masks->delimiter &= ~quoted;
  masks->end = masks->lf & ~quoted;
  if (masks->quote | state->after_close) {
    bad |= find_stray_quotes(state, masks, quoted, pairs & ~quoted);
    state->quoted = (uint64_t)0 - (quoted >> 63);
  } else {
    state->after_separator = (masks->delimiter | masks->end) >> 63;
  }
  if (rules->skip_blank)
    bad |= find_blank_records(state, masks, delimiters);
  return bad;
}

/* Count what the records that end in the block take in, up to the first mark
   of BAD.  False when there is one. */
static inline bool take_block(LodScanned *scanned, ScanState *state,
                              const Masks *masks, size_t at, uint64_t bad)
{
  uint64_t ends = masks->end;
  if (bad) {
    ends &= (bad & -bad) - 1;
    scanned->regular = false;
  }
  if (ends) {
    const unsigned last = 63 - (unsigned)__builtin_clzll(ends);
    const uint64_t taken = ~(uint64_t)0 >> (63 - last);
    scanned->size = at + last + 1;
    scanned->records += (unsigned)__builtin_popcountll(ends);
    scanned->lines =
        state->lines + (unsigned)__builtin_popcountll(masks->lf & taken);
  }
  state->lines += (unsigned)__builtin_popcountll(masks->lf);
  scanned->ends +=
      (unsigned)__builtin_popcountll(masks->delimiter | masks->end);
  return !bad;
}

/* -- Kinds of machines ---------------------------------------------------- */

static inline void masks_portable(const LodScanRules *rules, const char *data,
                                  Masks *masks)
{
  *masks = (Masks){0};
  for (unsigned i = 0; i < 64; ++i) {
    const char c = data[i];
    masks->quote |= (uint64_t)(c == rules->quote && rules->quote) << i;
    masks->delimiter |= (uint64_t)(c == rules->delimiter) << i;
    masks->lf |= (uint64_t)(c == '\n') << i;
    masks->cr |= (uint64_t)(c == '\r') << i;
    masks->blank |= (uint64_t)(c == ' ' || c == '\t') << i;
  }
}

#define SCAN_NAME scan_portable
#define SCAN_TARGET
#define SCAN_MASKS masks_portable
#include "table/scan_loop.inc"

#ifdef HAVE_VECTORS

static inline uint64_t equal_sse2(const __m128i bytes[4], char c)
{
  const __m128i wanted = _mm_set1_epi8(c);
  uint64_t mask = 0;
  for (unsigned i = 0; i < 4; ++i)
    mask |=
        (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], wanted))
        << 16 * i;
  return mask;
}

static inline void masks_sse2(const LodScanRules *rules, const char *data,
                              Masks *masks)
{
  __m128i bytes[4];
  memcpy(bytes, data, sizeof bytes);
  masks->quote = rules->quote ? equal_sse2(bytes, rules->quote) : 0;
  masks->delimiter = equal_sse2(bytes, rules->delimiter);
  masks->lf = equal_sse2(bytes, '\n');
  masks->cr = equal_sse2(bytes, '\r');
  masks->blank =
      rules->skip_blank ? equal_sse2(bytes, ' ') | equal_sse2(bytes, '\t') : 0;
}

#define SCAN_NAME scan_sse2
#define SCAN_TARGET
#define SCAN_MASKS masks_sse2
#include "table/scan_loop.inc"

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

AVX2 static inline uint64_t equal_avx2(__m256i low, __m256i high, char c)
{
  const __m256i wanted = _mm256_set1_epi8(c);
  const unsigned first =
      (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  const unsigned second =
      (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return first | (uint64_t)second << 32;
}

AVX2 static inline void masks_avx2(const LodScanRules *rules, const char *data,
                                   Masks *masks)
{
  const __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)data);
  const __m256i high =
      _mm256_loadu_si256((const __m256i *)(const void *)(data + 32));
  masks->quote = rules->quote ? equal_avx2(low, high, rules->quote) : 0;
  masks->delimiter = equal_avx2(low, high, rules->delimiter);
  masks->lf = equal_avx2(low, high, '\n');
  masks->cr = equal_avx2(low, high, '\r');
  masks->blank = rules->skip_blank
                     ? equal_avx2(low, high, ' ') | equal_avx2(low, high, '\t')
                     : 0;
}

#define SCAN_NAME   scan_avx2
#define SCAN_TARGET AVX2
#define SCAN_MASKS  masks_avx2
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
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
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
