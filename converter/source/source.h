/* Where bytes come from: a file, standard input, memory, or a server, always as
   UTF-8 without a byte order mark. */
#ifndef LOD_SOURCE_SOURCE_H
#define LOD_SOURCE_SOURCE_H

#include "base/buffer.h"
#include "source/http.h"
#include <lodstone/log.h>

typedef struct LodSource LodSource;

/* Open PATH ("-": standard input).  ENCODING: a WHATWG or iconv name
   ("utf-8", "utf-16le", "windows-1252", "iso-8859-1"), NULL for UTF-8 unless a
   byte order mark says otherwise.  A BOM that contradicts ENCODING wins and is
   noted.  Unknown encoding or no such file: LOD_ERR_INPUT, logged. */
LOD_NODISCARD LodStatus lod_source_open(const char *path, const char *encoding,
                                        LodLog *log, LodSource **source);
/* BYTES are borrowed until the source is freed. */
LOD_NODISCARD LodStatus lod_source_open_memory(LodView bytes, const char *name,
                                               const char *encoding,
                                               LodLog *log, LodSource **source);
/* TRANSFER, an answer that is good, is taken (also on failure). */
LOD_NODISCARD LodStatus lod_source_open_transfer(LodTransfer *transfer,
                                                 const char *encoding,
                                                 LodLog *log,
                                                 LodSource **source);
void lod_source_free(LodSource *source);

/* To be read twice: what is no file in UTF-8 is copied to a temporary one as it
   is read.  Only before the first read. */
LOD_NODISCARD LodStatus lod_source_keep(LodSource *source);
/* Open what FIRST, which was kept, has read so far, from the start. */
LOD_NODISCARD LodStatus lod_source_open_again(const LodSource *first,
                                              LodLog *log, LodSource **source);
/* Go to OFFSET, in bytes of UTF-8 behind a byte order mark, of a source opened
   again. */
void lod_source_seek(LodSource *source, uint64_t offset);

/* Read at most CAPACITY bytes of UTF-8; *size 0 at the end.  Bytes that are
   not of the encoding: LOD_ERR_INPUT, logged with line and byte column, for
   any encoding that is converted.  (UTF-8 input is passed on unchecked; the
   table judges cells, so that it can name their place.) */
LOD_NODISCARD LodStatus lod_source_read(LodSource *source, char *data,
                                        size_t capacity, size_t *size);
/* Show up to WANTED bytes (at most 1 MiB) from the start without consuming
   them; only before the first read.  Valid until the next call. */
LOD_NODISCARD LodStatus lod_source_peek(LodSource *source, size_t wanted,
                                        LodView *bytes);

const char *lod_source_name(const LodSource *source);
/* The encoding found: "utf-8", "utf-16le", ... */
const char *lod_source_encoding(const LodSource *source);
/* Raw bytes consumed; another thread may ask while one reads. */
uint64_t lod_source_bytes(const LodSource *source);
uint64_t lod_source_size(const LodSource *source); /* of a file; else 0 */
/* Bytes of text that there will be, a byte order mark counted, where that is
   known: of a file that is read as it is.  Else 0. */
uint64_t lod_source_text_size(const LodSource *source);

#endif
