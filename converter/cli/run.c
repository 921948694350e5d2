#include "cli/run.h"

#include "cli/text.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

LodLog *lod_run_begin(const LodOptions *options, LodConsole *console)
{
  console->quiet = options->quiet;
  console->verbose = options->verbose;
  lod_console_set_color(console, options->color);
  lod_console_set_progress(console, options->progress);
  LodLog *log = lod_log_new();
  if (!log)
    lod_console_error(console, _("out of memory"));
  else
    lod_log_set_handler(log, lod_console_message, console);
  return log;
}

/* "12 rows", and the statements where RDF was written. */
static void describe(const LodRunReport *report, char *buffer, size_t size)
{
  int used = snprintf(buffer, size,
                      ngettext("%" PRIu64 " row", "%" PRIu64 " rows",
                               (unsigned long)report->rows),
                      report->rows);
  if (used < 0 || (size_t)used >= size || report->statements == 0)
    return;
  snprintf(buffer + used, size - (size_t)used,
           ngettext(", %" PRIu64 " statement", ", %" PRIu64 " statements",
                    (unsigned long)report->statements),
           report->statements);
}

/* A run that goes well needs no words, but a person who waits for a file
   wants to know that it is there. */
static void summarise(const LodOptions *options, LodConsole *console,
                      const LodRunReport *report)
{
  char what[120];
  const char *output = options->convert.output;
  describe(report, what, sizeof(what));
  if (output && (console->terminal || console->verbose))
    lod_console_say(console, _("wrote %s: %s"), output, what);
  if (console->verbose && report->bytes_in > 0)
    lod_console_say(console, _("%s, %.2f s, %" PRIu64 " keys"), what,
                    report->seconds, report->keys);
}

static LodStatus write_report(const LodOptions *options,
                              const LodRunReport *report, LodLog *log,
                              LodStatus status)
{
  if (!options->report || !report || status == LOD_ERR_USAGE)
    return status;
  LodStatus written =
      lod_report_write(options->report, (const char *const *)options->operands,
                       options->operand_count, report, log);
  return status ? status : written;
}

int lod_run_end(const LodOptions *options, LodConsole *console, LodLog *log,
                LodStatus status, LodStop stop, const LodRunReport *report)
{
  /* Where memory ends there may be none for a message. */
  if (status == LOD_ERR_NO_MEMORY && lod_log_count(log, LOD_ERROR) == 0)
    lod_log_add(log, LOD_ERROR, "memory", NULL, "out of memory");
  LodStatus reported = write_report(options, report, log, status);
  if (!status && reported)
    stop = LOD_STOP_REPORT;
  status = reported;
  lod_console_close(console, log);
  if (status && status != LOD_ERR_USAGE && status != LOD_ERR_PIPE_CLOSED)
    lod_outcome_stopped(console, stop);
  if (status)
    return lod_status_exit_code(status);
  if (report)
    summarise(options, console, report);
  bool faulty = lod_outcome_faulty(options, console, log, report);
  return lod_status_exit_code(faulty ? LOD_ERR_INPUT : LOD_SUCCESS);
}

void lod_run_add(LodRunReport *total, const LodRunReport *part)
{
  total->rows += part->rows;
  total->statements += part->statements;
  total->bytes_in += part->bytes_in;
  total->bytes_out += part->bytes_out;
  total->keys += part->keys;
  total->key_bytes += part->key_bytes;
  total->keys_spilled += part->keys_spilled;
  total->rows_faulty += part->rows_faulty;
  total->terms_left_out += part->terms_left_out;
  total->seconds += part->seconds;
  if (part->verdict > total->verdict)
    total->verdict = part->verdict;
  total->incomplete = total->incomplete || part->incomplete;
  memcpy(total->mapping, part->mapping, sizeof(total->mapping));
}
