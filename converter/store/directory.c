#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* SEEK_HOLE */
#endif
#include "store/directory.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/temporary.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTES      "lodstone-store"
#define FIRST_LINE "lodstone triple store 1"
#define MARK       "loading"

/* Notes are a line a predicate and a graph. */
#define LARGEST_NOTES ((size_t)256 * 1024 * 1024)

static LodStatus fail(const LodStoreDirectory *d, LodStatus status,
                      const char *format)
{
  LodPlace place = {.file = d->path};
  lod_log_add(d->log, LOD_ERROR, "store", &place, format, strerror(errno));
  return status;
}

static LodStatus path_of(const LodStoreDirectory *d, const char *name,
                         LodBuffer *path)
{
  path->size = 0;
  LodStatus status = lod_buffer_printf(path, "%s/%s", d->path, name);
  return status ? status : lod_buffer_terminate(path);
}

static LodStatus exists(const LodStoreDirectory *d, const char *name,
                        bool *found)
{
  LodBuffer path = {0};
  struct stat info;
  LodStatus status = path_of(d, name, &path);
  *found = !status && !lstat(path.data, &info);
  lod_buffer_free(&path);
  return status;
}

static LodStatus is_empty(const LodStoreDirectory *d, bool *empty)
{
  DIR *stream = opendir(d->path);
  if (!stream)
    return fail(d, LOD_ERR_STORE, "cannot be read: %s");
  *empty = true;
  for (struct dirent *entry; (entry = readdir(stream));)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      *empty = false;
  closedir(stream);
  return LOD_SUCCESS;
}

static LodStatus make_and_lock(LodStoreDirectory *d, LodStoreMode mode)
{
  if (mode == LOD_STORE_WRITE && mkdir(d->path, 0777) && errno != EEXIST)
    return fail(d, LOD_ERR_STORE, "cannot be made: %s");
  d->lock = open(d->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (d->lock < 0 && (errno == ENOENT || errno == ENOTDIR))
    return fail(d, LOD_ERR_INPUT, "there is no store here: %s");
  if (d->lock < 0)
    return fail(d, LOD_ERR_STORE, "cannot be opened: %s");
  int kind = mode == LOD_STORE_WRITE ? LOCK_EX : LOCK_SH;
  if (!flock(d->lock, kind | LOCK_NB))
    return LOD_SUCCESS;
  if (errno == EWOULDBLOCK)
    return fail(d, LOD_ERR_STORE, "the store is in use by another process");
  return fail(d, LOD_ERR_STORE, "cannot be locked: %s");
}

static LodView take_line(LodView *rest)
{
  const char *end = memchr(rest->data, '\n', rest->size);
  LodView line = {rest->data, end ? (size_t)(end - rest->data) : rest->size};
  size_t size = line.size + (end != NULL);
  rest->data += size;
  rest->size -= size;
  return line;
}

static bool skip_word(LodView *line, const char *word)
{
  size_t size = strlen(word);
  if (line->size < size || memcmp(line->data, word, size) != 0)
    return false;
  line->data += size;
  line->size -= size;
  return true;
}

static LodStatus take_note(LodStoreDirectory *d, LodView line)
{
  uint64_t *number = NULL;
  LodMap *map = NULL;
  if (skip_word(&line, "predicate "))
    map = d->predicates;
  else if (skip_word(&line, "graph "))
    map = d->graphs;
  else if (skip_word(&line, "loads "))
    number = &d->loads;
  else if (skip_word(&line, "statements "))
    number = &d->statements;
  if (map)
    return lod_map_set(map, line, map);
  return number && lod_ascii_to_uint(line, number) ? LOD_SUCCESS
                                                   : LOD_ERR_STORE;
}

static LodStatus read_notes(LodStoreDirectory *d)
{
  LodBuffer path = {0}, text = {0};
  LodStatus status = path_of(d, NOTES, &path);
  if (!status)
    status = lod_file_read(path.data, LARGEST_NOTES, d->log, &text);
  LodView rest = lod_buffer_view(&text);
  if (!status &&
      (!text.size || !lod_view_equal(take_line(&rest), LOD_VIEW(FIRST_LINE))))
    status = LOD_ERR_STORE;
  while (!status && rest.size)
    status = take_note(d, take_line(&rest));
  if (status == LOD_ERR_STORE)
    fail(d, status, "the file lodstone-store is damaged");
  lod_buffer_free(&path);
  lod_buffer_free(&text);
  return status;
}

/* Is it a store, or can it become one? */
static LodStatus judge(LodStoreDirectory *d, LodStoreMode mode)
{
  bool ours, loading, empty = false;
  LodStatus status = exists(d, NOTES, &ours);
  if (!status)
    status = exists(d, MARK, &loading);
  if (!status && !ours && mode == LOD_STORE_WRITE)
    status = is_empty(d, &empty);
  if (status)
    return status;
  if (ours && loading)
    return fail(d, LOD_ERR_STORE,
                "a load was interrupted here and the store is not whole: "
                "remove the directory and load again");
  if (ours)
    return read_notes(d);
  if (empty)
    return lod_store_directory_write(d);
  return fail(d, LOD_ERR_INPUT, "this directory is not a store of lodstone");
}

LodStatus lod_store_directory_open(const char *path, LodStoreMode mode,
                                   LodLog *log, LodStoreDirectory *d)
{
  *d = (LodStoreDirectory){.log = log, .lock = -1};
  d->path = lod_strdup(path);
  d->predicates = lod_map_new();
  d->graphs = lod_map_new();
  if (!d->path || !d->predicates || !d->graphs)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = make_and_lock(d, mode);
  return status ? status : judge(d, mode);
}

void lod_store_directory_close(LodStoreDirectory *d)
{
  if (d->lock >= 0)
    close(d->lock);
  lod_map_free(d->predicates);
  lod_map_free(d->graphs);
  lod_free(d->path);
  *d = (LodStoreDirectory){.lock = -1};
}

static LodStatus put_map(const LodMap *map, const char *word, LodBuffer *text)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < lod_map_size(map) && !status; i++) {
    status = lod_buffer_append_text(text, word);
    if (!status)
      status = lod_buffer_append_view(text, lod_map_key_at(map, i));
    if (!status)
      status = lod_buffer_append_char(text, '\n');
  }
  return status;
}

