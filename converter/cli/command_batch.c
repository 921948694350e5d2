#include "cli/command.h"
#include "cli/run.h"
#include "cli/text.h"
#include <inttypes.h>
#include <lodstone/batch.h>
#include <stdio.h>

static const char *outcome_of(const LodBatchFile *file)
{
  if (file->status)
    return N_("failed");
  return file->report.incomplete ? N_("done, something left out") : N_("done");
}

static void put_row(LodConsole *console, const LodBatchFile *file, size_t width)
{
  const char *outcome = _(outcome_of(file));
  int gap = (int)(width - lod_text_columns(file->input));
  if (file->status)
    lod_console_say(console, "%s%*s %10s %12s  %s", file->input, gap, "", "-",
                    "-", outcome);
  else
    lod_console_say(console, "%s%*s %10" PRIu64 " %12" PRIu64 "  %s",
                    file->input, gap, "", file->report.rows,
                    file->report.statements, outcome);
}

/* One line a file; returns the sums of the runs. */
static LodRunReport put_table(LodConsole *console, const LodBatchReport *report)
{
  LodRunReport total = {0};
  size_t width = lod_text_columns(_("file"));
  size_t size = lod_batch_report_size(report);
  for (size_t i = 0; i < size; i++) {
    size_t columns = lod_text_columns(lod_batch_report_at(report, i)->input);
    width = columns > width ? columns : width;
  }
  int gap = (int)(width - lod_text_columns(_("file")));
  lod_console_say(console, "%s%*s %10s %12s  %s", _("file"), gap, "", _("rows"),
                  _("statements"), _("outcome"));
  for (size_t i = 0; i < size; i++) {
    const LodBatchFile *file = lod_batch_report_at(report, i);
    put_row(console, file, width);
    lod_run_add(&total, &file->report);
  }
  return total;
}

int lod_command_batch(const LodOptions *options, LodConsole *console)
{
  LodBatchReport *report = NULL;
  LodRunReport total = {0};
  LodOptions run = *options;
  run.operand_count = 1; /* OUT is no input */
  LodLog *log = lod_run_begin(options, console);
  if (!log)
    return lod_status_exit_code(LOD_ERR_NO_MEMORY);
  LodStatus status = lod_batch(options->operands[0], options->operands[1],
                               &options->convert, log, &report);
  bool some = report && lod_batch_report_size(report) > 0;
  if (some)
    total = put_table(console, report);
  LodStop stop = some ? LOD_STOP_TABLES : LOD_STOP_OUTPUT;
  int exit_status = lod_run_end(&run, console, log, status, stop, &total);
  lod_batch_report_free(report);
  lod_log_free(log);
  return exit_status;
}
