/* Finding specification packs: NAME/VERSION/metadata.json below the
   directories of the search path. */
#include "publish/pack_path.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"

#include <dirent.h>
#include <jansson.h>
#include <libintl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define METADATA_LIMIT ((size_t)16 << 20)

struct LodPackList {
  LodPack *packs;
  size_t count, capacity;
};

static LodStatus append_directory(LodBuffer *path, const char *directory,
                                  const char *below)
{
  LodStatus status = LOD_SUCCESS;
  if (!directory || !directory[0])
    return status;
  if (path->size)
    status = lod_buffer_append_char(path, ':');
  if (!status)
    status = lod_buffer_append_text(path, directory);
  if (!status)
    status = lod_buffer_append_text(path, below);
  return status;
}

/* The source folder that a program run from its build tree belongs to: the
   build leaves its name in converter/source-tree. */
static LodStatus append_source_tree(LodBuffer *path)
{
  char self[4096];
  ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
  if (size <= 0)
    return LOD_SUCCESS;
  self[size] = '\0';
  LodStatus status = LOD_SUCCESS;
  for (int up = 0; up < 3 && !status; up++) {
    char *slash = strrchr(self, '/');
    if (!slash || slash == self)
      break;
    *slash = '\0';
    LodBuffer name = {0}, text = {0};
    status = lod_buffer_printf(&name, "%s/converter/source-tree", self);
    if (!status)
      status = lod_buffer_terminate(&name);
    if (!status && access(name.data, R_OK) == 0 &&
        lod_file_read(name.data, 4096, NULL, &text) == LOD_SUCCESS) {
      LodView line = lod_ascii_trim(lod_buffer_view(&text));
      text.size = (size_t)(line.data - text.data) + line.size;
      status = lod_buffer_terminate(&text);
      if (!status)
        status = append_directory(path, line.data, "/vocab");
      up = 3;
    }
    lod_buffer_free(&name);
    lod_buffer_free(&text);
  }
  return status;
}

LodStatus lod_pack_search_path(const char *given, LodBuffer *path)
{
  const char *home = getenv("HOME"), *data = getenv("XDG_DATA_HOME");
  if (given)
    return append_directory(path, given, "");
  LodStatus status = append_directory(path, getenv("LODSTONE_VOCAB"), "");
  if (!status)
    status = data && data[0]
                 ? append_directory(path, data, "/lodstone/vocab")
                 : append_directory(path, home, "/.local/share/lodstone/vocab");
  if (!status)
    status = append_source_tree(path);
  return status ? status : append_directory(path, LOD_VOCABDIR, "");
}

/* The title in the language of the messages: gettext has the language's tag
   as the translation of "en". */
static const char *title_text(const json_t *title)
{
  if (json_is_string(title))
    return json_string_value(title);
  if (json_is_array(title)) {
    size_t i;
    json_t *item;
    const char *first = NULL;
    json_array_foreach(title, i, item)
    {
      const char *language =
          json_string_value(json_object_get(item, "@language"));
      const char *value = title_text(item);
      if (!first)
        first = value;
      if (language && strcmp(language, dgettext("lodstone", "en")) == 0)
        return value;
    }
    return first;
  }
  return json_string_value(json_object_get(title, "@value"));
}

