/* What stands behind the interface of the record readers. */
#ifndef LOD_TABLE_READER_INTERNAL_H
#define LOD_TABLE_READER_INTERNAL_H

#include "table/reader.h"

typedef struct LodReaderKind {
  const char *name;
  /* Why it cannot read DIALECT: a message id; NULL when it can. */
  const char *(*refusal)(const LodDialect *dialect);
  /* LIMITS has no zeros. */
  LodStatus (*make)(const LodDialect *dialect, LodSource *source,
                    const LodReaderLimits *limits, LodLog *log,
                    LodReader **reader);
  void (*free)(LodReader *reader);
  LodStatus (*next)(LodReader *reader, LodBatch *batch);
} LodReaderKind;

/* The first member of every kind's own structure. */
struct LodReader {
  const LodReaderKind *kind;
};

/* Bytes that one record may have: bounded, as its fields are many. */
size_t lod_reader_record_limit(const LodReaderLimits *limits);

/* The longest records that the vector scanner reads. */
#define LOD_WIDEST_CHUNK ((size_t)512 << 10)

/* The input that a reader wants to see at once. */
size_t lod_reader_window(const LodReaderLimits *limits);

extern const LodReaderKind lod_reader_vector;
extern const LodReaderKind lod_reader_libcsv;
extern const LodReaderKind lod_reader_full;

#endif
