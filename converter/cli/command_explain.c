#include "cli/command.h"
#include "cli/run.h"
#include "cli/text.h"
#include <lodstone/explain.h>

int lod_command_explain(const LodOptions *options, LodConsole *console)
{
  if (options->operand_count == 0 && !options->convert.mapping) {
    lod_console_error(console, _("explain needs INPUT or --mapping; see "
                                 "\"lodstone explain --help\""));
    return lod_status_exit_code(LOD_ERR_USAGE);
  }
  LodLog *log = lod_run_begin(options, console);
  if (!log)
    return lod_status_exit_code(LOD_ERR_NO_MEMORY);
  const char *input = options->operand_count ? options->operands[0] : NULL;
  LodStatus status =
      lod_explain(input, &options->convert, (LodExplainForm)options->form, log);
  int exit_status = lod_run_end(options, console, log, status,
                                lod_outcome_of_output(options, 0), NULL);
  lod_log_free(log);
  return exit_status;
}
