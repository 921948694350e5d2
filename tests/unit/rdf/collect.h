/* Statements as one line each, for comparison in tests. */
#ifndef TEST_RDF_COLLECT_H
#define TEST_RDF_COLLECT_H

#include "base/buffer.h"
#include "rdf/term.h"
#include <check.h>

static inline void collect_view(LodBuffer *out, const char *before, LodView v,
                                const char *after)
{
  ck_assert_int_eq(lod_buffer_append_text(out, before), 0);
  ck_assert_int_eq(lod_buffer_append_view(out, v), 0);
  ck_assert_int_eq(lod_buffer_append_text(out, after), 0);
}

static inline void collect_term(LodBuffer *out, const LodTerm *term)
{
  if (term->type == LOD_TERM_IRI) {
    collect_view(out, "<", term->value, "> ");
  } else if (term->type == LOD_TERM_BLANK) {
    collect_view(out, "_:", term->value, " ");
  } else {
    collect_view(out, "'", term->value, "'");
    if (term->language.size)
      collect_view(out, "@", term->language, "");
    if (term->datatype.size)
      collect_view(out, "^^", term->datatype, "");
    collect_view(out, " ", LOD_VIEW(""), "");
  }
}

/* A statement function; USER is the LodBuffer. */
static inline LodStatus collect(void *user, const LodStatement *s)
{
  LodBuffer *out = user;
  collect_term(out, &s->subject);
  collect_term(out, &s->predicate);
  collect_term(out, &s->object);
  if (s->graph.value.data)
    collect_term(out, &s->graph);
  collect_view(out, ".\n", LOD_VIEW(""), "");
  return lod_buffer_terminate(out);
}

#endif
