#include "mapping/csvw_internal.h"
#include "rdf/json_terms.h"

/* Statements gathered in the mapping's arena. */
typedef struct Collector {
  LodArena *arena;
  LodStatement *statements;
  size_t count, capacity;
} Collector;

static LodStatus keep_view(LodArena *arena, LodView *view)
{
  if (!view->data)
    return LOD_SUCCESS;
  *view = lod_arena_view_copy(arena, *view);
  return view->data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus keep_term(LodArena *arena, LodTerm *term)
{
  LodStatus status = keep_view(arena, &term->value);
  if (!status)
    status = keep_view(arena, &term->datatype);
  return status ? status : keep_view(arena, &term->language);
}

static LodStatus grow(Collector *collector)
{
  size_t capacity = collector->capacity ? collector->capacity * 2 : 8;
  LodStatement *grown =
      lod_arena_array(collector->arena, capacity, sizeof *grown);
  if (!grown)
    return LOD_ERR_NO_MEMORY;
  if (collector->count)
    memcpy(grown, collector->statements, collector->count * sizeof *grown);
  collector->statements = grown;
  collector->capacity = capacity;
  return LOD_SUCCESS;
}

static LodStatus collect(void *user, const LodStatement *statement)
{
  Collector *collector = user;
  if (collector->count == collector->capacity && grow(collector))
    return LOD_ERR_NO_MEMORY;
  LodStatement copy = *statement;
  LodStatus status = keep_term(collector->arena, &copy.subject);
  if (!status)
    status = keep_term(collector->arena, &copy.predicate);
  if (!status)
    status = keep_term(collector->arena, &copy.object);
  if (!status)
    collector->statements[collector->count++] = copy;
  return status;
}

/* The statements of one common property; "notes" are csvw:note. */
static LodStatus add_property(LodCsvw *c, const LodTerm *subject,
                              const char *key, json_t *value,
                              const char *prefix, unsigned *counter,
                              Collector *collector)
{
  LodStatementSink sink = {collect, collector};
  LodCsvwPath path = {NULL, key, 0};
  const char *property = !strcmp(key, "notes") ? LOD_CSVW "note" : key;
  LodStatus status =
      lod_json_to_statements(subject, property, value, prefix, counter, &sink);
  if (status == LOD_ERR_INPUT)
    return lod_csvw_fail(c, &path, "metadata-structure",
                         "%s: an @id or @type in it is no IRI, or a language "
                         "tag is wrong",
                         NULL);
  return status;
}

/* "Generating RDF", 4.2, steps 3 and 4.5: notes and what is no core
   annotation. */
LodStatus lod_csvw_make_constants(LodCsvw *c, json_t *description,
                                  const char *id, const char *label,
                                  LodStatement **statements, size_t *count)
{
  const char *key;
  json_t *value;
  unsigned counter = 0;
  Collector collector = {.arena = c->arena};
  LodTerm subject = {.type = id ? LOD_TERM_IRI : LOD_TERM_BLANK,
                     .value = lod_view(id ? id : label)};
  LodBuffer prefix = {0};
  LodStatus status = lod_buffer_printf(&prefix, "%sn", label);
  if (!status)
    status = lod_buffer_terminate(&prefix);
  json_object_foreach(description, key, value)
  {
    if (status)
      break;
    if (!strcmp(key, "notes") || strchr(key, ':'))
      status = add_property(c, &subject, key, value, prefix.data, &counter,
                            &collector);
  }
  lod_buffer_free(&prefix);
  *statements = collector.statements;
  *count = collector.count;
  return status;
}
