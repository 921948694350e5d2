#include "publish/draw.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Run "dot" with FROM as its standard input and TO as its output. */
static LodStatus run_dot(int from, int to)
{
  posix_spawn_file_actions_t actions;
  char name[] = "dot", form[] = "-Tsvg";
  char *arguments[] = {name, form, NULL};
  pid_t child;
  int code = 0;
  if (posix_spawn_file_actions_init(&actions))
    return LOD_ERR_NO_MEMORY;
  int failed = posix_spawn_file_actions_adddup2(&actions, from, STDIN_FILENO) ||
               posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO) ||
               posix_spawnp(&child, "dot", &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed)
    return LOD_ERR_USAGE;
  while (waitpid(child, &code, 0) < 0)
    if (errno != EINTR)
      return LOD_ERR_IO;
  return WIFEXITED(code) && WEXITSTATUS(code) == 0 ? LOD_SUCCESS
                                                   : LOD_ERR_USAGE;
}

static LodStatus read_back(FILE *file, LodBuffer *text)
{
  char block[16384];
  size_t size;
  LodStatus status = LOD_SUCCESS;
  text->size = 0;
  rewind(file);
  while (!status && (size = fread(block, 1, sizeof block, file)) > 0)
    status = lod_buffer_append(text, block, size);
  return status ? status : ferror(file) ? LOD_ERR_IO : LOD_SUCCESS;
}

LodStatus lod_draw_svg(LodBuffer *text, LodLog *log)
{
  FILE *in = tmpfile(), *out = tmpfile();
  LodStatus status = in && out ? LOD_SUCCESS : LOD_ERR_IO;
  if (!status && (fwrite(text->data, 1, text->size, in) != text->size ||
                  fflush(in) != 0 || fseek(in, 0, SEEK_SET) != 0))
    status = LOD_ERR_IO;
  if (!status)
    status = run_dot(fileno(in), fileno(out));
  if (status == LOD_ERR_USAGE)
    lod_log_add(log, LOD_ERROR, "no-graphviz", NULL,
                "the program dot did not draw the picture; install Graphviz, "
                "or ask for the DOT text");
  else if (status)
    lod_log_add(log, LOD_ERROR, "io", NULL,
                "cannot write a temporary file for the picture");
  if (!status)
    status = read_back(out, text);
  if (in)
    fclose(in);
  if (out)
    fclose(out);
  return status;
}
