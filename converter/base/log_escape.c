#include "base/log_escape.h"
#include "base/utf8.h"

typedef struct Target {
  char *out;
  size_t room; /* 0 as soon as something did not fit */
  size_t size; /* of the whole, whether it fits or not */
} Target;

/* C0, DEL and C1 can drive a terminal; the bidirectional overrides and
   isolates (UAX 9, section 2) can show another order than was written. */
static bool is_harmful(uint32_t character)
{
  return character < 0x20 || (character >= 0x7F && character <= 0x9F) ||
         (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

static void put(Target *target, const char *bytes, size_t size)
{
  if (size < target->room) {
    memcpy(target->out, bytes, size);
    target->out += size;
    target->room -= size;
    *target->out = '\0';
  } else {
    target->room = 0;
  }
  target->size += size;
}

static void put_escaped(Target *target, const char *bytes, size_t size)
{
  static const char hex[] = "0123456789ABCDEF";
  for (size_t i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    char escape[4] = {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
    put(target, escape, sizeof escape);
  }
}

static void put_valid(Target *target, const char *at, const char *end)
{
  while (at < end) {
    const char *start = at;
    if (is_harmful(lod_utf8_next(&at, end)))
      put_escaped(target, start, (size_t)(at - start));
    else
      put(target, start, (size_t)(at - start));
  }
}

size_t lod_log_escape(LodView text, char *out, size_t room)
{
  Target target = {.out = out, .room = room};
  if (room)
    *out = '\0';
  while (text.size) {
    size_t valid = lod_utf8_valid_prefix(text);
    put_valid(&target, text.data, text.data + valid);
    if (valid < text.size)
      put_escaped(&target, text.data + valid++, 1);
    text.data += valid;
    text.size -= valid;
  }
  return target.size;
}
