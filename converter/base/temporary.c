#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_TMPFILE, mkostemp */
#endif

#include "base/buffer.h"
#include "base/memory.h"
#include "base/temporary.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define MOST_LINKS    40 /* as Linux has it */
#define MOST_ATTEMPTS 100
#define SUFFIX_SIZE   6

/* The part of PATH up to its last slash, that one included. */
static LodView folder_of(const char *path)
{
  const char *slash = strrchr(path, '/');
  return (LodView){path, slash ? (size_t)(slash - path) + 1 : 0};
}

/* Read the symbolic link PATH as a path from where PATH is seen from. */
static LodStatus follow_link(const char *path, char **followed)
{
  LodBuffer target = {0};
  LodStatus status = LOD_SUCCESS;
  char link[PATH_MAX];
  ssize_t size = readlink(path, link, sizeof link);
  if (size < 0)
    return LOD_ERR_IO;
  if (size == 0 || link[0] != '/')
    status = lod_buffer_append_view(&target, folder_of(path));
  if (!status)
    status = lod_buffer_append(&target, link, (size_t)size);
  if (!status)
    status = lod_buffer_terminate(&target);
  if (status)
    lod_buffer_free(&target);
  *followed = target.data;
  return status;
}

LodStatus lod_temporary_resolve(const char *path, char **target)
{
  struct stat found;
  char *at = lod_strdup(path);
  if (!at)
    return LOD_ERR_NO_MEMORY;
  for (int links = 0; !lstat(at, &found) && S_ISLNK(found.st_mode); links++) {
    char *next = NULL;
    LodStatus status = LOD_ERR_IO;
    if (links == MOST_LINKS)
      errno = ELOOP;
    else
      status = follow_link(at, &next);
    int error = errno;
    lod_free(at);
    errno = error;
    if (status)
      return status;
    at = next;
  }
  *target = at;
  return LOD_SUCCESS;
}

static bool fill_random(char suffix[SUFFIX_SIZE])
{
  unsigned char random[SUFFIX_SIZE];
  if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
    return false;
  for (size_t i = 0; i < SUFFIX_SIZE; i++)
    suffix[i] = "abcdefghijklmnopqrstuvwxyz234567"[random[i] & 31];
  return true;
}

/* "FOLDER/.NAME.XXXXXX.tmp", NAME cut so that the whole is a file name;
 *suffix is where the X are. */
static LodStatus make_name(const char *target, LodBuffer *name, size_t *suffix)
{
  LodView folder = folder_of(target);
  LodView base = lod_view(target + folder.size);
  const size_t most = NAME_MAX - sizeof "..XXXXXX.tmp";
  if (base.size > most)
    base.size = most;
  LodStatus status = lod_buffer_append_view(name, folder);
  if (!status)
    status = lod_buffer_append_char(name, '.');
  if (!status)
    status = lod_buffer_append_view(name, base);
  if (!status)
    status = lod_buffer_append_char(name, '.');
  *suffix = name->size;
  if (!status)
    status = lod_buffer_append_text(name, "XXXXXX.tmp");
  if (!status)
    status = lod_buffer_terminate(name);
  return status;
}

/* The owner is kept as far as we may.  Where the group cannot be, the new
   group gets no rights that it did not have. */
static int take_permissions(int descriptor, const struct stat *old)
{
  mode_t mode = old->st_mode & 07777;
  if (fchown(descriptor, old->st_uid, old->st_gid)) {
    struct stat made;
    if (fstat(descriptor, &made))
      return -1;
    if (made.st_gid != old->st_gid &&
        fchown(descriptor, (uid_t)-1, old->st_gid))
      mode &= ~(mode_t)(S_IRWXG | S_ISGID);
    if (made.st_uid != old->st_uid)
      mode &= ~(mode_t)S_ISUID;
  }
  return fchmod(descriptor, mode);
}

LodStatus lod_temporary_make(const char *target, const struct stat *old,
                             char **name, int *descriptor)
{
  LodBuffer path = {0};
  size_t suffix = 0;
  LodStatus status = make_name(target, &path, &suffix);
  /* Nobody may look into what will replace a private file. */
  mode_t mode = old ? 0600 : 0666;
  int made = -1;
  for (int i = 0; !status && made < 0; i++) {
    if (!fill_random(path.data + suffix))
      status = LOD_ERR_IO;
    else
      made = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (made < 0 && (errno != EEXIST || i == MOST_ATTEMPTS))
      status = LOD_ERR_IO;
  }
  if (!status && old && take_permissions(made, old)) {
    int error = errno;
    unlink(path.data);
    close(made);
    errno = error;
    status = LOD_ERR_IO;
  }
  if (status) {
    int error = errno;
    lod_buffer_free(&path);
    errno = error;
  }
  *name = path.data;
  *descriptor = status ? -1 : made;
  return status;
}

/* For file systems without O_TMPFILE. */
static LodStatus make_and_unlink(const char *folder, int *descriptor)
{
  LodBuffer path = {0};
  LodStatus status = lod_buffer_printf(&path, "%s/lodstone-XXXXXX", folder);
  if (!status)
    status = lod_buffer_terminate(&path);
  if (!status) {
    *descriptor = mkostemp(path.data, O_CLOEXEC);
    if (*descriptor < 0 || unlink(path.data))
      status = LOD_ERR_IO;
  }
  int error = errno;
  lod_buffer_free(&path);
  errno = error;
  return status;
}

LodStatus lod_temporary_unnamed(int *descriptor)
{
  const char *folder = getenv("TMPDIR");
  if (!folder || !*folder)
    folder = "/tmp";
#ifdef O_TMPFILE
  *descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
  if (*descriptor >= 0)
    return LOD_SUCCESS;
#endif
  return make_and_unlink(folder, descriptor);
}

/* A folder may be written to and not read. */
LodStatus lod_temporary_open_folder(const char *path, int *descriptor)
{
  LodView folder = folder_of(path);
  *descriptor = -1;
  char *name =
      folder.size ? lod_view_strdup(folder) : lod_view_strdup(LOD_VIEW("."));
  if (!name)
    return LOD_ERR_NO_MEMORY;
  *descriptor = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int error = errno;
  lod_free(name);
  errno = error;
  return *descriptor >= 0 || error == EACCES ? LOD_SUCCESS : LOD_ERR_IO;
}

/* Some file systems cannot sync folders. */
LodStatus lod_temporary_sync(int folder)
{
  if (folder < 0)
    return LOD_SUCCESS;
  bool failed = fsync(folder) && errno != EINVAL && errno != ENOTSUP;
  int error = errno;
  close(folder);
  errno = error;
  return failed ? LOD_ERR_IO : LOD_SUCCESS;
}

LodStatus lod_temporary_sync_folder(const char *path)
{
  int folder;
  LodStatus status = lod_temporary_open_folder(path, &folder);
  return status ? status : lod_temporary_sync(folder);
}
