#include "table/segment.h"

#define WIDTH 16
typedef unsigned char Bytes __attribute__((vector_size(WIDTH)));

size_t lod_segment_bare(LodLineEnds ends, const char *data, size_t size,
                        size_t available)
{
  if (ends == LOD_LINES_ANY || !size)
    return size;
  const char *const end = data + size;
  const char *at = data;
  if (ends == LOD_LINES_CR) {
    at = memchr(data, '\n', size);
    return at ? (size_t)(at - data) : size;
  }
  while (at < end && (at = memchr(at, '\r', (size_t)(end - at)))) {
    if (at + 1 < data + available && at[1] != '\n')
      return (size_t)(at - data);
    ++at;
  }
  return size;
}

static bool is_blank(char c, char delimiter)
{
  return (c == ' ' || c == '\t') && c != delimiter;
}

static bool is_mark(char c, char delimiter, char quote)
{
  return c == delimiter || c == quote || c == '\n' || c == '\r';
}

static Bytes fill(char c)
{
  return (Bytes){0} + (unsigned char)c;
}

static Bytes load(const char *data)
{
  Bytes bytes;
  memcpy(&bytes, data, sizeof bytes);
  return bytes;
}

static Bytes blanks(Bytes b, Bytes delimiter)
{
  return (Bytes)(((b == fill(' ')) | (b == fill('\t'))) & (b != delimiter));
}

static Bytes marks(Bytes b, Bytes delimiter, Bytes quote)
{
  return (Bytes)((b == delimiter) | (b == quote) | (b == fill('\n')) |
                 (b == fill('\r')));
}

static bool any(Bytes b)
{
  uint64_t halves[2];
  memcpy(halves, &b, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

bool lod_segment_edge_blank(const char *data, size_t size, char delimiter,
                            char quote)
{
  if (!size)
    return false;
  if (is_blank(data[0], delimiter) || is_blank(data[size - 1], delimiter))
    return true;
  const Bytes delimiters = fill(delimiter);
  const Bytes quotes = fill(quote);
  Bytes found = {0};
  size_t i = 0;
  for (; i + WIDTH < size; i += WIDTH) {
    const Bytes here = load(data + i);
    const Bytes next = load(data + i + 1);
    found |= (blanks(here, delimiters) & marks(next, delimiters, quotes)) |
             (blanks(next, delimiters) & marks(here, delimiters, quotes));
  }
  if (any(found))
    return true;
  for (; i + 1 < size; ++i)
    if ((is_blank(data[i], delimiter) &&
         is_mark(data[i + 1], delimiter, quote)) ||
        (is_blank(data[i + 1], delimiter) &&
         is_mark(data[i], delimiter, quote)))
      return true;
  return false;
}

LodSegmentCount lod_segment_count(LodLineEnds ends, const char *data,
                                  size_t size, char quote)
{
  uint64_t quotes = 0, feeds = 0, returns = 0, pairs = 0;
  char before = '\0';
  for (size_t i = 0; i < size; ++i) {
    const char c = data[i];
    quotes += c == quote;
    feeds += c == '\n';
    returns += c == '\r';
    pairs += c == '\n' && before == '\r';
    before = c;
  }
  const uint64_t any_end = feeds + returns - pairs;
  return (LodSegmentCount){quotes, ends == LOD_LINES_ANY  ? any_end
                                   : ends == LOD_LINES_CR ? returns
                                                          : feeds};
}
