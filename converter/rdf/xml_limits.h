/* What RDF/XML cannot hold of RDF. */
#ifndef LOD_RDF_XML_LIMITS_H
#define LOD_RDF_XML_LIMITS_H

#include "rdf/term.h"
#include <lodstone/log.h>

/* LOD_ERR_INPUT, logged, when the statement cannot be written in RDF/XML: a
   literal has a character that XML has not, or the predicate has no name at
   its end. */
LOD_NODISCARD LodStatus lod_xml_limits_check(const LodStatement *statement,
                                             LodLog *log);

#endif
