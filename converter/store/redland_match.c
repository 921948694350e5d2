#include "store/redland_internal.h"

/* With more predicates than this it is quicker to go through everything. */
#define MOST_PREDICATES 1000

LodStatus lod_store_match_begin(LodStoreMatch *m, LodStore *store,
                                librdf_node *const wanted[3],
                                librdf_node *graph)
{
  size_t predicates = lod_map_size(store->directory.predicates);
  bool whole = true;
  *m = (LodStoreMatch){.store = store};
  for (int i = 0; i < 3; i++) {
    if (wanted[i]) {
      /* by content: references to these are counted, see rdf/graph_redland */
      LodTerm term = lod_redland_term(wanted[i]);
      m->wanted[i] = lod_redland_node_new(store->redland.world, &term);
    }
    whole = whole && !m->wanted[i] == !wanted[i];
  }
  if (graph)
    m->graph = librdf_new_node_from_node(graph);
  if (!whole || !m->graph != !graph)
    return LOD_ERR_NO_MEMORY;
  m->by_predicate =
      !wanted[1] && !wanted[0] != !wanted[2] && predicates <= MOST_PREDICATES;
  if (m->by_predicate)
    return LOD_SUCCESS;
  m->open = true;
  return lod_redland_match_begin(&m->match, store->redland.world, store->model,
                                 m->wanted);
}

static void close_predicate(LodStoreMatch *m)
{
  if (m->open)
    lod_redland_match_end(&m->match);
  m->open = false;
  if (m->current)
    librdf_free_node(m->current);
  m->current = NULL;
}

static bool next_predicate(LodStoreMatch *m)
{
  const LodMap *predicates = m->store->directory.predicates;
  close_predicate(m);
  if (!m->by_predicate || m->predicate >= lod_map_size(predicates))
    return false;
  LodTerm term = {.type = LOD_TERM_IRI,
                  .value = lod_map_key_at(predicates, m->predicate++)};
  librdf_world *world = m->store->redland.world;
  m->current = lod_redland_node_new(world, &term);
  librdf_node *wanted[3] = {m->wanted[0], m->current, m->wanted[2]};
  m->status = LOD_ERR_NO_MEMORY;
  if (m->current)
    m->status =
        lod_redland_match_begin(&m->match, world, m->store->model, wanted);
  m->open = m->status == LOD_SUCCESS;
  return m->open;
}

/* A statement in several graphs is found in each: the first counts. */
static bool is_first_graph(LodStoreMatch *m)
{
  LodRedlandMatch all;
  bool first = false;
  if (lod_map_size(m->store->directory.graphs) <= 1)
    return true;
  m->context = lod_redland_match_context(&m->match);
  m->status = lod_redland_match_begin(&all, m->store->redland.world,
                                      m->store->model, m->match.found);
  if (!m->status && lod_redland_match_next(&all)) {
    librdf_node *context = lod_redland_match_context(&all);
    first = !context || !m->context || librdf_node_equals(context, m->context);
  }
  lod_redland_match_end(&all);
  return first;
}

static bool is_default_graph(librdf_node *graph)
{
  LodTerm term = lod_redland_term(graph);
  return lod_view_equal(term.value, LOD_VIEW(LOD_STORE_DEFAULT_GRAPH));
}

static bool is_in_graph(LodStoreMatch *m)
{
  if (!m->graph && !m->each_graph)
    return is_first_graph(m);
  m->context = lod_redland_match_context(&m->match);
  if (!m->context)
    return false;
  return m->graph ? librdf_node_equals(m->graph, m->context)
                  : !is_default_graph(m->context);
}

bool lod_store_match_next(LodStoreMatch *m)
{
  while (!m->status) {
    if (!m->open || !lod_redland_match_next(&m->match)) {
      if (!next_predicate(m))
        return false;
    } else if (is_in_graph(m)) {
      return true;
    }
  }
  return false;
}

void lod_store_match_end(LodStoreMatch *m)
{
  close_predicate(m);
  for (int i = 0; i < 3; i++)
    if (m->wanted[i])
      librdf_free_node(m->wanted[i]);
  if (m->graph)
    librdf_free_node(m->graph);
  *m = (LodStoreMatch){0};
}
