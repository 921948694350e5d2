#include "store/results.h"

#include "base/memory.h"
#include "rdf/text_writer.h"
#include <string.h>

#define BLOCK ((size_t)64 * 1024)

bool lod_results_kind(const char *name, LodResultsKind *kind)
{
  static const char *const names[] = {"table", "csv", "tsv", "json", "xml"};
  *kind = LOD_RESULTS_TABLE;
  if (!name)
    return true;
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    *kind = (LodResultsKind)i;
    if (!strcmp(name, names[i]))
      return true;
  }
  return false;
}

LodStatus lod_results_flush(LodResults *r, bool all)
{
  if (!r->out.size || (!all && r->out.size < BLOCK))
    return LOD_SUCCESS;
  LodStatus status = r->write(r->user, r->out.data, r->out.size);
  r->out.size = 0;
  return status;
}

static LodStatus put(LodResults *r, const char *text)
{
  return lod_buffer_append_text(&r->out, text);
}

static LodStatus put_parts(LodResults *r, const char *before, LodView text,
                           const char *after)
{
  LodStatus status = put(r, before);
  if (!status)
    status = lod_buffer_append_view(&r->out, text);
  return status ? status : put(r, after);
}

/* TEXT with each character of SPECIAL, and all controls, through ESCAPE. */
static LodStatus put_escaped(LodResults *r, LodView text, const char *special,
                             LodStatus (*escape)(LodResults *r, char c))
{
  size_t start = 0;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < text.size && !status; i++) {
    char c = text.data[i];
    if ((unsigned char)c >= ' ' && !strchr(special, c))
      continue;
    status = lod_buffer_append(&r->out, text.data + start, i - start);
    start = i + 1;
    if (!status)
      status = escape(r, c);
  }
  if (status || start >= text.size)
    return status;
  return lod_buffer_append(&r->out, text.data + start, text.size - start);
}

/* "SPARQL 1.1 Query Results CSV and TSV Formats", 3: terms without their
   kind, quoted as RFC 4180 has it. */
static LodStatus double_quote(LodResults *r, char c)
{
  LodStatus status = lod_buffer_append_char(&r->out, c);
  return status || c != '"' ? status : lod_buffer_append_char(&r->out, c);
}

static LodStatus put_csv(LodResults *r, LodView text)
{
  bool quoted = false;
  for (size_t i = 0; i < text.size; i++)
    quoted = quoted || strchr(",\"\r\n", text.data[i]);
  if (!quoted)
    return lod_buffer_append_view(&r->out, text);
  LodStatus status = put(r, "\"");
  if (!status)
    status = put_escaped(r, text, "\"", double_quote);
  return status ? status : put(r, "\"");
}

static LodStatus put_csv_row(LodResults *r, const LodTerm *terms)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < r->columns && !status; i++) {
    if (i)
      status = put(r, ",");
    if (!status && terms[i].value.data && terms[i].type == LOD_TERM_BLANK)
      status = put(r, "_:");
    if (!status)
      status = put_csv(r, terms[i].value);
  }
  return status ? status : put(r, "\r\n");
}

/* The same, 4: terms as Turtle has them. */
static LodStatus put_tsv_row(LodResults *r, const LodTerm *terms)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < r->columns && !status; i++) {
    if (i)
      status = put(r, "\t");
    if (!status && terms[i].value.data)
      status = lod_text_write_term(&terms[i], &r->out);
  }
  return status ? status : put(r, "\n");
}

