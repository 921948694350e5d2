/* Where a run's bytes go: output, with raptor in between where a serializer
   of its own is asked for. */
#ifndef LOD_PUBLISH_SINK_H
#define LOD_PUBLISH_SINK_H

#include "base/file.h"
#include "publish/format.h"

typedef struct LodSink LodSink;

/* Open what OPTIONS name: a file, the caller's function, standard output. */
LOD_NODISCARD LodStatus lod_sink_new(const LodConvertOptions *options,
                                     const LodFormat *format, LodLog *log,
                                     LodSink **sink);
/* What the pipeline writes to; owned by the sink. */
LodOutput *lod_sink_output(LodSink *sink);
/* All of the commit that does not show. */
LOD_NODISCARD LodStatus lod_sink_prepare(LodSink *sink);
/* Prepare and put the output in place. */
LOD_NODISCARD LodStatus lod_sink_commit(LodSink *sink);
void lod_sink_free(LodSink *sink);
uint64_t lod_sink_bytes(const LodSink *sink);

#endif
