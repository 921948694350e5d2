#include "base/memory.h"
#include "table/binding_internal.h"

/* A name or title of a column, or the title of a field, and its folded form
   in the matcher's bytes. */
typedef struct Title {
  size_t owner; /* column or field */
  LodView exact;
  size_t at, size;
} Title;

typedef struct Matcher {
  LodBinder *binder;
  LodBuffer bytes;
  Title *titles; /* of columns */
  size_t title_count;
  Title *fields; /* of each row of the header */
  size_t field_count;
} Matcher;

static LodStatus set_title(Matcher *matcher, Title *title, size_t owner,
                           LodView exact)
{
  title->owner = owner;
  title->exact = exact;
  title->at = matcher->bytes.size;
  const LodStatus status = lod_title_fold(exact, &matcher->bytes);
  title->size = matcher->bytes.size - title->at;
  return status;
}

static LodStatus add_column_titles(Matcher *matcher, size_t index)
{
  const LodColumn *const column = &matcher->binder->schema->columns[index];
  if (column->virtual_column)
    return LOD_SUCCESS;
  LodStatus status = set_title(matcher, &matcher->titles[matcher->title_count],
                               index, lod_view(column->name));
  ++matcher->title_count;
  for (size_t i = 0; i < column->title_count && !status; ++i)
    status = set_title(matcher, &matcher->titles[matcher->title_count++], index,
                       lod_view(column->titles[i].text));
  return status;
}

static LodStatus gather(Matcher *matcher)
{
  const LodBinder *const binder = matcher->binder;
  const LodSchema *const schema = binder->schema;
  size_t count = 1;
  for (size_t i = 0; i < schema->column_count; ++i)
    count += 1 + schema->columns[i].title_count;
  matcher->titles = lod_calloc(count, sizeof *matcher->titles);
  matcher->fields =
      lod_calloc(binder->rows * binder->count + 1, sizeof *matcher->fields);
  if (!matcher->titles || !matcher->fields)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < schema->column_count && !status; ++i)
    status = add_column_titles(matcher, i);
  for (size_t i = 0; i < binder->rows * binder->count && !status; ++i)
    if (i % binder->count >= binder->skip)
      status = set_title(matcher, &matcher->fields[matcher->field_count++],
                         i % binder->count, binder->header[i]);
  return status;
}

static bool is_match(const Matcher *matcher, const Title *field,
                     const Title *title, bool exact)
{
  if (exact)
    return field->exact.size && lod_view_equal(field->exact, title->exact);
  return field->size && field->size == title->size &&
         !memcmp(matcher->bytes.data + field->at,
                 matcher->bytes.data + title->at, field->size);
}

static void warn_of_second_column(const LodBinder *binder, size_t field,
                                  size_t first, size_t second)
{
  const LodPlace place = lod_binder_place(binder, field);
  lod_log_add(binder->log, LOD_WARNING, "ambiguous-column", &place,
              "this title fits the columns %s and %s; it is taken for %s",
              binder->schema->columns[first].name,
              binder->schema->columns[second].name,
              binder->schema->columns[first].name);
}

static void warn_of_second_field(const LodBinder *binder, size_t field,
                                 size_t column)
{
  LodPlace place = lod_binder_place(binder, field);
  place.column_name = binder->schema->columns[column].name;
  lod_log_add(binder->log, LOD_WARNING, "duplicate-column", &place,
              "field %zu is the column %s already; this one is left out",
              binder->fields[column] + 1, place.column_name);
}

/* Join FIELD to the first free column that it fits.  *taken: a column that it
   fits, but that another field has. */
static void match_field(const Matcher *matcher, const Title *field, bool exact,
                        size_t *taken)
{
  LodBinder *const binder = matcher->binder;
  size_t found = LOD_NO_COLUMN;
  for (size_t i = 0; i < matcher->title_count; ++i) {
    const Title *const title = &matcher->titles[i];
    if (title->owner == found || !is_match(matcher, field, title, exact))
      continue;
    if (binder->fields[title->owner] != LOD_NO_COLUMN) {
      *taken = title->owner;
    } else if (found == LOD_NO_COLUMN) {
      found = title->owner;
    } else {
      warn_of_second_column(binder, field->owner, found, title->owner);
      break;
    }
  }
  if (found != LOD_NO_COLUMN)
    lod_binder_join(binder, field->owner, found);
}

static void match_all(const Matcher *matcher)
{
  const LodBinder *const binder = matcher->binder;
  size_t taken;
  for (size_t i = 0; i < matcher->field_count; ++i)
    if (binder->columns[matcher->fields[i].owner] == LOD_NO_COLUMN)
      match_field(matcher, &matcher->fields[i], true, &taken);
  for (size_t i = 0; i < matcher->field_count; ++i) {
    const size_t field = matcher->fields[i].owner;
    if (binder->columns[field] != LOD_NO_COLUMN)
      continue;
    taken = LOD_NO_COLUMN;
    match_field(matcher, &matcher->fields[i], false, &taken);
    if (binder->columns[field] != LOD_NO_COLUMN || taken == LOD_NO_COLUMN)
      continue;
    binder->doubles[field] = taken;
    warn_of_second_field(binder, field, taken);
  }
}

LodStatus lod_bind_by_title(LodBinder *binder)
{
  Matcher matcher = {.binder = binder};
  const LodStatus status = gather(&matcher);
  if (!status)
    match_all(&matcher);
  lod_free(matcher.titles);
  lod_free(matcher.fields);
  lod_buffer_free(&matcher.bytes);
  return status;
}
