#include "cli/command.h"
#include "cli/input.h"
#include "cli/run.h"
#include "cli/text.h"
#include <inttypes.h>
#include <lodstone/store.h>
#include <string.h>
#include <unistd.h>

typedef struct Load {
  const LodOptions *options;
  LodConsole *console;
  LodLog *log;
  LodStore *store;
  LodRunReport total; /* of the tables that were converted on the way */
} Load;

static LodStatus feed_document(Load *load, LodInput *input)
{
  char buffer[65536];
  size_t size = input->head_size;
  LodStatus status = lod_store_load_feed(load->store, input->head, size);
  while (!status && size > 0) {
    status =
        lod_input_read(input, load->console, buffer, sizeof(buffer), &size);
    if (!status)
      status = lod_store_load_feed(load->store, buffer, size);
  }
  return status;
}

static LodStatus feed_statements(void *load, const char *data, size_t size)
{
  return lod_store_load_feed(((Load *)load)->store, data, size);
}

/* What comes from URL, the input or what it was redirected to, is RDF. */
static LodStatus begin_rdf(void *user, const char *syntax, const char *url)
{
  const Load *load = user;
  const LodConvertOptions *convert = &load->options->convert;
  lod_store_load_cancel(load->store); /* one of N-Triples */
  return lod_store_load_begin(load->store, syntax,
                              convert->base ? convert->base : url,
                              load->options->graph, url);
}

/* Convert the table INPUT, its statements going to the store; a URL may turn
   out to be RDF. */
static LodStatus feed_table(Load *load, const LodInput *input)
{
  LodConvertOptions convert = load->options->convert;
  LodRunReport report = {0};
  convert.format = "ntriples";
  convert.write = feed_statements;
  convert.write_user = load;
  convert.begin_rdf = begin_rdf;
  convert.progress = lod_console_progress;
  convert.progress_user = load->console;
  LodStatus status = lod_convert(input->name, &convert, load->log, &report);
  lod_run_add(&load->total, &report);
  return status;
}

/* A table is read from its beginning by the library. */
static LodStatus rewind_table(const Load *load, const LodInput *input)
{
  if (input->file == STDIN_FILENO)
    lseek(STDIN_FILENO, 0, SEEK_SET);
  if (input->regular)
    return LOD_SUCCESS;
  lod_console_error(load->console,
                    _("%s: a table must be a file or standard input (-)"),
                    input->name);
  return LOD_ERR_INPUT;
}

static LodStatus load_opened(Load *load, LodInput *input, uint64_t *added)
{
  const char *syntax =
      lod_input_is_url(input->name)
          ? NULL
          : lod_store_syntax_of(input->name, input->head, input->head_size);
  const char *base = load->options->convert.base;
  LodStatus status = syntax ? LOD_SUCCESS : rewind_table(load, input);
  if (!status)
    status = lod_store_load_begin(load->store, syntax ? syntax : "ntriples",
                                  base ? base : input->base,
                                  load->options->graph, input->name);
  if (!status)
    status = syntax ? feed_document(load, input) : feed_table(load, input);
  if (!status)
    status = lod_store_load_end(load->store, added);
  if (status)
    lod_store_load_cancel(load->store);
  return status;
}

static LodStatus load_input(Load *load, const char *name)
{
  LodInput input;
  uint64_t added = 0;
  LodStatus status = lod_input_open(name, load->console, &input);
  if (!status)
    status = load_opened(load, &input, &added);
  lod_input_close(&input);
  if (!status && (load->console->terminal || load->console->verbose))
    lod_console_say(load->console,
                    ngettext("%s: %" PRIu64 " statement added to %s",
                             "%s: %" PRIu64 " statements added to %s",
                             (unsigned long)added),
                    name, added, load->options->store);
  return status;
}

int lod_command_load(const LodOptions *options, LodConsole *console)
{
  Load load = {.options = options, .console = console};
  load.log = lod_run_begin(options, console);
  if (!load.log)
    return lod_status_exit_code(LOD_ERR_NO_MEMORY);
  LodStatus status =
      lod_store_open(options->store, LOD_STORE_WRITE, load.log, &load.store);
  size_t loaded = 0;
  while (loaded < options->operand_count && !status) {
    status = load_input(&load, options->operands[loaded]);
    loaded += !status;
  }
  LodStatus closed = lod_store_close(load.store);
  int exit_status =
      lod_run_end(options, console, load.log, status ? status : closed,
                  loaded ? LOD_STOP_INPUTS : LOD_STOP_INPUT, &load.total);
  lod_log_free(load.log);
  return exit_status;
}
