#include "rdf/graph_redland.h"

#include "base/memory.h"
#include <string.h>

/* librdf 1.0.17 makes "true" or "false" of every literal of xsd:boolean, also
   of "1" and of what is neither.  Under another name they stay as they are. */
#define BOOLEAN       LOD_XSD "boolean"
#define BOOLEAN_ALIAS "x-lodstone-xsd:boolean"

/* librdf asks with each message whether it has been dealt with. */
static int take_message(void *user, librdf_log_message *message)
{
  LodRedlandWorld *w = user;
  librdf_log_level level = librdf_log_message_level(message);
  if (level < LIBRDF_LOG_WARN)
    return 1;
  bool fault = level > LIBRDF_LOG_WARN;
  w->faults += fault;
  lod_log_add(w->log, fault ? LOD_ERROR : LOD_WARNING, "redland", NULL, "%s",
              librdf_log_message_message(message));
  return 1;
}

LodStatus lod_redland_world_init(LodRedlandWorld *w, LodLog *log)
{
  *w = (LodRedlandWorld){.world = librdf_new_world(), .log = log};
  if (!w->world)
    return LOD_ERR_NO_MEMORY;
  librdf_world_set_logger(w->world, w, take_message);
  librdf_world_open(w->world);
  return LOD_SUCCESS;
}

void lod_redland_world_clear(LodRedlandWorld *w)
{
  if (w->world)
    librdf_free_world(w->world);
  w->world = NULL;
}

librdf_storage *lod_redland_storage_new(librdf_world *world,
                                        const char *options,
                                        const char *directory)
{
  librdf_hash *hash = librdf_new_hash_from_string(world, NULL, options);
  if (!hash)
    return NULL;
  librdf_storage *storage = NULL;
  if (!directory || !librdf_hash_put_strings(hash, "dir", directory))
    storage = librdf_new_storage_with_options(world, "hashes", "data", hash);
  librdf_free_hash(hash);
  return storage;
}

/* raptor copies a language tag up to its NUL, whatever size it is told; one of
   a checked statement has at most 255 bytes. */
static librdf_node *new_literal(librdf_world *world, const LodTerm *term)
{
  LodView language = term->language, text = term->value;
  LodView type = term->datatype;
  char tag[256] = "";
  if (lod_view_equal(type, LOD_VIEW(BOOLEAN)))
    type = LOD_VIEW(BOOLEAN_ALIAS);
  if (language.size >= sizeof tag)
    return NULL;
  if (language.size)
    memcpy(tag, language.data, language.size);
  librdf_uri *datatype = NULL;
  if (type.size && !language.size) {
    datatype =
        librdf_new_uri2(world, (const unsigned char *)type.data, type.size);
    if (!datatype)
      return NULL;
  }
  librdf_node *node = librdf_new_node_from_typed_counted_literal(
      world, (const unsigned char *)(text.size ? text.data : ""), text.size,
      language.size ? tag : NULL, language.size, datatype);
  if (datatype)
    librdf_free_uri(datatype);
  return node;
}

librdf_node *lod_redland_node_new(librdf_world *world, const LodTerm *term)
{
  const unsigned char *text = (const unsigned char *)term->value.data;
  switch (term->type) {
  case LOD_TERM_IRI:
    return librdf_new_node_from_counted_uri_string(world, text,
                                                   term->value.size);
  case LOD_TERM_BLANK:
    return librdf_new_node_from_counted_blank_identifier(world, text,
                                                         term->value.size);
  default:
    return new_literal(world, term);
  }
}

static LodView uri_view(librdf_uri *uri)
{
  size_t size;
  const char *text = (const char *)librdf_uri_as_counted_string(uri, &size);
  return (LodView){text, size};
}

LodTerm lod_redland_term(librdf_node *node)
{
  LodTerm term = {.type = LOD_TERM_IRI};
  size_t size = 0;
  if (librdf_node_is_resource(node)) {
    term.value = uri_view(librdf_node_get_uri(node));
  } else if (librdf_node_is_blank(node)) {
    term.type = LOD_TERM_BLANK;
    term.value.data =
        (const char *)librdf_node_get_counted_blank_identifier(node, &size);
    term.value.size = size;
  } else {
    librdf_uri *datatype = librdf_node_get_literal_value_datatype_uri(node);
    term.type = LOD_TERM_LITERAL;
    term.value.data =
        (const char *)librdf_node_get_literal_value_as_counted_string(node,
                                                                      &size);
    term.value.size = size;
    term.language = lod_view(librdf_node_get_literal_value_language(node));
    if (datatype)
      term.datatype = uri_view(datatype);
    if (lod_view_equal(term.datatype, LOD_VIEW(LOD_XSD "string")))
      term.datatype = (LodView){0};
    else if (lod_view_equal(term.datatype, LOD_VIEW(BOOLEAN_ALIAS)))
      term.datatype = LOD_VIEW(BOOLEAN);
  }
  return term;
}