static LodStatus read_title(const char *path, char **title)
{
  LodBuffer text = {0};
  *title = NULL;
  LodStatus status = lod_file_read(path, METADATA_LIMIT, NULL, &text);
  if (!status) {
    json_t *root = json_loadb(text.data, text.size, 0, NULL);
    json_t *found = json_object_get(root, "dc:title");
    if (!found)
      found = json_object_get(root, "dcterms:title");
    const char *value = title_text(found);
    *title = lod_strdup(value ? value : "");
    json_decref(root);
  } else {
    *title = lod_strdup("");
  }
  lod_buffer_free(&text);
  return *title ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static bool has_pack(const LodPackList *list, const char *name,
                     const char *version)
{
  for (size_t i = 0; i < list->count; i++)
    if (strcmp(list->packs[i].name, name) == 0 &&
        strcmp(list->packs[i].version, version) == 0)
      return true;
  return false;
}

static void free_pack(LodPack *pack)
{
  lod_free((char *)pack->name);
  lod_free((char *)pack->version);
  lod_free((char *)pack->title);
  lod_free((char *)pack->path);
}

static LodStatus add_pack(LodPackList *list, const char *name,
                          const char *version, const char *path)
{
  if (list->count == list->capacity) {
    size_t capacity = list->capacity ? 2 * list->capacity : 16;
    LodPack *grown = lod_reallocarray(list->packs, capacity, sizeof *grown);
    if (!grown)
      return LOD_ERR_NO_MEMORY;
    list->packs = grown;
    list->capacity = capacity;
  }
  char *title;
  LodStatus status = read_title(path, &title);
  LodPack pack = {lod_strdup(name), lod_strdup(version), title,
                  lod_strdup(path)};
  if (status || !pack.name || !pack.version || !pack.path) {
    free_pack(&pack);
    return LOD_ERR_NO_MEMORY;
  }
  list->packs[list->count++] = pack;
  return LOD_SUCCESS;
}

/* Call VISIT for each entry of DIRECTORY that is not hidden. */
static LodStatus visit_entries(const char *directory,
                               LodStatus (*visit)(void *user, const char *path,
                                                  const char *name),
                               void *user)
{
  DIR *open = opendir(directory);
  if (!open)
    return LOD_SUCCESS;
  LodStatus status = LOD_SUCCESS;
  struct dirent *entry;
  while (!status && (entry = readdir(open))) {
    LodBuffer path = {0};
    if (entry->d_name[0] == '.')
      continue;
    status = lod_buffer_printf(&path, "%s/%s", directory, entry->d_name);
    if (!status)
      status = lod_buffer_terminate(&path);
    if (!status)
      status = visit(user, path.data, entry->d_name);
    lod_buffer_free(&path);
  }
  closedir(open);
  return status;
}

typedef struct Visit {
  LodPackList *list;
  const char *name;
} Visit;

static bool is_readable_file(const char *path)
{
  struct stat info;
  return stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
         access(path, R_OK) == 0;
}

static LodStatus visit_version(void *user, const char *path,
                               const char *version)
{
  Visit *visit = user;
  LodBuffer file = {0};
  LodStatus status = lod_buffer_printf(&file, "%s/metadata.json", path);
  if (!status)
    status = lod_buffer_terminate(&file);
  if (!status && is_readable_file(file.data) &&
      !has_pack(visit->list, visit->name, version))
    status = add_pack(visit->list, visit->name, version, file.data);
  lod_buffer_free(&file);
  return status;
}

static LodStatus visit_name(void *user, const char *path, const char *name)
{
  Visit visit = {user, name};
  return visit_entries(path, visit_version, &visit);
}

/* Versions as numbers between points: 1.10 is newer than 1.9. */
static int compare_versions(const char *a, const char *b)
{
  while (*a || *b) {
    char *a_end, *b_end;
    unsigned long x = strtoul(a, &a_end, 10), y = strtoul(b, &b_end, 10);
    if (x != y)
      return x < y ? -1 : 1;
    if (a_end == a || b_end == b)
      return strcmp(a, b);
    a = *a_end == '.' ? a_end + 1 : a_end;
    b = *b_end == '.' ? b_end + 1 : b_end;
  }
  return 0;
}

static int compare_packs(const void *x, const void *y)
{
  const LodPack *a = x, *b = y;
  int order = strcmp(a->name, b->name);
  return order ? order : -compare_versions(a->version, b->version);
}

static LodStatus scan_path(char *path, LodPackList *list)
{
  LodStatus status = LOD_SUCCESS;
  char *rest = path, *directory;
  while (!status && (directory = strsep(&rest, ":")))
    if (directory[0])
      status = visit_entries(directory, visit_name, list);
  return status;
}

LodStatus lod_pack_list_new(const char *vocab_path, LodLog *log,
                            LodPackList **result)
{
  (void)log;
  LodBuffer path = {0};
  LodPackList *list = lod_calloc(1, sizeof *list);
  *result = NULL;
  if (!list)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_pack_search_path(vocab_path, &path);
  if (!status)
    status = lod_buffer_terminate(&path);
  if (!status)
    status = scan_path(path.data, list);
  lod_buffer_free(&path);
  if (status) {
    lod_pack_list_free(list);
    return status;
  }
  if (list->count)
    qsort(list->packs, list->count, sizeof *list->packs, compare_packs);
  *result = list;
  return LOD_SUCCESS;
}

void lod_pack_list_free(LodPackList *list)
{
  if (!list)
    return;
  for (size_t i = 0; i < list->count; i++)
    free_pack(&list->packs[i]);
  lod_free(list->packs);
  lod_free(list);
}

size_t lod_pack_list_size(const LodPackList *list)
{
  return list->count;
}

const LodPack *lod_pack_list_at(const LodPackList *list, size_t index)
{
  return index < list->count ? &list->packs[index] : NULL;
}
