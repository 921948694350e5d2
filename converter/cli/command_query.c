#include "cli/command.h"
#include "cli/run.h"
#include "cli/standard_output.h"
#include "cli/text.h"
#include <errno.h>
#include <lodstone/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A query is written by hand; this is room for any. */
enum { LONGEST_QUERY = 1 << 20 };

/* Read all of FILE; *text is the caller's to free.  errno tells why not. */
static bool read_all(FILE *file, char **text)
{
  *text = malloc(LONGEST_QUERY + 1);
  if (!*text)
    return false;
  size_t size = fread(*text, 1, LONGEST_QUERY + 1, file);
  if (ferror(file))
    return false;
  if (size > LONGEST_QUERY) {
    errno = EFBIG;
    return false;
  }
  (*text)[size] = '\0';
  return true;
}

static LodStatus read_query(const char *path, LodConsole *console, char **text)
{
  LodStatus status = LOD_SUCCESS;
  bool standard = strcmp(path, "-") == 0;
  FILE *file = standard ? stdin : fopen(path, "r");
  if (!file || !read_all(file, text))
    status = lod_console_cannot_read(console, path);
  if (file && !standard)
    fclose(file);
  return status;
}

static LodStatus ask(const LodOptions *options, const char *sparql,
                     LodConsole *console, LodLog *log)
{
  LodStore *store;
  LodStatus status =
      lod_store_open(options->store, LOD_STORE_READ, log, &store);
  if (status)
    return status;
  status = lod_store_query(store, sparql, options->results,
                           lod_standard_output_write, console);
  LodStatus closed = lod_store_close(store);
  return lod_standard_output_close(console, status ? status : closed);
}

int lod_command_query(const LodOptions *options, LodConsole *console)
{
  char *text = NULL;
  LodStatus status = LOD_SUCCESS;
  if ((options->query_file != NULL) == (options->operand_count == 1)) {
    lod_console_error(console, _("query needs one of SPARQL and --file; see "
                                 "\"lodstone query --help\""));
    return lod_status_exit_code(LOD_ERR_USAGE);
  }
  LodLog *log = lod_run_begin(options, console);
  if (!log)
    return lod_status_exit_code(LOD_ERR_NO_MEMORY);
  if (options->query_file)
    status = read_query(options->query_file, console, &text);
  if (!status)
    status = ask(options, text ? text : options->operands[0], console, log);
  int exit_status =
      lod_run_end(options, console, log, status, LOD_STOP_NOTHING, NULL);
  free(text);
  lod_log_free(log);
  return exit_status;
}
