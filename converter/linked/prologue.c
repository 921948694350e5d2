/* What stands before the first row, and single statements for writers of our
   own syntaxes. */
#include "linked/plan_internal.h"
#include "rdf/encode.h"

static LodStatus write_term(LodNames *names, const LodTerm *term,
                            bool predicate, LodBuffer *out)
{
  LodStatus status;
  switch (term->type) {
  case LOD_TERM_IRI:
    return lod_names_write(names, term->value, predicate, out);
  case LOD_TERM_BLANK:
    status = lod_buffer_append_text(out, "_:");
    return status ? status : lod_buffer_append_view(out, term->value);
  default:
    break;
  }
  status = lod_buffer_reserve(out, term->value.size * LOD_ESCAPE_FACTOR + 4);
  if (status)
    return status;
  char *at = out->data + out->size;
  *at++ = '"';
  at = lod_encode_literal(at, term->value);
  *at++ = '"';
  out->size = (size_t)(at - out->data);
  if (term->language.size)
    return lod_buffer_printf(out, "@%.*s", (int)term->language.size,
                             term->language.data);
  if (!term->datatype.size ||
      lod_view_equal(term->datatype, LOD_VIEW(LOD_XSD "string")))
    return LOD_SUCCESS;
  status = lod_buffer_append_text(out, "^^");
  return status ? status : lod_names_write(names, term->datatype, false, out);
}

LodStatus lod_write_statement(LodNames *names, const LodStatement *statement,
                              LodBuffer *out)
{
  LodStatus status = write_term(names, &statement->subject, false, out);
  if (!status)
    status = lod_buffer_append_char(out, ' ');
  if (!status)
    status = write_term(names, &statement->predicate, true, out);
  if (!status)
    status = lod_buffer_append_char(out, ' ');
  if (!status)
    status = write_term(names, &statement->object, false, out);
  return status ? status : lod_buffer_append_text(out, " .\n");
}

static LodStatus write_all(const LodPlan *plan, const LodStatement *statements,
                           size_t count, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < count && !status; i++)
    status = lod_write_statement(plan->names, &statements[i], out);
  return status;
}

/* Constant statements are written first, as they may use prefixes of their
   own, which the header then declares. */
LodStatus lod_plan_prologue(const LodPlan *plan, bool constants, LodBuffer *out,
                            uint64_t *statements)
{
  const LodMapping *mapping = plan->mapping;
  const LodTableMap *table = plan->table;
  LodBuffer body = {0};
  LodStatus status = LOD_SUCCESS;
  if (constants && plan->options.layer != LOD_LAYER_LINKS) {
    if (!plan->options.continues)
      status = write_all(plan, mapping->group_constants,
                         mapping->group_constant_count, &body);
    if (!status && !table->suppress_output) {
      status = write_all(plan, table->constants, table->constant_count, &body);
      *statements += table->constant_count;
    }
    if (!plan->options.continues)
      *statements += mapping->group_constant_count;
  }
  if (!status)
    status = lod_names_header(plan->names, out);
  if (!status && body.size && lod_syntax_is_turtle(plan->options.syntax))
    status = lod_buffer_append_char(out, '\n');
  if (!status)
    status = lod_buffer_append_view(out, lod_buffer_view(&body));
  lod_buffer_free(&body);
  return status;
}
