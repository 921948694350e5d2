#include "rdf/text_writer.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "rdf/encode.h"

static LodStatus append_escaped(LodView text, LodBuffer *out)
{
  LodStatus status = lod_buffer_reserve(out, text.size * LOD_ESCAPE_FACTOR);
  if (!status)
    out->size =
        (size_t)(lod_encode_literal(out->data + out->size, text) - out->data);
  return status;
}

static LodStatus append_parts(LodBuffer *out, const char *before, LodView text,
                              const char *after)
{
  LodStatus status = lod_buffer_append_text(out, before);
  if (!status)
    status = lod_buffer_append_view(out, text);
  return status ? status : lod_buffer_append_text(out, after);
}

/* A local name that needs no escapes in any Turtle: letters, digits, "_", and
   "-" but not first. */
static bool is_local(LodView name)
{
  for (size_t i = 0; i < name.size; i++) {
    char c = name.data[i];
    if (!lod_ascii_is_alpha(c) && !lod_ascii_is_digit(c) && c != '_' &&
        (c != '-' || i == 0))
      return false;
  }
  return true;
}

static LodStatus append_iri(const LodTextWriter *w, LodView iri, LodBuffer *out)
{
  for (size_t i = 0; w && i < w->prefix_count; i++) {
    const LodTextPrefix *p = &w->prefixes[i];
    if (iri.size < p->iri.size || memcmp(iri.data, p->iri.data, p->iri.size))
      continue;
    LodView local = {iri.data + p->iri.size, iri.size - p->iri.size};
    if (!is_local(local))
      continue;
    LodStatus status = append_parts(out, "", p->prefix, ":");
    return status ? status : lod_buffer_append_view(out, local);
  }
  return append_parts(out, "<", iri, ">");
}

static LodStatus append_term(const LodTextWriter *w, const LodTerm *term,
                             LodBuffer *out)
{
  if (term->type == LOD_TERM_IRI)
    return append_iri(w, term->value, out);
  if (term->type == LOD_TERM_BLANK)
    return append_parts(out, "_:", term->value, "");
  LodStatus status = lod_buffer_append_char(out, '"');
  if (!status)
    status = append_escaped(term->value, out);
  if (!status)
    status = lod_buffer_append_char(out, '"');
  if (!status && term->language.size)
    return append_parts(out, "@", term->language, "");
  if (status || !term->datatype.size)
    return status;
  status = lod_buffer_append_text(out, "^^");
  return status ? status : append_iri(w, term->datatype, out);
}

LodStatus lod_text_write_term(const LodTerm *term, LodBuffer *out)
{
  return append_term(NULL, term, out);
}

LodStatus lod_text_writer_prefix(LodTextWriter *w, LodView prefix, LodView iri)
{
  if (w->kind != LOD_TEXT_TURTLE)
    return LOD_SUCCESS;
  if (!w->arena && !(w->arena = lod_arena_new()))
    return LOD_ERR_NO_MEMORY;
  LodTextPrefix *grown =
      lod_reallocarray(w->prefixes, w->prefix_count + 1, sizeof *w->prefixes);
  if (!grown)
    return LOD_ERR_NO_MEMORY;
  w->prefixes = grown;
  LodTextPrefix *added = &grown[w->prefix_count];
  added->prefix = lod_arena_view_copy(w->arena, prefix);
  added->iri = lod_arena_view_copy(w->arena, iri);
  if ((prefix.size && !added->prefix.data) || !added->iri.data)
    return LOD_ERR_NO_MEMORY;
  w->prefix_count++;
  LodStatus status = append_parts(w->out, "@prefix ", prefix, ": ");
  return status ? status : append_parts(w->out, "<", iri, "> .\n");
}

static LodStatus write_line(const LodTextWriter *w, const LodStatement *s)
{
  LodStatus status = append_term(NULL, &s->subject, w->out);
  if (!status)
    status = lod_buffer_append_char(w->out, ' ');
  if (!status)
    status = append_term(NULL, &s->predicate, w->out);
  if (!status)
    status = lod_buffer_append_char(w->out, ' ');
  if (!status)
    status = append_term(NULL, &s->object, w->out);
  if (!status && w->kind == LOD_TEXT_NQUADS && s->graph.value.data) {
    status = lod_buffer_append_char(w->out, ' ');
    if (!status)
      status = append_term(NULL, &s->graph, w->out);
  }
  return status ? status : lod_buffer_append_text(w->out, " .\n");
}

/* Write TERM into w->term; *same: it is what *before holds, which it becomes
   otherwise. */
static LodStatus compare_term(LodTextWriter *w, const LodTerm *term,
                              bool is_predicate, LodBuffer *before, bool *same)
{
  LodStatus status;
  w->term.size = 0;
  if (is_predicate && lod_view_equal(term->value, LOD_VIEW(LOD_RDF "type")))
    status = lod_buffer_append_char(&w->term, 'a');
  else
    status = append_term(w, term, &w->term);
  LodView written = lod_buffer_view(&w->term);
  *same = lod_view_equal(written, lod_buffer_view(before));
  if (status || *same)
    return status;
  before->size = 0;
  return lod_buffer_append_view(before, written);
}

static LodStatus write_grouped(LodTextWriter *w, const LodStatement *s)
{
  bool same_subject, same_predicate = false, first = !w->subject.size;
  LodStatus status =
      compare_term(w, &s->subject, false, &w->subject, &same_subject);
  if (!status && !same_subject) {
    w->predicate.size = 0;
    const char *before = first ? (w->prefix_count ? "\n" : "") : " .\n\n";
    status =
        append_parts(w->out, before, lod_buffer_view(&w->subject), "\n    ");
  }
  if (!status)
    status =
        compare_term(w, &s->predicate, true, &w->predicate, &same_predicate);
  if (!status && same_predicate)
    status = lod_buffer_append_text(w->out, ", ");
  else if (!status)
    status = append_parts(w->out, same_subject ? " ;\n    " : "",
                          lod_buffer_view(&w->predicate), " ");
  return status ? status : append_term(w, &s->object, w->out);
}

LodStatus lod_text_writer_statement(LodTextWriter *w, const LodStatement *s)
{
  if (w->kind == LOD_TEXT_TURTLE)
    return write_grouped(w, s);
  return write_line(w, s);
}

LodStatus lod_text_writer_end(LodTextWriter *w)
{
  return w->subject.size ? lod_buffer_append_text(w->out, " .\n") : LOD_SUCCESS;
}

void lod_text_writer_clear(LodTextWriter *w)
{
  lod_free(w->prefixes);
  lod_arena_free(w->arena);
  lod_buffer_free(&w->subject);
  lod_buffer_free(&w->predicate);
  lod_buffer_free(&w->term);
}
