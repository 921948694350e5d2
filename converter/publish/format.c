#include "publish/format.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "base/message.h"
#include "rdf/raptor.h"
#include <lodstone/nearest.h>

typedef struct FormatRow {
  const char *name, *ending, *description;
} FormatRow;

static const FormatRow formats[] = {
    {"ntriples", ".nt", N_("N-Triples (RDF 1.1), a statement a line")},
    {"nquads", ".nq", N_("N-Quads (RDF 1.1)")},
    {"turtle", ".ttl", N_("Turtle (RDF 1.1), written as a stream")},
    {"trig", ".trig", N_("TriG (RDF 1.1), written as a stream")},
    {"csv", ".csv", N_("plain open data: the specification's columns")},
    {"json", ".json",
     N_("plain open data: CSVW's JSON; with a pack the specification's")},
    {"csvw-json", NULL, N_("CSVW's JSON, with a pack, too")},
    {"rdfxml", ".rdf", N_("RDF/XML, by raptor")},
    {"rdfxml-abbrev", ".xml", N_("RDF/XML abbreviated, by raptor")},
    {"dot", ".dot", N_("a picture of the statements for Graphviz, by raptor")},
    {"json-triples", NULL, N_("RDF/JSON as triples, by raptor")},
};

#define FORMAT_COUNT (sizeof formats / sizeof *formats)

const char *lod_format_at(unsigned index, const char **description)
{
  if (index >= FORMAT_COUNT)
    return NULL;
  *description = formats[index].description;
  return formats[index].name;
}

const char *lod_format_of_path(const char *path)
{
  const char *ending = strrchr(path, '.');
  for (size_t i = 0; ending && i < FORMAT_COUNT; i++)
    if (formats[i].ending &&
        lod_ascii_equal_nocase(lod_view(formats[i].ending), lod_view(ending)))
      return formats[i].name;
  return NULL;
}

/* The format that is called almost so, or has this ending. */
static const char *meant_by(const char *name)
{
  LodNearest nearest = {.word = name};
  for (size_t i = 0; i < FORMAT_COUNT; i++) {
    const char *ending = formats[i].ending;
    if (ending && lod_ascii_equal_nocase(lod_view(ending + 1), lod_view(name)))
      return formats[i].name;
    lod_nearest_try(&nearest, formats[i].name);
  }
  return nearest.best;
}

static LodStatus refuse(const char *name, LodLog *log)
{
  const char *meant = meant_by(name);
  if (meant)
    lod_log_add(log, LOD_ERROR, "unknown-format", NULL,
                "there is no format \"%s\"; did you mean %s?", name, meant);
  else
    lod_log_add(log, LOD_ERROR, "unknown-format", NULL,
                "there is no format \"%s\"; there are ntriples, turtle, "
                "nquads, trig, csv, json, csvw-json, and raptor's (rdfxml, "
                "dot, ...)",
                name);
  return LOD_ERR_USAGE;
}

static LodStatus choose_raptor(const char *name, LodLog *log, LodFormat *format)
{
  LodRaptor *raptor;
  LodStatus status = lod_raptor_new(log, &raptor);
  if (status)
    return status;
  bool known = lod_raptor_has_serializer(raptor, name);
  lod_raptor_free(raptor);
  if (!known)
    return refuse(name, log);
  *format = (LodFormat){LOD_FORMAT_RAPTOR, name, LOD_SYNTAX_NTRIPLES};
  return LOD_SUCCESS;
}

/* An ending that stands for no format is not what the user thinks it is. */
static void warn_of_ending(const char *path, LodLog *log)
{
  const char *slash = strrchr(path, '/');
  const char *ending = strrchr(slash ? slash : path, '.');
  LodPlace place = {.file = path};
  if (ending && ending[1])
    lod_log_add(log, LOD_WARNING, "unknown-ending", &place,
                "no format has the ending \"%s\": N-Triples are written; "
                "--to names another format",
                ending);
}

static bool choose_plain(const char *name, LodFormat *format)
{
  static const struct {
    const char *name;
    LodFormatKind kind;
  } rows[] = {{"csv", LOD_FORMAT_CSV},
              {"json", LOD_FORMAT_JSON},
              {"csvw-json", LOD_FORMAT_JSON}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (strcmp(rows[i].name, name) == 0) {
      *format = (LodFormat){.kind = rows[i].kind, .name = rows[i].name};
      return true;
    }
  return false;
}

LodStatus lod_format_choose(const LodConvertOptions *options, LodLog *log,
                            LodFormat *format)
{
  const char *name = options->format;
  if (!name && options->output) {
    name = lod_format_of_path(options->output);
    if (!name)
      warn_of_ending(options->output, log);
  }
  if (!name)
    name = "ntriples";
  if (choose_plain(name, format))
    return LOD_SUCCESS;
  if (lod_syntax_by_name(name, &format->syntax)) {
    format->kind = LOD_FORMAT_STREAM;
    format->name = name;
    return LOD_SUCCESS;
  }
  return choose_raptor(name, log, format);
}
