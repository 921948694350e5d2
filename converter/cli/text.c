#include "cli/text.h"

#include <stdbool.h>
#include <stdint.h>

/* The character at TEXT (Unicode, table 3-7) and its bytes; 0: no UTF-8. */
static size_t read_character(const unsigned char *text, uint32_t *character)
{
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  size_t size = text[0] < 0x80   ? 1
                : text[0] < 0xC0 ? 0
                : text[0] < 0xE0 ? 2
                : text[0] < 0xF0 ? 3
                : text[0] < 0xF5 ? 4
                                 : 0;
  *character = size > 1 ? text[0] & (0x7Fu >> size) : text[0];
  for (size_t i = 1; i < size; i++) {
    if ((text[i] & 0xC0) != 0x80)
      return 0;
    *character = *character << 6 | (text[i] & 0x3F);
  }
  bool surrogate = *character >= 0xD800 && *character <= 0xDFFF;
  return *character < least[size] || *character > 0x10FFFF || surrogate ? 0
                                                                        : size;
}

/* As the library's log has it: C0, DEL, C1, and the bidirectional overrides
   and isolates. */
static bool is_harmful(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

void lod_text_put(FILE *stream, const char *text)
{
  const unsigned char *at = (const unsigned char *)text;
  while (*at) {
    uint32_t character;
    size_t size = read_character(at, &character);
    bool plain = size > 0 && !is_harmful(character);
    for (size_t i = 0; i < (size ? size : 1); i++)
      fprintf(stream, plain ? "%c" : "\\x%02X", at[i]);
    at += size ? size : 1;
  }
}

size_t lod_text_columns(const char *text)
{
  const unsigned char *at = (const unsigned char *)text;
  size_t columns = 0;
  while (*at) {
    uint32_t character;
    size_t size = read_character(at, &character);
    bool plain = size > 0 && !is_harmful(character);
    size = size ? size : 1;
    columns += plain ? 1 : 4 * size; /* \xHH a byte */
    at += size;
  }
  return columns;
}
