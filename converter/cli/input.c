#include "cli/input.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Copy what comes through a pipe to a file without a name. */
static bool copy_to(FILE *copy)
{
  char buffer[65536];
  ssize_t size;
  while ((size = read(STDIN_FILENO, buffer, sizeof(buffer))) != 0) {
    if (size < 0 && errno == EINTR)
      continue;
    if (size < 0 || fwrite(buffer, 1, (size_t)size, copy) != (size_t)size)
      return false;
  }
  return fflush(copy) == 0;
}

/* The library reads a table from standard input itself, after we have looked
   at it: what cannot be sought goes to a temporary file first. */
static bool make_standard_input_seekable(void)
{
  if (lseek(STDIN_FILENO, 0, SEEK_CUR) != -1)
    return true;
  FILE *copy = tmpfile();
  if (!copy)
    return false;
  bool good = copy_to(copy) && lseek(fileno(copy), 0, SEEK_SET) == 0 &&
              dup2(fileno(copy), STDIN_FILENO) == STDIN_FILENO;
  int error = errno;
  fclose(copy);
  errno = error;
  return good;
}

/* RFC 8089: file://, no host, the path with what is not unreserved encoded. */
static char *file_iri(const char *name)
{
  char path[PATH_MAX];
  if (!realpath(name, path))
    return NULL;
  char *iri = malloc(sizeof("file://") + 3 * strlen(path));
  if (!iri)
    return NULL;
  char *end = stpcpy(iri, "file://");
  for (const unsigned char *p = (const unsigned char *)path; *p; p++) {
    if (isalnum(*p) || strchr("/-._~", *p))
      *end++ = (char)*p;
    else
      end += sprintf(end, "%%%02X", *p);
  }
  *end = '\0';
  return iri;
}

static LodStatus read_head(LodInput *input, LodConsole *console)
{
  while (input->head_size < sizeof(input->head)) {
    size_t size = 0;
    LodStatus status =
        lod_input_read(input, console, input->head + input->head_size,
                       sizeof(input->head) - input->head_size, &size);
    if (status || size == 0)
      return status;
    input->head_size += size;
  }
  return LOD_SUCCESS;
}

bool lod_input_is_url(const char *name)
{
  return strncasecmp(name, "http://", 7) == 0 ||
         strncasecmp(name, "https://", 8) == 0;
}

LodStatus lod_input_open(const char *name, LodConsole *console, LodInput *input)
{
  struct stat info;
  memset(input, 0, sizeof(*input));
  input->name = name;
  input->regular = true;
  input->file = -1;
  if (lod_input_is_url(name))
    return LOD_SUCCESS;
  if (strcmp(name, "-") == 0) {
    input->file = make_standard_input_seekable() ? STDIN_FILENO : -1;
  } else {
    input->file = open(name, O_RDONLY | O_CLOEXEC);
    input->base = file_iri(name);
  }
  if (input->file < 0 || fstat(input->file, &info) != 0)
    return lod_console_cannot_read(console, input->name);
  input->regular = strcmp(name, "-") == 0 || S_ISREG(info.st_mode);
  return read_head(input, console);
}

void lod_input_close(LodInput *input)
{
  if (input->file > STDERR_FILENO)
    close(input->file);
  free(input->base);
  input->base = NULL;
}

LodStatus lod_input_read(LodInput *input, LodConsole *console, char *buffer,
                         size_t room, size_t *size)
{
  ssize_t got;
  do
    got = read(input->file, buffer, room);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    return lod_console_cannot_read(console, input->name);
  *size = (size_t)got;
  return LOD_SUCCESS;
}
