#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static bool slurp(FILE *file, LodBuffer *out)
{
  char data[65536];
  size_t size;
  rewind(file);
  while ((size = fread(data, 1, sizeof data, file)) > 0)
    if (lod_buffer_append(out, data, size))
      return false;
  return !ferror(file) && !lod_buffer_terminate(out);
}

static bool start(const char *const argv[], FILE *out, FILE *err, pid_t *child)
{
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions))
    return false;
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, fileno(out), 1);
  posix_spawn_file_actions_adddup2(&actions, fileno(err), 2);
  errno = posix_spawn(child, argv[0], &actions, NULL,
                      (char *const *)(uintptr_t)argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  return errno == 0;
}

static void await(pid_t child, unsigned seconds, Process *process)
{
  const struct timespec pause = {0, 2000000};
  time_t end = time(NULL) + (time_t)seconds;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (!process->timed_out && time(NULL) > end) {
      process->timed_out = true;
      kill(child, SIGKILL);
    }
    nanosleep(&pause, NULL);
  }
  process->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool process_run(const char *const argv[], unsigned seconds, Process *process)
{
  FILE *out = tmpfile(), *err = tmpfile();
  pid_t child;
  *process = (Process){.status = -1};
  bool done = out && err && start(argv, out, err, &child);
  if (done) {
    await(child, seconds, process);
    done = slurp(out, &process->out) && slurp(err, &process->err);
  }
  if (out)
    fclose(out);
  if (err)
    fclose(err);
  return done;
}

void process_free(Process *process)
{
  lod_buffer_free(&process->out);
  lod_buffer_free(&process->err);
}
