#include "source/decode.h"
#include "base/memory.h"
#include <errno.h>
#include <iconv.h>
#include <inttypes.h>

/* Where the input stands, counted in lines of one kind of end. */
typedef struct Lines {
  char mark;       /* '\n' or '\r' */
  uint64_t ended;  /* lines */
  uint64_t behind; /* raw bytes since the last end */
} Lines;

struct LodDecoder {
  iconv_t descriptor;
  LodEncoding encoding;
  const char *name;
  LodLog *log;
  Lines feeds;
  Lines returns; /* count when there is no line feed at all */
};

LodStatus lod_decoder_new(const LodEncoding *encoding, const char *name,
                          LodLog *log, LodDecoder **decoder)
{
  *decoder = NULL;
  LodDecoder *const made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  made->encoding = *encoding;
  made->name = name;
  made->log = log;
  made->feeds.mark = '\n';
  made->returns.mark = '\r';
  made->descriptor = iconv_open("UTF-8", encoding->iconv);
  if (made->descriptor == (iconv_t)-1) {
    const bool unknown = errno == EINVAL;
    lod_free(made);
    if (!unknown)
      return LOD_ERR_NO_MEMORY;
    lod_log_add(log, LOD_ERROR, "unknown-encoding", &(LodPlace){.file = name},
                "there is no encoding \"%s\"; try utf-8, utf-16le or "
                "windows-1252",
                encoding->name);
    return LOD_ERR_INPUT;
  }
  *decoder = made;
  return LOD_SUCCESS;
}

void lod_decoder_free(LodDecoder *decoder)
{
  if (!decoder)
    return;
  iconv_close(decoder->descriptor);
  lod_free(decoder);
}

/* Whether the code unit at AT is the character C. */
static bool is_unit(const LodEncoding *encoding, const char *at, char c)
{
  const unsigned low = encoding->big_endian ? encoding->unit - 1 : 0;
  for (unsigned i = 0; i < encoding->unit; ++i)
    if (at[i] != (i == low ? c : '\0'))
      return false;
  return true;
}

static void count_units(const LodEncoding *encoding, Lines *lines,
                        const char *data, size_t size)
{
  for (size_t i = 0; i + encoding->unit <= size; i += encoding->unit) {
    lines->behind += encoding->unit;
    if (is_unit(encoding, data + i, lines->mark)) {
      ++lines->ended;
      lines->behind = 0;
    }
  }
}

/* DATA holds whole characters: iconv took them. */
static void count_lines(const LodEncoding *encoding, Lines *lines,
                        const char *data, size_t size)
{
  if (encoding->unit > 1) {
    count_units(encoding, lines, data, size);
    return;
  }
  const char *const end = data + size;
  const char *at = data;
  const char *found;
  while (at < end && (found = memchr(at, lines->mark, (size_t)(end - at)))) {
    ++lines->ended;
    lines->behind = 0;
    at = found + 1;
  }
  lines->behind += (uint64_t)(end - at);
}

static LodStatus refuse(const LodDecoder *decoder, bool cut_off, char byte)
{
  const Lines *const lines =
      decoder->feeds.ended ? &decoder->feeds : &decoder->returns;
  /* Which field of its record it is in, nobody knows here. */
  const LodPlace place = {.file = decoder->name, .line = lines->ended + 1};
  if (cut_off)
    lod_log_add(decoder->log, LOD_ERROR, "bad-encoding", &place,
                "the file ends inside a character of %s, at byte %" PRIu64
                " of the line",
                decoder->encoding.name, lines->behind + 1);
  else
    lod_log_add(decoder->log, LOD_ERROR, "bad-encoding", &place,
                "byte %" PRIu64 " of the line (0x%02X) is not %s; another "
                "--encoding may fit",
                lines->behind + 1, (unsigned)(unsigned char)byte,
                decoder->encoding.name);
  return LOD_ERR_INPUT;
}

/* One call of iconv.  *error is 0 or errno. */
static LodStatus step(LodDecoder *decoder, LodView *raw, LodBuffer *out,
                      int *error)
{
  const LodStatus status = lod_buffer_reserve(out, raw->size + 16);
  if (status)
    return status;
  char *from = (char *)(uintptr_t)raw->data; /* iconv does not write to it */
  size_t from_left = raw->size;
  char *to = out->data + out->size;
  size_t to_left = out->capacity - out->size;
  const size_t rc =
      from_left ? iconv(decoder->descriptor, &from, &from_left, &to, &to_left)
                : iconv(decoder->descriptor, NULL, NULL, &to, &to_left);
  *error = rc == (size_t)-1 ? errno : 0;
  const size_t taken = raw->size - from_left;
  count_lines(&decoder->encoding, &decoder->feeds, raw->data, taken);
  count_lines(&decoder->encoding, &decoder->returns, raw->data, taken);
  out->size = out->capacity - to_left;
  raw->data += taken;
  raw->size -= taken;
  return LOD_SUCCESS;
}

LodStatus lod_decoder_convert(LodDecoder *decoder, LodView *raw, bool last,
                              LodBuffer *out)
{
  while (raw->size) {
    int error;
    const LodStatus status = step(decoder, raw, out, &error);
    if (status)
      return status;
    if (error == EILSEQ)
      return refuse(decoder, false, *raw->data);
    if (error == EINVAL)
      return last ? refuse(decoder, true, '\0') : LOD_SUCCESS;
  }
  if (!last)
    return LOD_SUCCESS;
  /* Some encodings hold a character back until they know what follows. */
  int error;
  LodView nothing = {"", 0};
  return step(decoder, &nothing, out, &error);
}
