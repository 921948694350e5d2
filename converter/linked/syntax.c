#include "linked/syntax.h"

bool lod_syntax_by_name(const char *name, LodSyntax *syntax)
{
  static const char *const names[] = {
      [LOD_SYNTAX_NTRIPLES] = "ntriples",
      [LOD_SYNTAX_NQUADS] = "nquads",
      [LOD_SYNTAX_TURTLE] = "turtle",
      [LOD_SYNTAX_TRIG] = "trig",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) {
      *syntax = (LodSyntax)i;
      return true;
    }
  return false;
}
