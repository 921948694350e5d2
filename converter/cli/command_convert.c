#include "cli/command.h"
#include "cli/run.h"
#include "cli/text.h"

int lod_command_convert(const LodOptions *options, LodConsole *console)
{
  LodConvertOptions convert = options->convert;
  LodRunReport report = {0};
  if (options->operand_count == 0 && !convert.mapping && !convert.metadata) {
    lod_console_error(console, _("convert needs INPUT or --mapping; see "
                                 "\"lodstone convert --help\""));
    return lod_status_exit_code(LOD_ERR_USAGE);
  }
  LodLog *log = lod_run_begin(options, console);
  if (!log)
    return lod_status_exit_code(LOD_ERR_NO_MEMORY);
  convert.progress = lod_console_progress;
  convert.progress_user = console;
  const char *input = options->operand_count ? options->operands[0] : NULL;
  LodStatus status = lod_convert(input, &convert, log, &report);
  int exit_status =
      lod_run_end(options, console, log, status,
                  lod_outcome_of_output(options, report.bytes_out), &report);
  lod_log_free(log);
  return exit_status;
}
