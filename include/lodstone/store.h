/* The embedded triple store: a directory that RDF is loaded into and SPARQL
   is asked of. */
#ifndef LODSTONE_STORE_H
#define LODSTONE_STORE_H

#include <lodstone/log.h>
#include <lodstone/output.h>

typedef struct LodStore LodStore;

typedef enum LodStoreMode {
  LOD_STORE_WRITE, /* made when there is none; one process at a time */
  LOD_STORE_READ   /* must be there; any number of processes */
} LodStoreMode;

/* Open the store in DIRECTORY.  LOD_ERR_INPUT: there is none (to read), or the
   directory holds something else; LOD_ERR_STORE: it is in use, it was left in
   the middle of a load, or it cannot be opened.  The caller closes *store,
   which does not outlive LOG. */
LOD_API LOD_NODISCARD LodStatus lod_store_open(const char *directory,
                                               LodStoreMode mode, LodLog *log,
                                               LodStore **store);
/* Close and free STORE (NULL is allowed).  LOD_ERR_STORE when what was loaded
   could not be written; then the store is not to be used. */
LOD_API LOD_NODISCARD LodStatus lod_store_close(LodStore *store);

/* Load one document, handed over in pieces of any size: begin, feed ..., end.
   SYNTAX is a parser's name ("ntriples", "nquads", "turtle", "trig",
   "rdfxml", ...), BASE an absolute IRI or NULL, GRAPH the IRI of the graph for
   its statements (NULL: the default graph, or the graphs that the document
   names), NAME the document's name for messages.  The document is parsed to a
   temporary file (in TMPDIR) and goes into the store at the end: one that is at
   fault (LOD_ERR_INPUT) leaves the store as it was.  Blank nodes are renamed
   so that those of two loads never meet; those that name graphs become IRIs
   that begin with "x-lodstone-graph:".  When a load fails after that
   (LOD_ERR_STORE) or is killed, the store is not whole and refuses to open. */
LOD_API LOD_NODISCARD LodStatus lod_store_load_begin(LodStore *store,
                                                     const char *syntax,
                                                     const char *base,
                                                     const char *graph,
                                                     const char *name);
LOD_API LOD_NODISCARD LodStatus lod_store_load_feed(LodStore *store,
                                                    const char *data,
                                                    size_t size);
/* *added (may be NULL) is the number of statements that were not yet there. */
LOD_API LOD_NODISCARD LodStatus lod_store_load_end(LodStore *store,
                                                   uint64_t *added);
/* Give up the load under way, if any; the store is as before it. */
LOD_API void lod_store_load_cancel(LodStore *store);

/* The syntax of the RDF document that is named NAME (may be NULL) and begins
   with the SIZE bytes HEAD; NULL when it looks like no RDF. */
LOD_API const char *lod_store_syntax_of(const char *name, const char *head,
                                        size_t size);

/* Ask SPARQL (what rasqal has of 1.1: no updates, no property paths, no
   EXISTS) and write the answer: RESULTS is "table" (for people), "csv", "tsv",
   "json" or "xml" for SELECT and ASK, "ntriples" or "turtle" for CONSTRUCT and
   DESCRIBE; NULL or "table": table, or turtle.  Outside GRAPH a pattern finds
   the statements of all graphs, each once.  Terms come out as they were
   loaded.  LOD_ERR_INPUT: the query is at fault (logged with its line), or
   names what is to be fetched (FROM, SERVICE); LOD_ERR_USAGE: RESULTS does not
   fit the query; LOD_ERR_STORE: the store failed.  What WRITE returns is passed
   on. */
LOD_API LOD_NODISCARD LodStatus lod_store_query(LodStore *store,
                                                const char *sparql,
                                                const char *results,
                                                LodWriteFunction write,
                                                void *user);

#endif
