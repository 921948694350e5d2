/* The picture of a mapping: a box a subject. */
#include "linked/explain.h"

/* Text inside an HTML-like label. */
static LodStatus append_html(LodBuffer *out, LodView text)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < text.size && !status; i++) {
    unsigned char c = (unsigned char)text.data[i];
    const char *entity = c == '<'   ? "&lt;"
                         : c == '>' ? "&gt;"
                         : c == '&' ? "&amp;"
                         : c == '"' ? "&quot;"
                         : c < 0x20 ? " "
                                    : NULL;
    status = entity ? lod_buffer_append_text(out, entity)
                    : lod_buffer_append_char(out, (char)c);
  }
  return status;
}

static LodStatus append_term(const LodTableMap *table, const LodTermMap *map,
                             bool predicate, LodNames *names, LodBuffer *out)
{
  LodBuffer text = {0};
  LodStatus status = lod_explain_term(table, map, predicate, names, &text);
  if (!status)
    status = append_html(out, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return status;
}

static bool is_type(const LodStatementMap *map)
{
  return map->predicate.kind == LOD_MAP_CONSTANT &&
         strcmp(map->predicate.constant, LOD_RDF "type") == 0;
}

static LodStatus same_subject(const LodTableMap *table, const LodTermMap *a,
                              const LodTermMap *b, LodNames *names, bool *same)
{
  LodBuffer x = {0}, y = {0};
  LodStatus status = lod_explain_term(table, a, false, names, &x);
  if (!status)
    status = lod_explain_term(table, b, false, names, &y);
  *same = !status && lod_view_equal(lod_buffer_view(&x), lod_buffer_view(&y));
  lod_buffer_free(&x);
  lod_buffer_free(&y);
  return status;
}

/* The subject that an object stands for; SIZE_MAX: none of this table. */
static LodStatus find_target(const LodTableMap *table, const LodTermMap *object,
                             LodNames *names, size_t *target)
{
  LodStatus status = LOD_SUCCESS;
  *target = SIZE_MAX;
  for (size_t i = 0; i < table->map_count && !status && *target == SIZE_MAX;
       i++) {
    bool same;
    status = same_subject(table, object, &table->maps[i].subject, names, &same);
    if (same)
      *target = i;
  }
  return status;
}

static LodStatus append_row(const LodTableMap *table,
                            const LodStatementMap *map, LodNames *names,
                            LodBuffer *out)
{
  LodStatus status = lod_buffer_append_text(out, "<tr><td align=\"left\">");
  if (!status)
    status = append_term(table, &map->predicate, true, names, out);
  if (!status)
    status = lod_buffer_append_text(out, "</td><td align=\"left\">");
  if (!status)
    status = append_term(table, &map->object, false, names, out);
  return status ? status : lod_buffer_append_text(out, "</td></tr>\n");
}

static LodStatus append_box(const LodTableMap *table, size_t index,
                            LodNames *names, LodBuffer *out)
{
  const LodTriplesMap *map = &table->maps[index];
  LodStatus status = lod_buffer_printf(
      out,
      "s%zu [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" "
      "cellpadding=\"4\">\n<tr><td colspan=\"2\" bgcolor=\"#dde8f0\"><b>",
      index);
  if (!status)
    status = append_term(table, &map->subject, false, names, out);
  if (!status)
    status = lod_buffer_append_text(out, "</b></td></tr>\n");
  for (size_t i = 0; i < map->statement_count && !status; i++) {
    size_t target;
    status = find_target(table, &map->statements[i].object, names, &target);
    if (!status && (target == SIZE_MAX || is_type(&map->statements[i])))
      status = append_row(table, &map->statements[i], names, out);
  }
  return status ? status : lod_buffer_append_text(out, "</table>>];\n");
}

static LodStatus append_arrows(const LodTableMap *table, size_t index,
                               LodNames *names, LodBuffer *out)
{
  const LodTriplesMap *map = &table->maps[index];
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < map->statement_count && !status; i++) {
    size_t target;
    status = find_target(table, &map->statements[i].object, names, &target);
    if (status || target == SIZE_MAX || is_type(&map->statements[i]))
      continue;
    status = lod_buffer_printf(out, "s%zu -> s%zu [label=<", index, target);
    if (!status)
      status =
          append_term(table, &map->statements[i].predicate, true, names, out);
    if (!status)
      status = lod_buffer_append_text(out, ">];\n");
  }
  return status;
}

LodStatus lod_explain_dot(const LodMapping *mapping, size_t index,
                          LodNames *names, LodBuffer *out)
{
  const LodTableMap *table = &mapping->tables[index];
  LodStatus status = lod_buffer_append_text(
      out, "digraph mapping {\nrankdir=LR;\n"
           "node [shape=plain, fontname=\"Helvetica\", fontsize=11];\n"
           "edge [fontname=\"Helvetica\", fontsize=10];\n");
  for (size_t i = 0; i < table->map_count && !status; i++)
    status = append_box(table, i, names, out);
  for (size_t i = 0; i < table->map_count && !status; i++)
    status = append_arrows(table, i, names, out);
  return status ? status : lod_buffer_append_text(out, "}\n");
}
