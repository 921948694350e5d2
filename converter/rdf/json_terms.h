/* Common properties: normalised JSON-LD values to statements ("Generating RDF
   from Tabular Data", section 5, and "Metadata Vocabulary", 5.2). */
#ifndef LOD_RDF_JSON_TERMS_H
#define LOD_RDF_JSON_TERMS_H

#include "rdf/term.h"
#include <jansson.h>

/* Emit the statements of the common property PROPERTY (an absolute IRI) with
   the normalised VALUE on SUBJECT.  Blank nodes are labelled BLANK_PREFIX
   followed by *counter, which is moved on.  Prefixed names are expanded; keys
   that name no property and nulls say nothing.  LOD_ERR_INPUT (not logged):
   an @id or @type that is no IRI, an ill-formed language tag. */
LOD_NODISCARD LodStatus lod_json_to_statements(
    const LodTerm *subject, const char *property, const json_t *value,
    const char *blank_prefix, unsigned *counter, const LodStatementSink *sink);

#endif
