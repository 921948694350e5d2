#include "earl.h"

#include <lodstone/version.h>

#define PROJECT "https://w3id.org/lodstone"

FILE *earl_begin(const char *path)
{
  FILE *const earl = fopen(path, "w");
  if (!earl)
    return NULL;
  fprintf(earl,
          "@prefix doap: <http://usefulinc.com/ns/doap#> .\n"
          "@prefix earl: <http://www.w3.org/ns/earl#> .\n"
          "@prefix dcterms: <http://purl.org/dc/terms/> .\n\n"
          "<" PROJECT "> a doap:Project, earl:TestSubject, earl:Software ;\n"
          "  doap:name \"lodstone\" ;\n"
          "  doap:programming-language \"C\" ;\n"
          "  doap:release [ doap:revision \"%s\" ] .\n\n"
          "<" PROJECT "#conformance> a earl:Assertor, earl:Software ;\n"
          "  dcterms:title \"lodstone's conformance runner\"@en .\n",
          lod_version());
  return earl;
}

void earl_assert(FILE *earl, const char *test, bool passed)
{
  fprintf(earl,
          "\n[] a earl:Assertion ;\n"
          "  earl:assertedBy <" PROJECT "#conformance> ;\n"
          "  earl:subject <" PROJECT "> ;\n"
          "  earl:test <%s> ;\n"
          "  earl:mode earl:automatic ;\n"
          "  earl:result [ a earl:TestResult ; earl:outcome earl:%s ] .\n",
          test, passed ? "passed" : "failed");
}

bool earl_end(FILE *earl)
{
  const bool failed = ferror(earl);
  return fclose(earl) == 0 && !failed;
}
