/* Folding of titles: what is left when case, diacritics, blanks and
   punctuation do not count. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "table/binding.h"

typedef struct Range {
  uint32_t first, last;
  const char *text;
} Range;

/* Latin letters by their base letter, in order. */
static const Range latin[] = {
    {0x00AA, 0x00AA, "a"},  {0x00B2, 0x00B2, "2"},  {0x00B3, 0x00B3, "3"},
    {0x00B9, 0x00B9, "1"},  {0x00BA, 0x00BA, "o"},  {0x00C0, 0x00C5, "a"},
    {0x00C6, 0x00C6, "ae"}, {0x00C7, 0x00C7, "c"},  {0x00C8, 0x00CB, "e"},
    {0x00CC, 0x00CF, "i"},  {0x00D0, 0x00D0, "d"},  {0x00D1, 0x00D1, "n"},
    {0x00D2, 0x00D6, "o"},  {0x00D8, 0x00D8, "o"},  {0x00D9, 0x00DC, "u"},
    {0x00DD, 0x00DD, "y"},  {0x00DE, 0x00DE, "th"}, {0x00DF, 0x00DF, "ss"},
    {0x00E0, 0x00E5, "a"},  {0x00E6, 0x00E6, "ae"}, {0x00E7, 0x00E7, "c"},
    {0x00E8, 0x00EB, "e"},  {0x00EC, 0x00EF, "i"},  {0x00F0, 0x00F0, "d"},
    {0x00F1, 0x00F1, "n"},  {0x00F2, 0x00F6, "o"},  {0x00F8, 0x00F8, "o"},
    {0x00F9, 0x00FC, "u"},  {0x00FD, 0x00FD, "y"},  {0x00FE, 0x00FE, "th"},
    {0x00FF, 0x00FF, "y"},  {0x0100, 0x0105, "a"},  {0x0106, 0x010D, "c"},
    {0x010E, 0x0111, "d"},  {0x0112, 0x011B, "e"},  {0x011C, 0x0123, "g"},
    {0x0124, 0x0127, "h"},  {0x0128, 0x0131, "i"},  {0x0132, 0x0133, "ij"},
    {0x0134, 0x0135, "j"},  {0x0136, 0x0138, "k"},  {0x0139, 0x0142, "l"},
    {0x0143, 0x014B, "n"},  {0x014C, 0x0151, "o"},  {0x0152, 0x0153, "oe"},
    {0x0154, 0x0159, "r"},  {0x015A, 0x0161, "s"},  {0x0162, 0x0167, "t"},
    {0x0168, 0x0173, "u"},  {0x0174, 0x0175, "w"},  {0x0176, 0x0178, "y"},
    {0x0179, 0x017E, "z"},  {0x017F, 0x017F, "s"},  {0x1E9E, 0x1E9E, "ss"},
};

/* Punctuation, symbols, combining marks, blanks and what has no width. */
static const struct {
  uint32_t first, last;
} dropped[] = {
    {0x0080, 0x00B4}, {0x00B6, 0x00BF}, {0x00D7, 0x00D7}, {0x00F7, 0x00F7},
    {0x02B0, 0x036F}, {0x2000, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x3004},
    {0x3008, 0x303F}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFF0F}, {0xFF1A, 0xFF20},
    {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0xE0000, 0xE0FFF},
};

static const char *latin_base(uint32_t c)
{
  for (size_t i = 0; i < sizeof latin / sizeof *latin; ++i)
    if (c >= latin[i].first && c <= latin[i].last)
      return latin[i].text;
  return NULL;
}

static bool is_dropped(uint32_t c)
{
  for (size_t i = 0; i < sizeof dropped / sizeof *dropped; ++i)
    if (c >= dropped[i].first && c <= dropped[i].last)
      return true;
  return false;
}

/* Case of the scripts that Swedish publishers may meet beside Latin. */
static uint32_t lower(uint32_t c)
{
  if (c >= 0x0391 && c <= 0x03A9) /* Greek */
    return c + 0x20;
  if (c >= 0x0410 && c <= 0x042F) /* Cyrillic */
    return c + 0x20;
  if (c >= 0x0400 && c <= 0x040F)
    return c + 0x50;
  if (c >= 0x1E00 && c <= 0x1EFF && !(c >= 0x1E96 && c <= 0x1E9F))
    return c | 1; /* Latin Extended Additional stands in pairs */
  return c;
}

static LodStatus fold_character(uint32_t c, LodBuffer *out)
{
  if (c < 0x80) {
    const char letter = (char)c;
    if (!lod_ascii_is_alpha(letter) && !lod_ascii_is_digit(letter))
      return LOD_SUCCESS;
    return lod_buffer_append_char(out, lod_ascii_lower(letter));
  }
  const char *const base = latin_base(c);
  if (base)
    return lod_buffer_append_text(out, base);
  if (is_dropped(c))
    return LOD_SUCCESS;
  char bytes[4];
  return lod_buffer_append(out, bytes, lod_utf8_encode(lower(c), bytes));
}

LodStatus lod_title_fold(LodView title, LodBuffer *out)
{
  const char *at = title.data;
  const char *const end = at + title.size;
  LodStatus status = LOD_SUCCESS;
  while (at < end && !status)
    status = fold_character(lod_utf8_next(&at, end), out);
  return status;
}