static LodStatus put_notes(const LodStoreDirectory *d, LodBuffer *text)
{
  LodStatus status = lod_buffer_printf(
      text, FIRST_LINE "\nloads %llu\nstatements %llu\n",
      (unsigned long long)d->loads, (unsigned long long)d->statements);
  if (!status)
    status = put_map(d->predicates, "predicate ", text);
  return status ? status : put_map(d->graphs, "graph ", text);
}

LodStatus lod_store_directory_write(const LodStoreDirectory *d)
{
  LodBuffer path = {0}, text = {0};
  LodOutput *output = NULL;
  LodStatus status = path_of(d, NOTES, &path);
  if (!status)
    status = put_notes(d, &text);
  if (!status)
    status = lod_output_open_file(path.data, d->log, &output);
  if (!status)
    status = lod_output_write(output, text.data, text.size);
  if (!status)
    status = lod_output_commit(output);
  lod_output_free(output);
  lod_buffer_free(&path);
  lod_buffer_free(&text);
  return status == LOD_ERR_IO ? LOD_ERR_STORE : status;
}

LodStatus lod_store_directory_mark(const LodStoreDirectory *d)
{
  LodBuffer path = {0};
  LodStatus status = path_of(d, MARK, &path);
  if (status)
    return status;
  int file = open(path.data, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0 || fsync(file) || close(file) ||
      lod_temporary_sync_folder(path.data))
    status = fail(d, LOD_ERR_STORE, "cannot be written: %s");
  lod_buffer_free(&path);
  return status;
}

LodStatus lod_store_directory_unmark(const LodStoreDirectory *d)
{
  LodBuffer path = {0};
  LodStatus status = path_of(d, MARK, &path);
  if (!status && (unlink(path.data) || lod_temporary_sync_folder(path.data)))
    status = fail(d, LOD_ERR_STORE, "cannot be written: %s");
  lod_buffer_free(&path);
  return status;
}

/* The first page of a Berkeley DB file (DBMETA in db_page.h) has a magic
   number at byte 12, the size of a page at 20, the number of the last page
   at 32.  Pages that could not be written leave the file short or a hole. */
static bool is_whole(int file)
{
  uint32_t head[9];
  struct stat info;
  if (fstat(file, &info) || pread(file, head, sizeof head, 0) != sizeof head)
    return false;
  off_t wanted = ((off_t)head[8] + 1) * (off_t)head[5];
  off_t hole = lseek(file, 0, SEEK_HOLE); /* -1: no such call here */
  return head[3] == 0x00053162 && info.st_size >= wanted &&
         (hole < 0 || hole >= info.st_size);
}

static LodStatus check_file(const LodStoreDirectory *d, const char *name)
{
  LodBuffer path = {0};
  LodStatus status = path_of(d, name, &path);
  int file = -1;
  if (!status) {
    file = open(path.data, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fsync(file))
      status = fail(d, LOD_ERR_STORE, "the store cannot be written: %s");
    else if (!is_whole(file))
      status = fail(d, LOD_ERR_STORE,
                    "the store could not be written; is the disk full?");
  }
  if (file >= 0)
    close(file);
  lod_buffer_free(&path);
  return status;
}

LodStatus lod_store_directory_check_files(const LodStoreDirectory *d)
{
  static const char *const names[] = {"data-sp2o.db", "data-so2p.db",
                                      "data-po2s.db", "data-p2so.db",
                                      "data-contexts.db"};
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < sizeof names / sizeof *names && !status; i++)
    status = check_file(d, names[i]);
  return status;
}
