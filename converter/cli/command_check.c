#include "cli/command.h"
#include "cli/run.h"
#include "cli/text.h"
#include <lodstone/check.h>

/* A table that does not conform does not keep the next one from its check. */
static LodStatus check_inputs(const LodOptions *options, LodConsole *console,
                              LodLog *log, LodRunReport *total)
{
  LodConvertOptions convert = options->convert;
  size_t count = options->operand_count ? options->operand_count : 1;
  LodStatus verdict = LOD_SUCCESS;
  convert.progress = lod_console_progress;
  convert.progress_user = console;
  for (size_t i = 0; i < count; i++) {
    LodRunReport report = {0};
    const char *input = options->operand_count ? options->operands[i] : NULL;
    LodStatus status = lod_check(input, &convert, log, &report);
    lod_run_add(total, &report);
    if (status && status != LOD_ERR_INPUT)
      return status;
    if (status || report.incomplete)
      verdict = LOD_ERR_INPUT;
  }
  total->incomplete = false; /* nothing was written that could be */
  return verdict;
}

int lod_command_check(const LodOptions *options, LodConsole *console)
{
  const LodConvertOptions *convert = &options->convert;
  LodRunReport total = {0};
  if (options->operand_count == 0 && !convert->mapping && !convert->metadata) {
    lod_console_error(console, _("check needs INPUT or --mapping; see "
                                 "\"lodstone check --help\""));
    return lod_status_exit_code(LOD_ERR_USAGE);
  }
  LodLog *log = lod_run_begin(options, console);
  if (!log)
    return lod_status_exit_code(LOD_ERR_NO_MEMORY);
  LodStatus status = check_inputs(options, console, log, &total);
  if (!status && options->strict && lod_log_count(log, LOD_WARNING) > 0)
    status = LOD_ERR_INPUT;
  if (status)
    total.verdict =
        status == LOD_ERR_INPUT ? LOD_VERDICT_CONFORMS_NOT : LOD_VERDICT_NONE;
  if (!status && (console->terminal || console->verbose))
    lod_console_say(console, _("conforms"));
  LodStop stop = status == LOD_ERR_INPUT ? LOD_STOP_VERDICT : LOD_STOP_NOTHING;
  int exit_status = lod_run_end(options, console, log, status, stop, &total);
  lod_log_free(log);
  return exit_status;
}
