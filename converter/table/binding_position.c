#include "base/ascii.h"
#include "table/binding_internal.h"

static bool has_name(const LodColumn *column, LodView text)
{
  return lod_view_equal(lod_view(column->name), text);
}

/* Titles of a header have no language, which fits every language. */
static bool has_title(const LodColumn *column, LodView text)
{
  for (size_t i = 0; i < column->title_count; ++i)
    if (lod_view_equal(lod_view(column->titles[i].text), text))
      return true;
  return false;
}

/* A column that the metadata neither names nor titles, and a field without a
   title, fit anything. */
static bool is_compatible(const LodColumn *column, LodView title)
{
  const bool anonymous =
      !column->title_count && !strncmp(column->name, "_col.", 5);
  return anonymous || !title.size || has_name(column, title) ||
         has_title(column, title);
}

static LodStatus say(const LodBinder *binder, bool strict, size_t field,
                     const LodColumn *column)
{
  LodPlace place = lod_binder_place(binder, field);
  place.column_name = column->name;
  lod_log_add(
      binder->log, strict ? LOD_ERROR : LOD_WARNING, "schema-mismatch", &place,
      "the header says \"%.*s\" where the metadata says \"%s\"",
      (int)(binder->header[field].size > 80 ? 80 : binder->header[field].size),
      binder->header[field].data,
      column->title_count ? column->titles[0].text : column->name);
  return strict ? LOD_ERR_INPUT : LOD_SUCCESS;
}

static LodStatus compare_count(const LodBinder *binder, bool strict,
                               size_t columns)
{
  if (!binder->header || binder->count == columns)
    return LOD_SUCCESS;
  LodPlace place = binder->place;
  place.column = 0;
  lod_log_add(binder->log, strict ? LOD_ERROR : LOD_WARNING, "schema-mismatch",
              &place, "the header has %zu columns, the metadata %zu",
              binder->count, columns);
  return strict ? LOD_ERR_INPUT : LOD_SUCCESS;
}

LodStatus lod_bind_by_position(LodBinder *binder, bool strict)
{
  LodStatus status = LOD_SUCCESS;
  size_t field = 0;
  for (size_t i = 0; i < binder->schema->column_count; ++i) {
    const LodColumn *const column = &binder->schema->columns[i];
    if (column->virtual_column)
      continue;
    if (field < binder->count) {
      if (binder->header && !is_compatible(column, binder->header[field])) {
        const LodStatus found = say(binder, strict, field, column);
        status = status ? status : found;
      }
      lod_binder_join(binder, field, i);
    } else if (column->constant.data) {
      continue; /* not missing: it is given */
    }
    ++field;
  }
  const LodStatus counted = compare_count(binder, strict, field);
  return status ? status : counted;
}
