#include "store/redland_internal.h"

#include "base/keyset.h"
#include "base/memory.h"
#include "rdf/iri.h"
#include <errno.h>
#include <string.h>

/* librdf keeps the size of an IRI or a label in two bytes. */
#define LONGEST_NAME 0xFFFF
/* Keys of the statements of one load, before they spill. */
#define KEY_MEMORY ((uint64_t)64 * 1024 * 1024)

static LodStatus refuse(LodStore *store, const char *format)
{
  LodPlace place = {.file = store->directory.path};
  lod_log_add(store->log, LOD_ERROR, "store", &place, format, "");
  return LOD_ERR_USAGE;
}

/* Blank nodes of two loads never meet: "lN_" stands before the labels of the
   N-th. */
static LodStatus rename_blank(LodStoreLoad *load, LodTerm *term)
{
  size_t start = load->labels.size;
  if (term->type != LOD_TERM_BLANK || !term->value.data)
    return LOD_SUCCESS;
  LodStatus status = lod_buffer_printf(&load->labels, "l%llu_",
                                       (unsigned long long)load->number);
  if (!status)
    status = lod_buffer_append_view(&load->labels, term->value);
  term->value = (LodView){load->labels.data + start, load->labels.size - start};
  return status;
}

/* rasqal knows graphs by IRI alone. */
static LodStatus name_graph(LodStoreLoad *load, LodTerm *graph)
{
  size_t start = load->labels.size;
  if (load->graph) {
    *graph = (LodTerm){.type = LOD_TERM_IRI, .value = lod_view(load->graph)};
  } else if (!graph->value.data) {
    *graph = (LodTerm){.type = LOD_TERM_IRI,
                       .value = LOD_VIEW(LOD_STORE_DEFAULT_GRAPH)};
  } else if (graph->type == LOD_TERM_BLANK) {
    LodStatus status =
        lod_buffer_printf(&load->labels, LOD_STORE_BLANK_GRAPH "l%llu_%.*s",
                          (unsigned long long)load->number,
                          (int)graph->value.size, graph->value.data);
    *graph = (LodTerm){
        .type = LOD_TERM_IRI,
        .value = {load->labels.data + start, load->labels.size - start}};
    return status;
  }
  return LOD_SUCCESS;
}

static bool is_storable(const LodTerm *term)
{
  if (term->type == LOD_TERM_LITERAL)
    return term->datatype.size <= LONGEST_NAME &&
           term->value.size <= UINT32_MAX / 2;
  return term->value.size <= LONGEST_NAME;
}

/* The parser's statements go to the spool, as the store will hold them. */
static LodStatus take_statement(void *user, const LodStatement *statement)
{
  LodStore *store = user;
  LodStoreLoad *load = store->load;
  LodStatement s = *statement;
  LodPlace place = {.file = load->name};
  if (!is_storable(&s.subject) || !is_storable(&s.predicate) ||
      !is_storable(&s.object) || !is_storable(&s.graph)) {
    lod_log_add(store->log, LOD_ERROR, "store", &place,
                "an IRI of more than 65535 bytes cannot be stored");
    return LOD_ERR_INPUT;
  }
  /* Room first: the buffer must not move while terms are views into it. */
  load->labels.size = 0;
  LodStatus status = lod_buffer_reserve(
      &load->labels,
      256 + s.subject.value.size + s.object.value.size + s.graph.value.size);
  if (!status)
    status = rename_blank(load, &s.subject);
  if (!status)
    status = rename_blank(load, &s.object);
  if (!status)
    status = name_graph(load, &s.graph);
  return status ? status : lod_spool_add(load->spool, &s);
}

static LodStatus begin(LodStore *store, const char *syntax, const char *base,
                       const char *graph, const char *name)
{
  LodStoreLoad *load = store->load;
  LodStatementSink sink = {take_statement, store};
  load->number = ++store->directory.loads;
  load->graph = graph ? lod_strdup(graph) : NULL;
  load->name = name ? lod_strdup(name) : NULL;
  if ((graph && !load->graph) || (name && !load->name))
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_spool_new(store->log, &load->spool);
  if (!status)
    status = lod_raptor_new(store->log, &load->raptor);
  if (!status)
    status = lod_raptor_parser_new(load->raptor, syntax, base, name, &sink,
                                   &load->parser);
  return status;
}

LodStatus lod_store_load_begin(LodStore *store, const char *syntax,
                               const char *base, const char *graph,
                               const char *name)
{
  if (store->damaged || store->mode != LOD_STORE_WRITE)
    return refuse(store, "the store is not open for loading");
  if (store->load)
    return refuse(store, "a load has not ended");
  if (graph && !lod_iri_is_absolute(lod_view(graph)))
    return refuse(store, "the name of a graph must be an absolute IRI");
  store->load = lod_calloc(1, sizeof *store->load);
  if (!store->load)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = begin(store, syntax, base, graph, name);
  if (status)
    lod_store_load_cancel(store);
  return status;
}

LodStatus lod_store_load_feed(LodStore *store, const char *data, size_t size)
{
  LodStoreLoad *load = store->load;
  if (!load)
    return refuse(store, "no load has begun");
  if (!load->status)
    load->status =
        lod_raptor_parser_feed(load->parser, (LodView){data, size}, false);
  return load->status;
}

