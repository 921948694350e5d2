/* The RDF syntaxes that the streaming writers speak. */
#ifndef LOD_LINKED_SYNTAX_H
#define LOD_LINKED_SYNTAX_H

#include "base/view.h"

typedef enum LodSyntax {
  LOD_SYNTAX_NTRIPLES,
  LOD_SYNTAX_NQUADS,
  LOD_SYNTAX_TURTLE,
  LOD_SYNTAX_TRIG
} LodSyntax;

/* By name ("ntriples", "turtle", ...); false when no writer of ours has it. */
bool lod_syntax_by_name(const char *name, LodSyntax *syntax);

/* Turtle and TriG: statements grouped by subject, prefixes, a base. */
static inline bool lod_syntax_is_turtle(LodSyntax syntax)
{
  return syntax == LOD_SYNTAX_TURTLE || syntax == LOD_SYNTAX_TRIG;
}

static inline bool lod_syntax_has_graphs(LodSyntax syntax)
{
  return syntax == LOD_SYNTAX_NQUADS || syntax == LOD_SYNTAX_TRIG;
}

#endif
