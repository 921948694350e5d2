#include "doctor/header_titles.h"
#include "base/buffer.h"
#include "table/binding.h"

#define MAX_FIELDS 512 /* no schema has so many; the rest is not looked at */

static LodStatus add_title(LodMap *titles, LodBuffer *folded, const char *title)
{
  folded->size = 0;
  const LodStatus status = lod_title_fold(lod_view(title), folded);
  if (status || folded->size == 0)
    return status;
  return lod_map_set(titles, lod_buffer_view(folded), titles);
}

static LodStatus add_schema(LodMap *titles, LodBuffer *folded,
                            const LodSchema *schema)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < schema->column_count && !status; i++) {
    const LodColumn *column = &schema->columns[i];
    if (column->virtual_column)
      continue;
    status = add_title(titles, folded, column->name);
    for (size_t j = 0; j < column->title_count && !status; j++)
      status = add_title(titles, folded, column->titles[j].text);
  }
  return status;
}

LodStatus lod_header_titles(const LodSchema *const *schemas, size_t count,
                            LodMap **titles)
{
  LodBuffer folded = {0};
  LodMap *made = lod_map_new();
  LodStatus status = made ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count && !status; i++)
    if (schemas[i]->match_by_title)
      status = add_schema(made, &folded, schemas[i]);
  lod_buffer_free(&folded);
  if (status) {
    lod_map_free(made);
    made = NULL;
  }
  *titles = made;
  return status;
}

/* Quotes need not be taken off: folding drops punctuation. */
LodStatus lod_header_count(const LodMap *titles, LodTrial *trial)
{
  LodScan scan;
  LodScanField field;
  LodBuffer folded = {0};
  LodStatus status = LOD_SUCCESS;
  trial->known = 0;
  lod_scan_start(&scan, &trial->dialect, trial->header);
  for (uint32_t i = 1; i <= MAX_FIELDS && i <= trial->columns && !status; i++) {
    lod_scan_field(&scan, i, &field);
    folded.size = 0;
    status = lod_title_fold(field.text, &folded);
    if (!status && lod_map_get(titles, lod_buffer_view(&folded)))
      trial->known++;
  }
  lod_buffer_free(&folded);
  return status;
}
