/* lodstone: the program, a thin client of the library. */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/help.h"
#include "cli/locale.h"
#include "cli/refused.h"
#include "cli/standard_output.h"
#include "cli/text.h"
#include <errno.h>
#include <fcntl.h>
#include <lodstone/version.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int (*Runner)(const LodOptions *, LodConsole *);

static Runner runner_of(const LodCommand *command)
{
  switch (command->bit) {
  case LOD_CONVERT:
    return lod_command_convert;
  case LOD_CHECK:
    return lod_command_check;
  case LOD_BATCH:
    return lod_command_batch;
  case LOD_EXPLAIN:
    return lod_command_explain;
  case LOD_PACKS:
    return lod_command_packs;
  case LOD_LOAD:
    return lod_command_load;
  case LOD_QUERY:
    return lod_command_query;
  default:
    return NULL;
  }
}

/* A file that is opened later must not become standard output because that
   one was closed: put in its place what fails when it is used. */
static void hold_standard_files(void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
        open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
      _exit(3);
}

/* A closed pipe and a file that is too large come back as errors of write. */
static void ignore_signals(void)
{
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigaction(SIGPIPE, &ignore, NULL);
  sigaction(SIGXFSZ, &ignore, NULL);
}

/* Help on a full disk is a failure, too. */
static int close_output(LodConsole *console, int exit_status)
{
  int closed =
      lod_status_exit_code(lod_standard_output_close(console, LOD_SUCCESS));
  return exit_status ? exit_status : closed;
}

static int run_command(const LodCommand *command, int argc, char **argv,
                       LodConsole *console)
{
  LodOptions options;
  LodStatus status = lod_options_parse(command, argc, argv, console, &options);
  int exit_status = lod_status_exit_code(status);
  if (!status && options.help)
    lod_help_command(command, stdout);
  else if (!status)
    exit_status = runner_of(command)(&options, console);
  lod_options_clear(&options);
  return exit_status;
}

static int run(int argc, char **argv, LodConsole *console)
{
  if (argc < 2) {
    lod_help_program(stderr);
    return lod_status_exit_code(LOD_ERR_USAGE);
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
    lod_help_program(stdout);
    return EXIT_SUCCESS;
  }
  if (strcmp(argv[1], "--version") == 0) {
    printf("lodstone %s\n", lod_version());
    return EXIT_SUCCESS;
  }
  const LodCommand *command = lod_command_find(argv[1]);
  if (!command) {
    lod_refused_command(console, argv[1]);
    return lod_status_exit_code(LOD_ERR_USAGE);
  }
  return run_command(command, argc - 1, argv + 1, console);
}

int main(int argc, char **argv)
{
  LodConsole console;
  hold_standard_files();
  ignore_signals();
  lod_locale_init();
  lod_console_init(&console);
  return close_output(&console, run(argc, argv, &console));
}
