#include "publish/sink.h"

#include "base/memory.h"
#include "rdf/raptor.h"

#include <unistd.h>

struct LodSink {
  LodOutput *target; /* what the user sees */
  LodOutput *front;  /* N-Triples into raptor; NULL: none */
  LodRaptor *raptor;
  LodRaptorWriter *writer;
  LodRaptorParser *parser;
  bool ended; /* raptor has been told that this was all */
};

static LodStatus on_statement(void *user, const LodStatement *statement)
{
  LodSink *sink = user;
  return lod_raptor_writer_statement(sink->writer, statement);
}

static LodStatus on_bytes(void *user, const char *data, size_t size)
{
  LodSink *sink = user;
  return lod_raptor_parser_feed(sink->parser, (LodView){data, size}, false);
}

static LodStatus open_target(const LodConvertOptions *options, LodLog *log,
                             LodOutput **target)
{
  if (options->write)
    return lod_output_open_function(options->write, options->write_user, log,
                                    target);
  if (options->output)
    return lod_output_open_file(options->output, log, target);
  return lod_output_open_descriptor(STDOUT_FILENO, "-", log, target);
}

static LodStatus open_raptor(LodSink *sink, const char *serializer,
                             const char *base, LodLog *log)
{
  LodStatementSink statements = {on_statement, sink};
  LodStatus status = lod_raptor_new(log, &sink->raptor);
  if (!status)
    status = lod_raptor_writer_new(sink->raptor, serializer, base, sink->target,
                                   &sink->writer);
  if (!status)
    status = lod_raptor_parser_new(sink->raptor, "ntriples",
                                   base ? base : "http://localhost/", "-",
                                   &statements, &sink->parser);
  if (!status)
    status = lod_output_open_function(on_bytes, sink, log, &sink->front);
  return status;
}

LodStatus lod_sink_new(const LodConvertOptions *options,
                       const LodFormat *format, LodLog *log, LodSink **result)
{
  *result = NULL;
  LodSink *sink = lod_calloc(1, sizeof *sink);
  if (!sink)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = open_target(options, log, &sink->target);
  if (!status && format->kind == LOD_FORMAT_RAPTOR)
    status = open_raptor(sink, format->name, options->base, log);
  if (status) {
    lod_sink_free(sink);
    return status;
  }
  *result = sink;
  return LOD_SUCCESS;
}

LodOutput *lod_sink_output(LodSink *sink)
{
  return sink->front ? sink->front : sink->target;
}

static LodStatus end_raptor(LodSink *sink)
{
  LodStatus status =
      lod_raptor_parser_feed(sink->parser, (LodView){"", 0}, true);
  return status ? status : lod_raptor_writer_end(sink->writer);
}

LodStatus lod_sink_prepare(LodSink *sink)
{
  LodStatus status = LOD_SUCCESS;
  if (sink->writer && !sink->ended)
    status = end_raptor(sink);
  sink->ended = true;
  return status ? status : lod_output_prepare(sink->target);
}

LodStatus lod_sink_commit(LodSink *sink)
{
  LodStatus status = lod_sink_prepare(sink);
  return status ? status : lod_output_commit(sink->target);
}

void lod_sink_free(LodSink *sink)
{
  if (!sink)
    return;
  lod_output_free(sink->front);
  lod_raptor_parser_free(sink->parser);
  lod_raptor_writer_free(sink->writer);
  lod_raptor_free(sink->raptor);
  lod_output_free(sink->target);
  lod_free(sink);
}

uint64_t lod_sink_bytes(const LodSink *sink)
{
  return lod_output_bytes(sink->target);
}
