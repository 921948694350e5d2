/* Converts a ledger to N-Triples with the installed library:

     cc use_lodstone.c $(pkg-config --cflags --libs lodstone) -o use_lodstone
     ./use_lodstone ledger.csv https://data.example.se/ > ledger.nt

   The data goes to standard output, messages and a summary to standard
   error.  The exit status is that of the program lodstone.  */
#include <inttypes.h>
#include <lodstone/convert.h>
#include <lodstone/version.h>
#include <stdio.h>
#include <stdlib.h>

/* Called for each message as it comes, already in the user's language. */
static void show_message(void *user, const LodMessage *message)
{
  static const char *const severities[] = {"note", "warning", "error"};
  const LodPlace *place = &message->place;
  FILE *stream = user;
  if (place->file != NULL)
    fprintf(stream, "%s:", place->file);
  if (place->line > 0)
    fprintf(stream, "%" PRIu64 ":%" PRIu32 ":", place->line, place->column);
  fprintf(stream, " %s: %s\n", severities[message->severity], message->text);
}

/* Called for each block of output.  A status other than LOD_SUCCESS stops the
   conversion and becomes its result. */
static LodStatus write_block(void *user, const char *data, size_t size)
{
  return fwrite(data, 1, size, user) == size ? LOD_SUCCESS : LOD_ERR_IO;
}

static LodStatus convert(const char *ledger, const char *base, LodLog *log)
{
  LodConvertOptions options;
  LodRunReport report;
  LodStatus status;

  lod_convert_options_init(&options);
  options.mapping = "leverantorsreskontra"; /* the columns tell the version */
  options.format = "ntriples";
  options.base = base;
  options.write = write_block;
  options.write_user = stdout;

  status = lod_convert(ledger, &options, log, &report);
  if (status == LOD_SUCCESS && fflush(stdout) != 0)
    status = LOD_ERR_IO;
  if (ferror(stdout)) /* our own fault: the log does not know it */
    fprintf(stderr, "cannot write standard output\n");
  if (status == LOD_SUCCESS)
    fprintf(stderr,
            "lodstone %s, %s: %" PRIu64 " rows, %" PRIu64 " statements\n",
            lod_version(), report.mapping, report.rows, report.statements);
  if (status == LOD_SUCCESS && report.incomplete)
    status = LOD_ERR_INPUT; /* something was left out: the messages say what */
  return status;
}

int main(int argc, char **argv)
{
  LodStatus status;
  LodLog *log;

  if (argc != 3) {
    fprintf(stderr, "usage: %s LEDGER BASE-IRI\n", argv[0]);
    return lod_status_exit_code(LOD_ERR_USAGE);
  }
  log = lod_log_new();
  if (log == NULL)
    return lod_status_exit_code(LOD_ERR_NO_MEMORY);
  lod_log_set_handler(log, show_message, stderr);
  status = convert(argv[1], argv[2], log);
  lod_log_free(log);
  return lod_status_exit_code(status);
}
