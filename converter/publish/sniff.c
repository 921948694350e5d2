#include "publish/sniff.h"

#include "base/ascii.h"
#include "base/message.h"
#include "rdf/iri.h"
#include "rdf/syntax.h"
#include "source/http_headers.h"
#include "source/source.h"
#include <sys/stat.h>

/* Enough for the @context of metadata to stand in it, wherever it is put. */
#define SNIFF_BYTES ((size_t)64 << 10)

/* JSON begins with { or [ and then a string, an object, an array or its end:
   no header of a table does. */
static bool is_json(LodView start)
{
  LodView text = lod_ascii_trim(start);
  if (text.size < 2 || (text.data[0] != '{' && text.data[0] != '['))
    return false;
  text = lod_ascii_trim((LodView){text.data + 1, text.size - 1});
  return text.size > 0 && strchr("\"{[}]", text.data[0]) != NULL;
}

static bool is_metadata(LodView start)
{
  LodView context = LOD_VIEW("http://www.w3.org/ns/csvw");
  return memmem(start.data, start.size, context.data, context.size) != NULL;
}

static LodStatus refuse(const char *input, const char *what, LodLog *log)
{
  LodPlace place = {.file = input};
  lod_log_add(log, LOD_ERROR, "input-kind", &place,
              "this is %s, which this release does not read; export the table "
              "as CSV",
              what);
  return LOD_ERR_INPUT;
}

/* What sites answer in place of what is not there, or not for everybody. */
static bool is_page(LodView start)
{
  static const char *const marks[] = {"<!doctype html", "<html"};
  LodView text = lod_ascii_trim(start);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    LodView mark = lod_view(marks[i]);
    if (text.size >= mark.size &&
        lod_ascii_equal_nocase((LodView){text.data, mark.size}, mark))
      return true;
  }
  return false;
}

static LodStatus judge(const char *input, LodView start, LodLog *log,
                       LodInputKind *kind)
{
  if (start.size >= 4 && memcmp(start.data, "PK\3\4", 4) == 0)
    return refuse(input, _("a zip archive (XLSX is one)"), log);
  if (start.size >= 2 && memcmp(start.data, "\x1F\x8B", 2) == 0)
    return refuse(input, _("compressed with gzip"), log);
  if (is_page(start))
    return refuse(input, _("a web page"), log);
  if (!is_json(start))
    return LOD_SUCCESS;
  if (!is_metadata(start))
    return refuse(input, "JSON", log);
  *kind = LOD_INPUT_METADATA;
  return LOD_SUCCESS;
}

/* What a pipe has given once it does not give again. */
static bool can_be_read_twice(const char *input)
{
  struct stat info;
  return strcmp(input, "-") != 0 &&
         (stat(input, &info) != 0 || S_ISREG(info.st_mode));
}

/* What cannot be read is told when it is read as a table. */
static LodStatus sniff_file(const char *input, LodLog *quiet, LodLog *log,
                            LodInputKind *kind)
{
  LodSource *source = NULL;
  LodView start;
  LodStatus status = lod_source_open(input, NULL, quiet, &source);
  if (!status)
    status = lod_source_peek(source, SNIFF_BYTES, &start);
  if (status && status != LOD_ERR_NO_MEMORY)
    status = LOD_SUCCESS;
  else if (!status)
    status = judge(input, start, log, kind);
  lod_source_free(source);
  return status;
}

LodStatus lod_sniff(const char *input, LodLog *log, LodInputKind *kind)
{
  *kind = LOD_INPUT_TABLE;
  if (!can_be_read_twice(input))
    return LOD_SUCCESS;
  LodLog *quiet = lod_log_new();
  if (!quiet)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = sniff_file(input, quiet, log, kind);
  lod_log_free(quiet);
  return status;
}

/* The media types of what is read as tables and metadata. */
static bool is_table_type(const char *type)
{
  static const char *const types[] = {"text/csv", "text/tab-separated-values",
                                      "application/csvm+json"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (strcmp(type, types[i]) == 0)
      return true;
  return false;
}

/* The path of a URL ends as the file does. */
static const char *syntax_by_content(const LodTransfer *transfer, LodView start)
{
  LodIriParts parts;
  lod_iri_split(lod_view(lod_transfer_url(transfer)), &parts);
  return lod_rdf_syntax_of(parts.path, start);
}

LodStatus lod_sniff_transfer(LodTransfer *transfer, LodLog *log,
                             LodInputKind *kind, const char **syntax)
{
  LodView start;
  LodMediaType type;
  *kind = LOD_INPUT_TABLE;
  /* RDF begins like many a table; a server says what it is. */
  lod_http_media_type(lod_transfer_header(transfer, "Content-Type", 0), &type);
  const char *found = lod_rdf_syntax_of_type(type.type);
  if (found && !syntax)
    return refuse(lod_transfer_name(transfer), "RDF", log);
  LodStatus status = lod_transfer_peek(transfer, log, SNIFF_BYTES, &start);
  if (!status && syntax && !found && !is_table_type(type.type))
    found = syntax_by_content(transfer, start);
  if (status || !found)
    return status ? status
                  : judge(lod_transfer_name(transfer), start, log, kind);
  *kind = LOD_INPUT_RDF;
  *syntax = found;
  return LOD_SUCCESS;
}
