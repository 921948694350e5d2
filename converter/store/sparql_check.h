/* What is said of a query: what this store does not answer, before rasqal
   reads it, and rasqal's words in plain ones. */
#ifndef LOD_STORE_SPARQL_CHECK_H
#define LOD_STORE_SPARQL_CHECK_H

#include <lodstone/log.h>

/* LOD_ERR_INPUT, with a message, when TEXT asks for what is not allowed, what
   rasqal 0.9.33 answers wrongly, or uses a prefix that it does not declare. */
LOD_NODISCARD LodStatus lod_sparql_check(const char *text, LodLog *log);

/* Say what rasqal says of the query TEXT at LINE (0: not known; behind the
   last: the last). */
void lod_sparql_say(const char *text, unsigned line, const char *message,
                    LodLog *log);

#endif
