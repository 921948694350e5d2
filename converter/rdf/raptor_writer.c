#include "rdf/raptor_internal.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/iri.h"
#include "rdf/text_writer.h"
#include "rdf/xml_limits.h"
#include <string.h>

#define BLOCK ((size_t)256 * 1024)

/* raptor writes "\U0001F600" into JSON, which JSON does not know. */
typedef struct JsonFilter {
  bool on;
  bool after_backslash;
  unsigned digits; /* still to come */
  uint32_t character;
} JsonFilter;

struct LodRaptorWriter {
  LodRaptor *raptor;
  bool by_text; /* N-Triples, N-Quads, Turtle: without raptor */
  LodTextWriter text;
  raptor_serializer *serializer;
  raptor_iostream *stream;
  raptor_uri *base;
  LodOutput *output;
  LodBuffer buffer;
  LodBuffer label;
  JsonFilter json;
  LodStatus status; /* first fault */
  bool started;
  bool has_graphs; /* the syntax has */
  bool is_xml;
  bool told; /* that graphs are dropped */
};

static LodStatus flush(LodRaptorWriter *w)
{
  if (!w->buffer.size)
    return LOD_SUCCESS;
  LodStatus status =
      lod_output_write(w->output, w->buffer.data, w->buffer.size);
  w->buffer.size = 0;
  return status;
}

static uint32_t hex_value(char c)
{
  return lod_ascii_is_digit(c) ? (uint32_t)(c - '0')
                               : (uint32_t)(lod_ascii_lower(c) - 'a' + 10);
}

static LodStatus put_json(LodRaptorWriter *w, char c)
{
  JsonFilter *json = &w->json;
  char utf8[4];
  if (json->digits) {
    json->character = json->character << 4 | hex_value(c);
    if (--json->digits)
      return LOD_SUCCESS;
    return lod_buffer_append(&w->buffer, utf8,
                             lod_utf8_encode(json->character, utf8));
  }
  if (json->after_backslash && c == 'U') {
    json->after_backslash = false;
    json->digits = 8;
    json->character = 0;
    w->buffer.size--; /* the backslash: blocks never end behind one */
    return LOD_SUCCESS;
  }
  json->after_backslash = !json->after_backslash && c == '\\';
  return lod_buffer_append_char(&w->buffer, c);
}

static int take_bytes(void *user, const void *data, size_t size, size_t count)
{
  LodRaptorWriter *w = user;
  const char *bytes = data;
  size *= count;
  if (!w->status && !w->json.on)
    w->status = lod_buffer_append(&w->buffer, bytes, size);
  for (size_t i = 0; w->json.on && i < size && !w->status; i++)
    w->status = put_json(w, bytes[i]);
  if (!w->status && w->buffer.size >= BLOCK && !w->json.after_backslash)
    w->status = flush(w);
  return w->status != LOD_SUCCESS;
}

static int take_byte(void *user, const int byte)
{
  char c = (char)byte;
  return take_bytes(user, &c, 1, 1);
}

static const raptor_iostream_handler handler = {
    .version = 2, .write_byte = take_byte, .write_bytes = take_bytes};

static bool is_text(const char *serializer, LodTextKind *kind)
{
  static const char *const names[] = {"ntriples", "nquads", "turtle"};
  for (unsigned i = 0; i < 3; i++) {
    *kind = (LodTextKind)i;
    if (!strcmp(serializer, names[i]))
      return true;
  }
  return false;
}

static LodStatus open_serializer(LodRaptorWriter *w, const char *serializer,
                                 const char *base)
{
  w->has_graphs = !strcmp(serializer, "nquads");
  w->text.out = &w->buffer;
  w->by_text = is_text(serializer, &w->text.kind);
  if (w->by_text)
    return LOD_SUCCESS;
  raptor_world *world = w->raptor->world;
  w->serializer = raptor_new_serializer(world, serializer);
  w->stream = raptor_new_iostream_from_handler(world, w, &handler);
  if (base)
    w->base = raptor_new_uri(world, (const unsigned char *)base);
  if (!w->serializer || !w->stream || (base && !w->base))
    return LOD_ERR_NO_MEMORY;
  raptor_serializer_set_option(w->serializer, RAPTOR_OPTION_RELATIVE_URIS, NULL,
                               0);
  w->json.on = !strncmp(serializer, "json", 4);
  w->is_xml = !strncmp(serializer, "rdfxml", 6);
  return LOD_SUCCESS;
}