void lod_store_load_cancel(LodStore *store)
{
  LodStoreLoad *load = store->load;
  if (!load)
    return;
  lod_raptor_parser_free(load->parser);
  lod_raptor_free(load->raptor);
  lod_spool_free(load->spool);
  lod_buffer_free(&load->labels);
  lod_free(load->graph);
  lod_free(load->name);
  lod_free(load);
  store->load = NULL;
}

/* Is the statement of these nodes in the graph?  By subject and object, which
   seldom have more than one predicate between them. */
static LodStatus contains(LodStore *store, librdf_statement *statement,
                          librdf_node *graph, bool *found)
{
  librdf_node *wanted[3] = {librdf_statement_get_subject(statement),
                            librdf_statement_get_predicate(statement),
                            librdf_statement_get_object(statement)};
  LodRedlandMatch match;
  LodStatus status = lod_redland_match_begin(&match, store->redland.world,
                                             store->model, wanted);
  *found = false;
  while (!status && !*found && lod_redland_match_next(&match)) {
    librdf_node *context = lod_redland_match_context(&match);
    *found = context && librdf_node_equals(context, graph);
  }
  lod_redland_match_end(&match);
  return status;
}

static LodStatus note_term(LodMap *map, const LodTerm *term)
{
  if (lod_map_get(map, term->value))
    return LOD_SUCCESS;
  return lod_map_set(map, term->value, map);
}

/* What has been read of the spool under way. */
typedef struct Insert {
  LodStore *store;
  LodKeySet *keys; /* of the statements of this load */
  bool was_empty;  /* the store */
  uint64_t added;
} Insert;

static LodStatus insert_nodes(Insert *in, librdf_statement *statement,
                              librdf_node *graph)
{
  bool found = false;
  LodStatus status = LOD_SUCCESS;
  if (!in->was_empty)
    status = contains(in->store, statement, graph, &found);
  if (status || found)
    return status;
  uint64_t faults = in->store->redland.faults;
  if (!librdf_model_context_add_statement(in->store->model, graph, statement) &&
      in->store->redland.faults == faults) {
    in->added++;
    return LOD_SUCCESS;
  }
  LodPlace place = {.file = in->store->directory.path};
  lod_log_add(in->store->log, LOD_ERROR, "store", &place,
              "the store could not be written; is the disk full?");
  return LOD_ERR_STORE;
}

static LodStatus insert(Insert *in, const LodStatement *s)
{
  librdf_world *world = in->store->redland.world;
  librdf_statement *statement = lod_redland_statement_new(world, s);
  librdf_node *graph = lod_redland_node_new(world, &s->graph);
  LodStatus status = statement && graph ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status)
    status = insert_nodes(in, statement, graph);
  if (statement)
    librdf_free_statement(statement);
  if (graph)
    librdf_free_node(graph);
  if (!status)
    status = note_term(in->store->directory.predicates, &s->predicate);
  if (!status)
    status = note_term(in->store->directory.graphs, &s->graph);
  return status;
}

static LodStatus is_first(Insert *in, LodView record, bool *first)
{
  uint32_t before = 0;
  LodStatus status = lod_keyset_add(in->keys, lod_hash(record), &before);
  if (status == LOD_ERR_IO)
    lod_log_add(in->store->log, LOD_ERROR, "temporary-file", NULL,
                "a temporary file cannot be used (see TMPDIR): %s",
                strerror(errno));
  *first = before == 0;
  return status;
}

static LodStatus insert_all(Insert *in)
{
  LodSpool *spool = in->store->load->spool;
  bool more = true, first;
  LodStatus status = LOD_SUCCESS;
  while (!status && more) {
    LodStatement s;
    LodView record;
    status = lod_spool_next(spool, &s, &record, &more);
    if (status || !more)
      break;
    status = is_first(in, record, &first);
    if (!status && first)
      status = insert(in, &s);
  }
  return status;
}

/* From the mark on, what goes wrong leaves a store that must not be used. */
static LodStatus commit(Insert *in)
{
  LodStoreDirectory *directory = &in->store->directory;
  LodStatus status = lod_store_directory_mark(directory);
  if (status)
    return status;
  in->store->damaged = true;
  status = insert_all(in);
  if (!status) {
    librdf_model_sync(in->store->model);
    status = lod_store_directory_check_files(directory);
  }
  directory->statements += in->added;
  if (!status)
    status = lod_store_directory_write(directory);
  if (!status)
    status = lod_store_directory_unmark(directory);
  in->store->damaged = status != LOD_SUCCESS;
  return status;
}

LodStatus lod_store_load_end(LodStore *store, uint64_t *added)
{
  LodStoreLoad *load = store->load;
  if (!load)
    return refuse(store, "no load has begun");
  LodStatus status = load->status;
  if (!status)
    status = lod_raptor_parser_feed(load->parser, (LodView){NULL, 0}, true);
  if (!status)
    status = lod_spool_rewind(load->spool);
  Insert in = {.store = store, .was_empty = store->directory.statements == 0};
  if (!status)
    status = lod_keyset_new(LOD_KEYS_COUNTED, KEY_MEMORY, &in.keys);
  if (!status && lod_spool_count(load->spool))
    status = commit(&in);
  lod_keyset_free(in.keys);
  lod_store_load_cancel(store);
  if (added)
    *added = in.added;
  return status;
}
