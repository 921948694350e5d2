#include "rdf/far.h"

const LodRdfFar lod_far_rdf = {LOD_RDF_FAR_NEW(LOD_FAR_ENTRY) LOD_RDF_FAR_FREE(
    LOD_FAR_ENTRY) LOD_RDF_FAR(LOD_FAR_ENTRY)};
