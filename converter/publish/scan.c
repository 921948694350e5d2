#include "publish/scan.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "publish/byproduct.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct Scan {
  LodArena *arena;
  LodLog *log;
  const struct stat *skip; /* NULL: nothing */
  unsigned most_depth;
  LodFound *found;
  size_t count, capacity;
} Scan;

static bool is_table(const char *name)
{
  static const char *const endings[] = {".csv", ".tsv", ".txt"};
  const char *ending = strrchr(name, '.');
  for (size_t i = 0; ending && i < sizeof endings / sizeof *endings; i++)
    if (lod_ascii_equal_nocase(lod_view(ending), lod_view(endings[i])))
      return true;
  return false;
}

static const char *join(LodArena *arena, const char *folder, const char *name)
{
  LodBuffer text = {0};
  char *joined = NULL;
  LodStatus status = folder[0] ? lod_buffer_printf(&text, "%s/%s", folder, name)
                               : lod_buffer_append_text(&text, name);
  if (!status)
    joined = lod_arena_view_strdup(arena, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return joined;
}

static LodStatus add_found(Scan *scan, const char *path, const char *name)
{
  if (scan->count == scan->capacity) {
    size_t capacity = scan->capacity ? 2 * scan->capacity : 64;
    LodFound *grown = lod_reallocarray(scan->found, capacity, sizeof *grown);
    if (!grown)
      return LOD_ERR_NO_MEMORY;
    scan->found = grown;
    scan->capacity = capacity;
  }
  char *stem = lod_arena_strdup(scan->arena, name);
  if (!stem)
    return LOD_ERR_NO_MEMORY;
  *strrchr(stem, '.') = '\0';
  scan->found[scan->count++] = (LodFound){path, name, stem};
  return LOD_SUCCESS;
}

static LodStatus scan_folder(Scan *scan, const char *path, const char *name,
                             unsigned depth);

static LodStatus visit(Scan *scan, const char *folder, const char *folder_name,
                       const char *entry, unsigned depth)
{
  struct stat info;
  const char *path = join(scan->arena, folder, entry);
  const char *name = join(scan->arena, folder_name, entry);
  if (!path || !name)
    return LOD_ERR_NO_MEMORY;
  if (entry[0] == '.' || lstat(path, &info) != 0)
    return LOD_SUCCESS;
  if (S_ISREG(info.st_mode) && is_table(entry))
    return add_found(scan, path, name);
  if (!S_ISDIR(info.st_mode) ||
      (scan->skip && scan->skip->st_dev == info.st_dev &&
       scan->skip->st_ino == info.st_ino))
    return LOD_SUCCESS;
  if (depth >= scan->most_depth) {
    LodPlace place = {.file = path};
    lod_log_add(scan->log, LOD_WARNING, "folder-depth", &place,
                "the folder lies deeper than %u; tables in it are passed over "
                "(--max-depth)",
                scan->most_depth);
    return LOD_SUCCESS;
  }
  return scan_folder(scan, path, name, depth + 1);
}

static LodStatus scan_folder(Scan *scan, const char *path, const char *name,
                             unsigned depth)
{
  DIR *folder = opendir(path);
  if (!folder) {
    LodPlace place = {.file = path};
    lod_log_add(scan->log, LOD_ERROR, "cannot-read", &place, "cannot read: %s",
                strerror(errno));
    return LOD_ERR_INPUT;
  }
  LodStatus status = LOD_SUCCESS;
  struct dirent *entry;
  while (!status && (entry = readdir(folder)))
    status = visit(scan, path, name, entry->d_name, depth);
  closedir(folder);
  return status;
}

static int compare_found(const void *a, const void *b)
{
  return strcmp(((const LodFound *)a)->name, ((const LodFound *)b)->name);
}

/* In the order of names, as all messages. */
static void drop_byproducts(Scan *scan)
{
  size_t kept = 0;
  for (size_t i = 0; i < scan->count; i++) {
    LodPlace place = {.file = scan->found[i].path};
    if (!lod_is_byproduct(place.file))
      scan->found[kept++] = scan->found[i];
    else
      lod_log_add(scan->log, LOD_NOTE, "byproduct", &place,
                  "this is no table but what lodstone wrote of one (rejected "
                  "rows or a report); it is passed over");
  }
  scan->count = kept;
}

LodStatus lod_scan_tables(const char *directory, const char *skip,
                          unsigned depth, LodArena *arena, LodLog *log,
                          LodFound **found, size_t *count)
{
  struct stat info;
  Scan scan = {.arena = arena, .log = log, .most_depth = depth};
  *found = NULL;
  *count = 0;
  if (skip && stat(skip, &info) == 0)
    scan.skip = &info;
  LodStatus status = scan_folder(&scan, directory, "", 0);
  if (!status && scan.count) {
    qsort(scan.found, scan.count, sizeof *scan.found, compare_found);
    drop_byproducts(&scan);
    *found = lod_arena_array(arena, scan.count, sizeof **found);
    if (*found)
      memcpy(*found, scan.found, scan.count * sizeof **found);
    *count = scan.count;
    status = *found ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_free(scan.found);
  return status;
}

LodStatus lod_make_folders(const char *path, LodLog *log)
{
  char *copy = lod_strdup(path);
  if (!copy)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  for (char *at = copy + 1; *at && !status; at++) {
    if (*at != '/')
      continue;
    *at = '\0';
    if (mkdir(copy, 0777) != 0 && errno != EEXIST) {
      LodPlace place = {.file = copy};
      lod_log_add(log, LOD_ERROR, "cannot-write", &place,
                  "cannot make the folder: %s", strerror(errno));
      status = LOD_ERR_IO;
    }
    *at = '/';
  }
  lod_free(copy);
  return status;
}
