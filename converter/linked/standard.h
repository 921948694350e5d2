/* CSVW standard mode: what is said of table groups, tables and rows
   ("Generating RDF from Tabular Data on the Web", 4.5). */
#ifndef LOD_LINKED_STANDARD_H
#define LOD_LINKED_STANDARD_H

#include "mapping/model.h"

/* Add to MAPPING the statements of the group and of table TABLE, whose IRI is
   URL, and the triples maps of its rows.  Once a table. */
LOD_NODISCARD LodStatus lod_standard_describe(LodMapping *mapping, size_t table,
                                              const char *url);

#endif