librdf_statement *lod_redland_statement_new(librdf_world *world,
                                            const LodStatement *s)
{
  librdf_node *subject = lod_redland_node_new(world, &s->subject);
  librdf_node *predicate = lod_redland_node_new(world, &s->predicate);
  librdf_node *object = lod_redland_node_new(world, &s->object);
  if (subject && predicate && object)
    return librdf_new_statement_from_nodes(world, subject, predicate, object);
  if (subject)
    librdf_free_node(subject);
  if (predicate)
    librdf_free_node(predicate);
  if (object)
    librdf_free_node(object);
  return NULL;
}

/* Any two parts given (or all three, where the predicate is then compared):
   librdf has an index for each pair. */
static bool begin_pair(LodRedlandMatch *m, librdf_model *model)
{
  librdf_node *s = m->wanted[0], *p = m->wanted[1], *o = m->wanted[2];
  if (s && o) {
    m->free_part = 1;
    m->iterator = librdf_model_get_arcs(model, s, o);
  } else if (s && p) {
    m->free_part = 2;
    m->iterator = librdf_model_get_targets(model, s, p);
  } else if (p && o) {
    m->free_part = 0;
    m->iterator = librdf_model_get_sources(model, p, o);
  } else {
    return false;
  }
  return true;
}

static void begin_stream(LodRedlandMatch *m, librdf_world *world,
                         librdf_model *model)
{
  librdf_node *nodes[3];
  bool whole = true;
  for (int i = 0; i < 3; i++) {
    nodes[i] = m->wanted[i] ? librdf_new_node_from_node(m->wanted[i]) : NULL;
    whole = whole && (nodes[i] || !m->wanted[i]);
  }
  m->pattern =
      librdf_new_statement_from_nodes(world, nodes[0], nodes[1], nodes[2]);
  if (m->pattern && whole)
    m->stream = librdf_model_find_statements(model, m->pattern);
}

LodStatus lod_redland_match_begin(LodRedlandMatch *m, librdf_world *world,
                                  librdf_model *model,
                                  librdf_node *const wanted[3])
{
  *m = (LodRedlandMatch){.wanted = {wanted[0], wanted[1], wanted[2]},
                         .usage = wanted[1] ? wanted[1]->usage : 0};
  if (!begin_pair(m, model))
    begin_stream(m, world, model);
  if (m->iterator || m->stream)
    return LOD_SUCCESS;
  lod_redland_match_end(m);
  return LOD_ERR_NO_MEMORY;
}

/* librdf 1.0.17 has one place for the nodes of a match and of its context's:
   asked for the context, it decodes the match again and does not free what it
   gave before.  That is done here, when the match is over. */
static void free_lost(LodRedlandMatch *m)
{
  for (int i = 0; i < 3; i++) {
    if (m->lost[i])
      librdf_free_node(m->found[i]);
    m->lost[i] = false;
  }
}

librdf_node *lod_redland_match_context(LodRedlandMatch *m)
{
  bool loses = librdf_version_decimal == 10017;
  if (m->iterator) {
    m->lost[m->free_part] = loses;
    return librdf_iterator_get_context(m->iterator);
  }
  /* by the predicate's index; else nothing is lost */
  bool indexed = m->wanted[1] && !m->wanted[0] && !m->wanted[2];
  m->lost[0] = m->lost[2] = loses && indexed;
  return librdf_stream_get_context2(m->stream);
}

static bool step_stream(LodRedlandMatch *m)
{
  free_lost(m);
  if (m->started)
    librdf_stream_next(m->stream);
  m->started = true;
  if (librdf_stream_end(m->stream))
    return false;
  librdf_statement *s = librdf_stream_get_object(m->stream);
  if (!s)
    return false;
  m->found[0] = librdf_statement_get_subject(s);
  m->found[1] = librdf_statement_get_predicate(s);
  m->found[2] = librdf_statement_get_object(s);
  return true;
}

static bool step_iterator(LodRedlandMatch *m)
{
  free_lost(m);
  if (m->started)
    librdf_iterator_next(m->iterator);
  m->started = true;
  if (librdf_iterator_end(m->iterator))
    return false;
  for (int i = 0; i < 3; i++)
    m->found[i] = m->wanted[i];
  m->found[m->free_part] = librdf_iterator_get_object(m->iterator);
  return m->found[m->free_part] != NULL;
}

bool lod_redland_match_next(LodRedlandMatch *m)
{
  while (m->stream ? step_stream(m) : step_iterator(m)) {
    bool fits = true;
    for (int i = 0; i < 3 && fits; i++)
      fits = !m->wanted[i] || m->wanted[i] == m->found[i] ||
             librdf_node_equals(m->wanted[i], m->found[i]);
    if (fits)
      return true;
  }
  return false;
}

/* librdf 1.0.17 loses a reference to the predicate with every statement that
   its predicate index gives; they are counted, and dropped here. */
static void drop_lost(LodRedlandMatch *m)
{
  librdf_node *predicate = m->wanted[1];
  while (m->stream && predicate && predicate->usage > m->usage)
    librdf_free_node(predicate);
}

void lod_redland_match_end(LodRedlandMatch *m)
{
  free_lost(m);
  if (m->iterator)
    librdf_free_iterator(m->iterator);
  if (m->stream)
    librdf_free_stream(m->stream);
  if (m->pattern)
    librdf_free_statement(m->pattern);
  drop_lost(m);
  *m = (LodRedlandMatch){0};
}
