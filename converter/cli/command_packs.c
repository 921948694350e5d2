#include "cli/command.h"
#include "cli/run.h"
#include "cli/text.h"
#include <lodstone/pack.h>
#include <stdio.h>

/* Widths of the columns, in characters. */
typedef struct Widths {
  size_t name;
  size_t version;
  size_t title;
} Widths;

static void widen(size_t *width, const char *text)
{
  size_t columns = lod_text_columns(text);
  if (columns > *width)
    *width = columns;
}

static void put_padded(const char *text, size_t width)
{
  size_t columns = lod_text_columns(text);
  lod_text_put(stdout, text);
  printf("%*s", (int)(width - columns + 2), "");
}

static void put_packs(const LodPackList *list)
{
  Widths widths = {0};
  for (size_t i = 0; i < lod_pack_list_size(list); i++) {
    const LodPack *pack = lod_pack_list_at(list, i);
    widen(&widths.name, pack->name);
    widen(&widths.version, pack->version);
    widen(&widths.title, pack->title);
  }
  for (size_t i = 0; i < lod_pack_list_size(list); i++) {
    const LodPack *pack = lod_pack_list_at(list, i);
    put_padded(pack->name, widths.name);
    put_padded(pack->version, widths.version);
    put_padded(pack->title, widths.title);
    lod_text_put(stdout, pack->path);
    putchar('\n');
  }
}

int lod_command_packs(const LodOptions *options, LodConsole *console)
{
  LodPackList *list = NULL;
  LodLog *log = lod_run_begin(options, console);
  if (!log)
    return lod_status_exit_code(LOD_ERR_NO_MEMORY);
  LodStatus status = lod_pack_list_new(NULL, log, &list);
  if (!status)
    put_packs(list);
  lod_pack_list_free(list);
  int exit_status =
      lod_run_end(options, console, log, status, LOD_STOP_NOTHING, NULL);
  lod_log_free(log);
  return exit_status;
}
