/* What is known of a table when its last row has been read. */
#include "linked/plan_internal.h"

/* Written in full, so that no prefix has to be declared. */
LodStatus lod_plan_comment(const LodPlan *plan, LodView text, LodBuffer *out,
                           uint64_t *statements)
{
  const LodTableMap *table = plan->table;
  LodNames *names;
  LodStatus status = lod_names_new(LOD_SYNTAX_NTRIPLES, NULL, NULL, 0, &names);
  if (status)
    return status;
  const LodStatement statement = {
      .subject = {.type = table->id ? LOD_TERM_IRI : LOD_TERM_BLANK,
                  .value = lod_view(table->id ? table->id : table->label)},
      .predicate = {.type = LOD_TERM_IRI,
                    .value = LOD_VIEW(LOD_RDFS "comment")},
      .object = {.type = LOD_TERM_LITERAL, .value = text}};
  status = lod_write_statement(names, &statement, out);
  *statements += !status;
  lod_names_free(names);
  return status;
}
