#include "cli/outcome.h"

#include "cli/text.h"
#include <inttypes.h>
#include <stdio.h>

LodStop lod_outcome_of_output(const LodOptions *options, uint64_t bytes_out)
{
  if (options->convert.output)
    return LOD_STOP_OUTPUT;
  return bytes_out ? LOD_STOP_PIPE : LOD_STOP_EMPTY;
}

void lod_outcome_stopped(LodConsole *console, LodStop stop)
{
  static const char *const words[] = {
      [LOD_STOP_OUTPUT] = N_("stopped; nothing was replaced"),
      [LOD_STOP_EMPTY] = N_("stopped; nothing was written"),
      [LOD_STOP_PIPE] = N_("stopped; standard output has only the beginning"),
      [LOD_STOP_INPUT] = N_("stopped; nothing was added to the store"),
      [LOD_STOP_INPUTS] = N_("stopped; the inputs before this one were added "
                             "to the store, nothing of this one was"),
      [LOD_STOP_TABLES] = N_("not every table could be converted; what failed "
                             "replaced nothing"),
      [LOD_STOP_REPORT] = N_("done and written, but for the report"),
      [LOD_STOP_VERDICT] = N_("does not conform (see the messages above)"),
  };
  if (stop != LOD_STOP_NOTHING)
    lod_console_say(console, "%s", _(words[stop]));
}

/* What was left out: "3 rows with a fault, 2 values without an IRI". */
static void describe(const LodRunReport *report, char *buffer, size_t size)
{
  int used = 0;
  *buffer = '\0';
  if (report->rows_faulty)
    used = snprintf(buffer, size,
                    ngettext("%" PRIu64 " row with a fault",
                             "%" PRIu64 " rows with a fault",
                             (unsigned long)report->rows_faulty),
                    report->rows_faulty);
  if (!report->terms_left_out || used < 0 || (size_t)used >= size)
    return;
  snprintf(buffer + used, size - (size_t)used,
           ngettext("%s%" PRIu64 " value without an IRI",
                    "%s%" PRIu64 " values without an IRI",
                    (unsigned long)report->terms_left_out),
           used ? ", " : "", report->terms_left_out);
}

bool lod_outcome_faulty(const LodOptions *options, LodConsole *console,
                        const LodLog *log, const LodRunReport *report)
{
  uint64_t warnings = options->strict ? lod_log_count(log, LOD_WARNING) : 0;
  if (report && report->incomplete) {
    char what[160];
    describe(report, what, sizeof(what));
    lod_console_say(console,
                    _("done, but something was left out: %s (see the messages "
                      "above); all else was written"),
                    what);
    return true;
  }
  if (warnings > 0)
    lod_console_say(console,
                    ngettext("done and written; but there was %" PRIu64
                             " warning, which --strict counts as a fault",
                             "done and written; but there were %" PRIu64
                             " warnings, which --strict counts as faults",
                             (unsigned long)warnings),
                    warnings);
  return warnings > 0;
}
