/* Strict conversion of any character set to UTF-8 by iconv. */
#ifndef LOD_SOURCE_DECODE_H
#define LOD_SOURCE_DECODE_H

#include "base/buffer.h"
#include "source/encoding.h"
#include <lodstone/log.h>

typedef struct LodDecoder LodDecoder;

/* NAME (of the file, for messages) and LOG are borrowed.  An encoding that
   iconv does not have: LOD_ERR_INPUT, logged. */
LOD_NODISCARD LodStatus lod_decoder_new(const LodEncoding *encoding,
                                        const char *name, LodLog *log,
                                        LodDecoder **decoder);
void lod_decoder_free(LodDecoder *decoder);

/* Append to *out what *raw converts to, and take the converted bytes from the
   front of *raw.  A character cut off at the end stays in *raw, unless LAST.
   A byte that is not of the encoding, or LAST and a character cut off:
   LOD_ERR_INPUT, logged with line and byte column, the good text before it
   appended. */
LOD_NODISCARD LodStatus lod_decoder_convert(LodDecoder *decoder, LodView *raw,
                                            bool last, LodBuffer *out);

#endif