LodStatus lod_raptor_writer_new(LodRaptor *raptor, const char *serializer,
                                const char *base, LodOutput *output,
                                LodRaptorWriter **result)
{
  *result = NULL;
  if (!lod_raptor_has_serializer(raptor, serializer)) {
    lod_log_add(raptor->log, LOD_ERROR, "rdf-write", NULL,
                "\"%s\" is no RDF syntax that can be written", serializer);
    return LOD_ERR_USAGE;
  }
  if (base && !lod_iri_is_safe(lod_view(base))) {
    lod_log_add(raptor->log, LOD_ERROR, "rdf-term", NULL,
                "the base \"%s\" is not an absolute IRI", base);
    return LOD_ERR_USAGE;
  }
  LodRaptorWriter *w = lod_calloc(1, sizeof *w);
  if (!w)
    return LOD_ERR_NO_MEMORY;
  *w = (LodRaptorWriter){.raptor = raptor, .output = output};
  LodStatus status = open_serializer(w, serializer, base);
  if (status) {
    lod_raptor_writer_free(w);
    return status;
  }
  *result = w;
  return LOD_SUCCESS;
}

void lod_raptor_writer_free(LodRaptorWriter *w)
{
  if (!w)
    return;
  if (w->serializer)
    raptor_free_serializer(w->serializer);
  if (w->stream)
    raptor_free_iostream(w->stream);
  if (w->base)
    raptor_free_uri(w->base);
  lod_text_writer_clear(&w->text);
  lod_buffer_free(&w->buffer);
  lod_buffer_free(&w->label);
  lod_free(w);
}

/* Make what raptor returned, said and wrote into one status.  A failure
   without a message is one of memory. */
static LodStatus settle(LodRaptorWriter *w, bool failed, uint64_t faults)
{
  if (!w->status && w->raptor->faults != faults)
    w->status = LOD_ERR_INPUT;
  if (!w->status && failed)
    w->status = LOD_ERR_NO_MEMORY;
  return w->status;
}

/* Prefixes that every syntax can write; none of XML's own. */
static bool is_prefix(LodView prefix)
{
  for (size_t i = 0; i < prefix.size; i++) {
    char c = prefix.data[i];
    bool later = lod_ascii_is_digit(c) || c == '-' || c == '_';
    if (!lod_ascii_is_alpha(c) && (i == 0 || !later))
      return false;
  }
  return prefix.size < 3 ||
         !lod_ascii_equal_nocase((LodView){prefix.data, 3}, LOD_VIEW("xml"));
}

/* Serializers without namespaces say no, without a message: no harm. */
static LodStatus set_namespace(LodRaptorWriter *w, const char *prefix,
                               const char *iri)
{
  uint64_t faults = w->raptor->faults;
  if (w->by_text)
    return LOD_SUCCESS;
  raptor_uri *uri =
      raptor_new_uri(w->raptor->world, (const unsigned char *)iri);
  if (!uri)
    return LOD_ERR_NO_MEMORY;
  raptor_serializer_set_namespace(
      w->serializer, uri, prefix[0] ? (const unsigned char *)prefix : NULL);
  raptor_free_uri(uri);
  return settle(w, false, faults);
}

LodStatus lod_raptor_writer_prefix(LodRaptorWriter *w, const char *prefix,
                                   const char *iri)
{
  if (w->status)
    return w->status;
  if (w->started)
    return LOD_ERR_USAGE;
  if (!is_prefix(lod_view(prefix)) || !lod_iri_is_safe(lod_view(iri)) ||
      (!w->by_text && !strcmp(iri, LOD_RDF)))
    return LOD_SUCCESS;
  if (w->by_text)
    w->status =
        lod_text_writer_prefix(&w->text, lod_view(prefix), lod_view(iri));
  return w->status ? w->status : set_namespace(w, prefix, iri);
}

/* RDF/XML has no label that begins with a digit: such a label, and one with
   "_", gets a "_" in front.  NULL: out of memory. */