/* RFC 8259, section 7. */
static LodStatus escape_json(LodResults *r, char c)
{
  static const char special[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *found = c ? strchr(special, c) : NULL;
  if (found)
    return lod_buffer_printf(&r->out, "\\%c", letters[found - special]);
  return lod_buffer_printf(&r->out, "\\u%04X", (unsigned char)c);
}

static LodStatus put_json(LodResults *r, const char *before, LodView text,
                          const char *after)
{
  LodStatus status = put(r, before);
  if (!status)
    status = put(r, "\"");
  if (!status)
    status = put_escaped(r, text, "\"\\", escape_json);
  if (!status)
    status = put(r, "\"");
  return status ? status : put(r, after);
}

/* "SPARQL 1.1 Query Results JSON Format", 3.2.2. */
static LodStatus put_json_term(LodResults *r, const LodTerm *term)
{
  static const char *const types[] = {"uri", "bnode", "literal"};
  LodStatus status =
      put_json(r, "{\"type\": ", lod_view(types[term->type]), "");
  if (!status)
    status = put_json(r, ", \"value\": ", term->value, "");
  if (!status && term->language.size)
    status = put_json(r, ", \"xml:lang\": ", term->language, "");
  else if (!status && term->datatype.size)
    status = put_json(r, ", \"datatype\": ", term->datatype, "");
  return status ? status : put(r, "}");
}

static LodStatus put_json_row(LodResults *r, const LodTerm *terms)
{
  const char *before = "";
  LodStatus status = put(r, r->rows ? ",\n    {" : "\n    {");
  for (size_t i = 0; i < r->columns && !status; i++) {
    if (!terms[i].value.data)
      continue;
    status = put_json(r, before, r->names[i], ": ");
    if (!status)
      status = put_json_term(r, &terms[i]);
    before = ", ";
  }
  return status ? status : put(r, "}");
}

/* XML 1.0 has no character below the blank but three. */
static LodStatus escape_xml(LodResults *r, char c)
{
  switch (c) {
  case '&':
    return put(r, "&amp;");
  case '<':
    return put(r, "&lt;");
  case '>':
    return put(r, "&gt;");
  case '"':
    return put(r, "&quot;");
  case '\t':
  case '\n':
  case '\r':
    return lod_buffer_printf(&r->out, "&#%d;", c);
  default:
    if (!r->told)
      lod_log_add(r->log, LOD_WARNING, "results-xml", NULL,
                  "XML cannot hold the control character U+%04X: U+FFFD "
                  "stands in for such",
                  (unsigned)c);
    r->told = true;
    return put(r, "\xEF\xBF\xBD");
  }
}

static LodStatus put_xml(LodResults *r, const char *before, LodView text,
                         const char *after)
{
  LodStatus status = put(r, before);
  if (!status)
    status = put_escaped(r, text, "&<>\"", escape_xml);
  return status ? status : put(r, after);
}

/* "SPARQL Query Results XML Format", 2.3.1. */
static LodStatus put_xml_term(LodResults *r, const LodTerm *term)
{
  LodStatus status;
  if (term->type == LOD_TERM_IRI)
    return put_xml(r, "<uri>", term->value, "</uri>");
  if (term->type == LOD_TERM_BLANK)
    return put_xml(r, "<bnode>", term->value, "</bnode>");
  if (term->language.size)
    status = put_xml(r, "<literal xml:lang=\"", term->language, "\">");
  else if (term->datatype.size)
    status = put_xml(r, "<literal datatype=\"", term->datatype, "\">");
  else
    status = put(r, "<literal>");
  return status ? status : put_xml(r, "", term->value, "</literal>");
}

static LodStatus put_xml_row(LodResults *r, const LodTerm *terms)
{
  LodStatus status = put(r, "    <result>\n");
  for (size_t i = 0; i < r->columns && !status; i++) {
    if (!terms[i].value.data)
      continue;
    status = put_xml(r, "      <binding name=\"", r->names[i], "\">");
    if (!status)
      status = put_xml_term(r, &terms[i]);
    if (!status)
      status = put(r, "</binding>\n");
  }
  return status ? status : put(r, "    </result>\n");
}

#define XML_HEAD                                                               \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                               \
  "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n"

/* What stands around and between the names of the columns. */
typedef struct Head {
  const char *before, *between, *before_name, *after_name, *after;
} Head;

static const Head heads[] = {
    [LOD_RESULTS_TABLE] = {"", "", "", "", ""},
    [LOD_RESULTS_CSV] = {"", ",", "", "", "\r\n"},
    [LOD_RESULTS_TSV] = {"", "\t", "?", "", "\n"},
    [LOD_RESULTS_JSON] = {"{\n  \"head\": {\"vars\": [", ", ", "\"", "\"",
                          "]},\n  \"results\": {\"bindings\": ["},
    [LOD_RESULTS_XML] = {XML_HEAD, "", "    <variable name=\"", "\"/>\n",
                         "  </head>\n  <results>\n"},
};

LodStatus lod_results_begin(LodResults *r, LodView *names, size_t columns)
{
  const Head *head = &heads[r->kind];
  r->names = names;
  r->columns = columns;
  if (r->kind == LOD_RESULTS_TABLE)
    return LOD_SUCCESS;
  LodStatus status = put(r, head->before);
  for (size_t i = 0; i < columns && !status; i++) {
    if (i)
      status = put(r, head->between);
    if (!status)
      status = put_parts(r, head->before_name, names[i], head->after_name);
  }
  return status ? status : put(r, head->after);
}

LodStatus lod_results_row(LodResults *r, const LodTerm *terms)
{
  static LodStatus (*const rows[])(LodResults *, const LodTerm *) = {
      [LOD_RESULTS_TABLE] = lod_results_table_row,
      [LOD_RESULTS_CSV] = put_csv_row,
      [LOD_RESULTS_TSV] = put_tsv_row,
      [LOD_RESULTS_JSON] = put_json_row,
      [LOD_RESULTS_XML] = put_xml_row,
  };
  LodStatus status = rows[r->kind](r, terms);
  r->rows++;
  return status ? status : lod_results_flush(r, false);
}

LodStatus lod_results_end(LodResults *r)
{
  LodStatus status = LOD_SUCCESS;
  if (r->kind == LOD_RESULTS_TABLE)
    status = lod_results_table_end(r);
  else if (r->kind == LOD_RESULTS_JSON)
    status = put(r, "\n  ]}\n}\n");
  else if (r->kind == LOD_RESULTS_XML)
    status = put(r, "  </results>\n</sparql>\n");
  return status ? status : lod_results_flush(r, true);
}

LodStatus lod_results_boolean(LodResults *r, bool answer)
{
  LodView word = answer ? LOD_VIEW("true") : LOD_VIEW("false");
  LodStatus status;
  if (r->kind == LOD_RESULTS_JSON)
    status = put_parts(r, "{\"head\": {}, \"boolean\": ", word, "}\n");
  else if (r->kind == LOD_RESULTS_XML)
    status = put_parts(r, XML_HEAD "  </head>\n  <boolean>", word,
                       "</boolean>\n</sparql>\n");
  else
    status = put_parts(r, "", word, r->kind == LOD_RESULTS_CSV ? "\r\n" : "\n");
  return status ? status : lod_results_flush(r, true);
}

void lod_results_clear(LodResults *r)
{
  lod_buffer_free(&r->out);
  lod_buffer_free(&r->cells);
  lod_free(r->widths);
  r->widths = NULL;
}
