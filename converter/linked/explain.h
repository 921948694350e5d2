/* A mapping for people: in words and as a picture. */
#ifndef LOD_LINKED_EXPLAIN_H
#define LOD_LINKED_EXPLAIN_H

#include "linked/names.h"
#include "mapping/model.h"

/* Append the plan of table TABLE in words, in the language of the messages.
   NAMES shortens IRIs (Turtle). */
LOD_NODISCARD LodStatus lod_explain_table(const LodMapping *mapping,
                                          size_t table, LodNames *names,
                                          LodBuffer *out);
/* Append a picture in the DOT language: a box a subject, with its columns,
   and arrows to other subjects and to things outside. */
LOD_NODISCARD LodStatus lod_explain_dot(const LodMapping *mapping, size_t table,
                                        LodNames *names, LodBuffer *out);

/* For both: TEMPLATE as it reads, {column} for a variable. */
LOD_NODISCARD LodStatus lod_explain_template(const LodTableMap *table,
                                             const LodBoundTemplate *t,
                                             LodBuffer *out);
/* A term map as it reads: an IRI, a template, a column. */
LOD_NODISCARD LodStatus lod_explain_term(const LodTableMap *table,
                                         const LodTermMap *map, bool predicate,
                                         LodNames *names, LodBuffer *out);

#endif
