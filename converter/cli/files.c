#include "cli/files.h"

#include "cli/text.h"
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that there is; or the folder and name of one that is to be made. */
typedef struct Identity {
  bool known; /* devices and the like may be named as often as one wants */
  const char *name; /* NULL: there is such a file */
  dev_t device;
  ino_t node;
} Identity;

typedef struct Named {
  const char *option; /* or what the help calls the operand */
  const char *path;   /* NULL: not given */
} Named;

/* The folder that PATH is in, in FOLDER of SIZE bytes; false: too long. */
static bool folder_of(const char *path, char *folder, size_t size)
{
  const char *slash = strrchr(path, '/');
  size_t length = slash ? (size_t)(slash - path) + 1 : 0;
  if (length >= size)
    return false;
  memcpy(folder, path, length);
  strcpy(folder + length, length ? "" : ".");
  return true;
}

static Identity identify_new(const char *path)
{
  char folder[PATH_MAX];
  struct stat info;
  const char *slash = strrchr(path, '/');
  if (!folder_of(path, folder, sizeof(folder)) || stat(folder, &info) != 0)
    return (Identity){0};
  return (Identity){true, slash ? slash + 1 : path, info.st_dev, info.st_ino};
}

static Identity identify(const char *path)
{
  struct stat info;
  if (stat(path, &info) != 0)
    return errno == ENOENT ? identify_new(path) : (Identity){0};
  return (Identity){S_ISREG(info.st_mode), NULL, info.st_dev, info.st_ino};
}

static bool is_same(const char *one, const char *other)
{
  Identity a = identify(one);
  Identity b = identify(other);
  if (!a.known || !b.known || a.device != b.device || a.node != b.node)
    return false;
  return a.name && b.name ? strcmp(a.name, b.name) == 0 : !a.name && !b.name;
}

static bool collide(LodConsole *console, const Named *a, const Named *b)
{
  if (!a->path || !b->path || strcmp(b->path, "-") == 0 ||
      !is_same(a->path, b->path))
    return false;
  lod_console_error(console, _("%s and %s are the same file, \"%s\""),
                    a->option, b->option, a->path);
  return true;
}

/* Data alone goes to standard output. */
static bool is_standard_output(LodConsole *console, const Named *file)
{
  if (!file->path || strcmp(file->path, "-") != 0)
    return false;
  lod_console_error(console,
                    _("%s needs a file: standard output is for the data"),
                    file->option);
  return true;
}

/* The report is written when everything else is in place: that it cannot be
   must be known before. */
static LodStatus check_report(LodConsole *console, const char *path)
{
  char folder[PATH_MAX];
  struct stat info;
  bool exists = path && stat(path, &info) == 0;
  errno = ENAMETOOLONG;
  if (!path)
    return LOD_SUCCESS;
  if (exists && S_ISDIR(info.st_mode))
    errno = EISDIR;
  else if (exists ? access(path, W_OK) == 0
                  : folder_of(path, folder, sizeof(folder)) &&
                        access(folder, W_OK | X_OK) == 0)
    return LOD_SUCCESS;
  lod_console_error(console, _("cannot write the report %s: %s"), path,
                    strerror(errno));
  return LOD_ERR_IO;
}

LodStatus lod_files_check(LodConsole *console, LodOptions *options)
{
  LodConvertOptions *convert = &options->convert;
  if (convert->output && strcmp(convert->output, "-") == 0)
    convert->output = NULL;
  const Named written[] = {{"--output", convert->output},
                           {"--reject", convert->reject},
                           {"--report", options->report}};
  const Named read[] = {{"--mapping", convert->mapping},
                        {"--metadata", convert->metadata}};
  for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++) {
    bool bad = is_standard_output(console, &written[i]);
    for (size_t j = 0; j < i && !bad; j++)
      bad = collide(console, &written[j], &written[i]);
    for (size_t j = 0; j < sizeof(read) / sizeof(*read) && !bad; j++)
      bad = collide(console, &written[i], &read[j]);
    for (size_t j = 0; j < options->operand_count && !bad; j++)
      bad = collide(console, &written[i],
                    &(Named){"INPUT", options->operands[j]});
    if (bad)
      return LOD_ERR_USAGE;
  }
  return check_report(console, options->report);
}
