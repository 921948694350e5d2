#include "publish/sniff.h"

#include "base/ascii.h"
#include "base/message.h"
#include "source/source.h"

/* Enough for the @context of metadata to stand in it. */
#define SNIFF_BYTES ((size_t)4096)

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

static bool is_url(const char *input)
{
  LodView start = {input, strnlen(input, 8)};
  return (start.size >= 7 &&
          lod_ascii_equal_nocase((LodView){input, 7}, LOD_VIEW("http://"))) ||
         (start.size >= 8 &&
          lod_ascii_equal_nocase((LodView){input, 8}, LOD_VIEW("https://")));
}

static LodStatus judge(const char *input, LodView start, LodLog *log,
                       LodInputKind *kind)
{
  if (start.size >= 4 && memcmp(start.data, "PK\3\4", 4) == 0)
    return refuse(input, _("a zip archive (XLSX is one)"), log);
  if (!is_json(start))
    return LOD_SUCCESS;
  if (!is_metadata(start))
    return refuse(input, "JSON", log);
  *kind = LOD_INPUT_METADATA;
  return LOD_SUCCESS;
}

LodStatus lod_sniff(const char *input, LodLog *log, LodInputKind *kind)
{
  LodSource *source;
  LodView start;
  *kind = LOD_INPUT_TABLE;
  if (strcmp(input, "-") == 0)
    return LOD_SUCCESS;
  if (is_url(input)) {
    LodPlace place = {.file = input};
    lod_log_add(log, LOD_ERROR, "input-kind", &place,
                "this release fetches nothing; name a local copy");
    return LOD_ERR_INPUT;
  }
  LodStatus status = lod_source_open(input, NULL, log, &source);
  if (status)
    return status;
  status = lod_source_peek(source, SNIFF_BYTES, &start);
  if (!status)
    status = judge(input, start, log, kind);
  lod_source_free(source);
  return status;
}
