#include "rdf/far.h"

static const LodRdfFar *far_table(void)
{
  static _Atomic(const void *) found;
  return lod_far_find("lod_far_rdf", &found);
}

LodStatus lod_graph_new(LodLog *log, LodGraph **graph)
{
  *graph = NULL;
  const LodRdfFar *table = far_table();
  return table ? table->lod_graph_new(log, graph) : lod_far_missing(log);
}

LodStatus lod_raptor_new(LodLog *log, LodRaptor **raptor)
{
  *raptor = NULL;
  const LodRdfFar *table = far_table();
  return table ? table->lod_raptor_new(log, raptor) : lod_far_missing(log);
}

LOD_RDF_FAR_FREE(LOD_FAR_FREE)
LOD_RDF_FAR(LOD_FAR_FORWARD)