static raptor_term *new_blank(LodRaptorWriter *w, LodView label)
{
  w->label.size = 0;
  if ((lod_ascii_is_digit(label.data[0]) || label.data[0] == '_') &&
      lod_buffer_append_char(&w->label, '_'))
    return NULL;
  if (lod_buffer_append_view(&w->label, label))
    return NULL;
  return raptor_new_term_from_counted_blank(
      w->raptor->world, (const unsigned char *)w->label.data, w->label.size);
}

/* raptor copies a language tag up to its NUL, whatever length it is told. */
static raptor_term *new_literal(raptor_world *world, const LodTerm *term)
{
  raptor_uri *datatype = NULL;
  LodView text = term->value;
  char language[256] = "";
  if (term->language.size >= sizeof language)
    return NULL;
  if (term->language.size)
    memcpy(language, term->language.data, term->language.size);
  if (term->datatype.size && !language[0]) {
    datatype = raptor_new_uri_from_counted_string(
        world, (const unsigned char *)term->datatype.data, term->datatype.size);
    if (!datatype)
      return NULL;
  }
  raptor_term *made = raptor_new_term_from_counted_literal(
      world, (const unsigned char *)(text.size ? text.data : ""), text.size,
      datatype, language[0] ? (const unsigned char *)language : NULL,
      (unsigned char)term->language.size);
  if (datatype)
    raptor_free_uri(datatype);
  return made;
}

static raptor_term *new_term(LodRaptorWriter *w, const LodTerm *term)
{
  if (term->type == LOD_TERM_BLANK)
    return new_blank(w, term->value);
  if (term->type == LOD_TERM_LITERAL)
    return new_literal(w->raptor->world, term);
  return raptor_new_term_from_counted_uri_string(
      w->raptor->world, (const unsigned char *)term->value.data,
      term->value.size);
}

static LodStatus write_text(LodRaptorWriter *w, const LodStatement *s)
{
  w->status = lod_text_writer_statement(&w->text, s);
  if (!w->status && w->buffer.size >= BLOCK)
    w->status = flush(w);
  return w->status;
}

static LodStatus serialize(LodRaptorWriter *w, const LodStatement *s)
{
  if (w->by_text)
    return write_text(w, s);
  uint64_t faults = w->raptor->faults;
  raptor_statement statement = {0};
  bool graph = w->has_graphs && s->graph.value.data;
  raptor_statement_init(&statement, w->raptor->world);
  statement.subject = new_term(w, &s->subject);
  statement.predicate = new_term(w, &s->predicate);
  statement.object = new_term(w, &s->object);
  statement.graph = graph ? new_term(w, &s->graph) : NULL;
  bool failed = !statement.subject || !statement.predicate ||
                !statement.object || (graph && !statement.graph);
  if (!failed)
    failed = raptor_serializer_serialize_statement(w->serializer, &statement);
  raptor_statement_clear(&statement);
  return settle(w, failed, faults);
}

/* Late, so that prefixes can be set before. */
static LodStatus start(LodRaptorWriter *w)
{
  w->raptor->code = "rdf-write";
  if (w->status || w->started)
    return w->status;
  uint64_t faults = w->raptor->faults;
  w->started = true;
  if (w->by_text)
    return LOD_SUCCESS;
  return settle(
      w, raptor_serializer_start_to_iostream(w->serializer, w->base, w->stream),
      faults);
}

LodStatus lod_raptor_writer_statement(LodRaptorWriter *w, const LodStatement *s)
{
  LodStatus status = start(w);
  if (!status)
    status = w->status = lod_statement_check(s, w->raptor->log, NULL);
  if (!status && w->is_xml)
    status = w->status = lod_xml_limits_check(s, w->raptor->log);
  if (status)
    return status;
  if (s->graph.value.data && !w->has_graphs && !w->told) {
    w->told = true;
    lod_log_add(w->raptor->log, LOD_WARNING, "graphs-dropped", NULL,
                "this syntax has no named graphs: all statements go to one");
  }
  return serialize(w, s);
}

LodStatus lod_raptor_writer_end(LodRaptorWriter *w)
{
  LodStatus status = start(w);
  if (status)
    return status;
  uint64_t faults = w->raptor->faults;
  if (w->by_text)
    status = w->status = lod_text_writer_end(&w->text);
  else
    status = settle(w, raptor_serializer_serialize_end(w->serializer), faults);
  return status ? status : (w->status = flush(w));
}
