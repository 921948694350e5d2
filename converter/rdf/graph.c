#include "rdf/graph.h"

#include "base/memory.h"
#include "rdf/graph_redland.h"

struct LodGraph {
  LodRedlandWorld world;
  librdf_storage *storage;
  librdf_model *model;
  size_t size;
};

LodStatus lod_graph_new(LodLog *log, LodGraph **result)
{
  *result = NULL;
  LodGraph *graph = lod_calloc(1, sizeof *graph);
  if (!graph)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_redland_world_init(&graph->world, log);
  if (!status)
    graph->storage = lod_redland_storage_new(
        graph->world.world, "hash-type='memory',index-predicates='yes'", NULL);
  if (graph->storage)
    graph->model = librdf_new_model(graph->world.world, graph->storage, NULL);
  if (!graph->model) {
    lod_graph_free(graph);
    return status ? status : LOD_ERR_NO_MEMORY;
  }
  *result = graph;
  return LOD_SUCCESS;
}

void lod_graph_free(LodGraph *graph)
{
  if (!graph)
    return;
  if (graph->model)
    librdf_free_model(graph->model);
  if (graph->storage)
    librdf_free_storage(graph->storage);
  lod_redland_world_clear(&graph->world);
  lod_free(graph);
}

LodStatus lod_graph_add(LodGraph *graph, const LodStatement *s)
{
  LodStatus status = lod_statement_check(s, graph->world.log, NULL);
  if (status)
    return status;
  librdf_statement *statement =
      lod_redland_statement_new(graph->world.world, s);
  if (!statement)
    return LOD_ERR_NO_MEMORY;
  if (!librdf_model_contains_statement(graph->model, statement)) {
    if (librdf_model_add_statement(graph->model, statement))
      status = LOD_ERR_NO_MEMORY;
    else
      graph->size++;
  }
  librdf_free_statement(statement);
  return status;
}

size_t lod_graph_size(LodGraph *graph)
{
  return graph->size;
}

static LodStatus visit(LodRedlandMatch *match, const LodStatementSink *sink)
{
  LodStatus status = LOD_SUCCESS;
  while (!status && lod_redland_match_next(match)) {
    LodStatement s = {.subject = lod_redland_term(match->found[0]),
                      .predicate = lod_redland_term(match->found[1]),
                      .object = lod_redland_term(match->found[2])};
    status = sink->statement(sink->user, &s);
  }
  return status;
}

LodStatus lod_graph_find(LodGraph *graph, const LodTerm *subject,
                         const LodTerm *predicate, const LodTerm *object,
                         const LodStatementSink *sink)
{
  const LodTerm *terms[3] = {subject, predicate, object};
  librdf_node *wanted[3] = {NULL, NULL, NULL};
  LodStatus status = LOD_SUCCESS;
  for (int i = 0; i < 3 && !status; i++) {
    if (terms[i])
      wanted[i] = lod_redland_node_new(graph->world.world, terms[i]);
    if (terms[i] && !wanted[i])
      status = LOD_ERR_NO_MEMORY;
  }
  LodRedlandMatch match = {0};
  if (!status)
    status = lod_redland_match_begin(&match, graph->world.world, graph->model,
                                     wanted);
  if (!status)
    status = visit(&match, sink);
  lod_redland_match_end(&match);
  for (int i = 0; i < 3; i++)
    if (wanted[i])
      librdf_free_node(wanted[i]);
  return status;
}
