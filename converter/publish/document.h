/* Metadata documents that come over HTTP. */
#ifndef LOD_PUBLISH_DOCUMENT_H
#define LOD_PUBLISH_DOCUMENT_H

#include "mapping/csvw.h"
#include "source/http.h"

/* What metadata is asked for as ("Metadata Vocabulary", appendix C). */
#define LOD_ACCEPT_METADATA                                                    \
  "application/csvm+json, application/ld+json;q=0.9, "                         \
  "application/json;q=0.8, */*;q=0.1"
#define LOD_ACCEPT_TABLE                                                       \
  "text/csv, text/tab-separated-values;q=0.9, application/csvm+json;q=0.8, "   \
  "*/*;q=0.1"
#define LOD_ACCEPT_RDF_OR_TABLE                                                \
  "application/n-triples, application/n-quads, text/turtle, "                  \
  "application/trig, application/rdf+xml;q=0.9, text/csv;q=0.5, "              \
  "text/tab-separated-values;q=0.5, */*;q=0.1"

/* Get what is at URL; anything else than that is an error, logged.  USER is a
   LodHttp (a LodCsvwFetch). */
LOD_NODISCARD LodStatus lod_document_fetch(void *user, const char *url,
                                           LodLog *log,
                                           LodCsvwFetched *fetched);
/* The same of an answer that is good. */
LOD_NODISCARD LodStatus lod_document_read(LodTransfer *transfer, LodLog *log,
                                          LodCsvwFetched *fetched);
/* Open URL for reading: LOD_SUCCESS only with an answer that is good; else
   it is told as an error.  ACCEPT as above. */
LOD_NODISCARD LodStatus lod_document_open(LodHttp *http, const char *url,
                                          const char *accept, LodLog *log,
                                          LodTransfer **transfer);

#endif
