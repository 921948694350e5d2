/* Bytes of a made-up ledger, in blocks and in the publisher's encoding. */
#include "ledger.h"
#include <stdio.h>
#include <stdlib.h>

/* The character at *TEXT, which is well-formed and below U+10000. */
static unsigned next_character(const char **text)
{
  const unsigned char *s = (const unsigned char *)*text;
  if (s[0] < 0x80) {
    *text += 1;
    return s[0];
  }
  if (s[0] < 0xE0) {
    *text += 2;
    return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
  }
  *text += 3;
  return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

static size_t encode(Output *out)
{
  const char *text = out->bytes, *end = out->bytes + out->size;
  char *to = out->encoded;
  while (text < end) {
    unsigned c = next_character(&text);
    *to++ = (char)(c & 0xFF); /* what we write of 1252 is Latin-1 */
    if (out->charset == UTF_16LE)
      *to++ = (char)(c >> 8);
  }
  return (size_t)(to - out->encoded);
}

void ledger_flush(Output *out)
{
  const char *bytes = out->charset == UTF_8 ? out->bytes : out->encoded;
  size_t size = out->charset == UTF_8 ? out->size : encode(out);
  if (fwrite(bytes, 1, size, stdout) != size) {
    perror("ledger");
    exit(3);
  }
  out->size = 0;
}

void put_string(Output *out, const char *text)
{
  put_bytes(out, text, strlen(text));
}

void put_number(Output *out, uint64_t value, unsigned width, char group)
{
  char digits[32], *start = digits + sizeof digits;
  unsigned count = 0;
  do {
    if (group != '\0' && count > 0 && count % 3 == 0)
      *--start = group;
    *--start = (char)('0' + value % 10);
    value /= 10;
  } while (++count < width || value > 0);
  put_bytes(out, start, (size_t)(digits + sizeof digits - start));
}
