#include "base/ascii.h"
#include "table/binding_internal.h"

static bool has_name(const LodColumn *column, LodView text)
{
  return lod_view_equal(lod_view(column->name), text);
}

static bool is_undetermined(const char *language)
{
  return !language ||
         lod_ascii_equal_nocase(lod_view(language), LOD_VIEW("und"));
}

/* Languages match when the shorter tag is the front of the other one ("de",
   "de-AT"; RFC 4647, 3.3.1), and "und" matches all. */
static bool languages_match(const char *a, const char *b)
{
  if (is_undetermined(a) || is_undetermined(b))
    return true;
  const size_t first = strlen(a), second = strlen(b);
  const size_t size = first < second ? first : second;
  const char end = first < second ? b[size] : a[size];
  return lod_ascii_equal_nocase((LodView){a, size}, (LodView){b, size}) &&
         (end == '\0' || end == '-');
}

/* The titles of a header are of the column's language ("lang"). */
static bool has_title(const LodColumn *column, LodView text, bool any_language)
{
  for (size_t i = 0; i < column->title_count; ++i)
    if (lod_view_equal(lod_view(column->titles[i].text), text) &&
        (any_language ||
         languages_match(column->titles[i].language, column->language)))
      return true;
  return false;
}

/* A column that the metadata neither names nor titles, and a field without a
   title, fit anything; else one title that both have is enough.  A field has
   titles but no name, so that for a validator a name alone does not fit; for
   others it does. */
static bool fits(const LodBinder *binder, const LodColumn *column,
                 LodView title)
{
  return title.size &&
         (has_title(column, title, false) ||
          (!binder->strict && column->title_count && has_name(column, title)));
}

static bool is_compatible(const LodBinder *binder, const LodColumn *column,
                          size_t field)
{
  if (!lod_binder_title(binder, field).size)
    return true;
  if (!column->title_count &&
      (!binder->strict || !strncmp(column->name, "_col.", 5)))
    return true;
  for (size_t row = 0; row < binder->rows; ++row)
    if (fits(binder, column, binder->header[row * binder->count + field]))
      return true;
  return false;
}

static LodStatus say(const LodBinder *binder, size_t field,
                     const LodColumn *column)
{
  LodPlace place = lod_binder_place(binder, field);
  const LodView title = lod_binder_title(binder, field);
  place.column_name = column->name;
  const int size = (int)(title.size > 80 ? 80 : title.size);
  if (has_title(column, title, true))
    lod_log_add(binder->log, lod_binder_severity(binder), "schema-mismatch",
                &place,
                "the header's \"%.*s\" is of the column's language (%s), and "
                "the metadata has that title in another language",
                size, title.data, column->language);
  else if (column->title_count)
    lod_log_add(binder->log, lod_binder_severity(binder), "schema-mismatch",
                &place,
                "the header says \"%.*s\" where the metadata says \"%s\"", size,
                title.data, column->titles[0].text);
  else
    lod_log_add(binder->log, lod_binder_severity(binder), "schema-mismatch",
                &place,
                "the header says \"%.*s\", and the metadata gives the column "
                "%s no title to compare with that; add \"titles\"",
                size, title.data, column->name);
  return binder->strict ? LOD_ERR_INPUT : LOD_SUCCESS;
}

static LodStatus compare_count(const LodBinder *binder, size_t columns)
{
  const size_t fields =
      binder->count > binder->skip ? binder->count - binder->skip : 0;
  if (!binder->header || fields == columns)
    return LOD_SUCCESS;
  LodPlace place = binder->place;
  place.column = 0;
  lod_log_add(binder->log, lod_binder_severity(binder), "schema-mismatch",
              &place, "the header has %zu columns, the metadata %zu", fields,
              columns);
  return binder->strict ? LOD_ERR_INPUT : LOD_SUCCESS;
}

LodStatus lod_bind_by_position(LodBinder *binder)
{
  LodStatus status = LOD_SUCCESS;
  size_t field = binder->skip;
  for (size_t i = 0; i < binder->schema->column_count; ++i) {
    const LodColumn *const column = &binder->schema->columns[i];
    if (column->virtual_column)
      continue;
    if (field < binder->count) {
      if (binder->header && !is_compatible(binder, column, field)) {
        const LodStatus found = say(binder, field, column);
        status = status ? status : found;
      }
      lod_binder_join(binder, field, i);
    } else if (column->constant.data) {
      continue; /* not missing: it is given */
    }
    ++field;
  }
  const LodStatus counted = compare_count(binder, field - binder->skip);
  return status ? status : counted;
}
