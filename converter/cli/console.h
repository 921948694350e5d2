/* The one door to standard error: messages, progress, summaries. */
#ifndef LODSTONE_CLI_CONSOLE_H
#define LODSTONE_CLI_CONSOLE_H

#include <lodstone/convert.h>
#include <lodstone/log.h>
#include <stdbool.h>
#include <time.h>

typedef enum LodWhen { LOD_AUTO, LOD_ALWAYS, LOD_NEVER } LodWhen;

typedef struct LodConsole {
  bool terminal; /* standard error is one */
  bool quiet;    /* errors only */
  bool verbose;
  bool color;
  bool progress;
  int progress_width; /* of the progress line that stands there now */
  struct timespec start;
} LodConsole;

/* Set up for what standard error is. */
void lod_console_init(LodConsole *console);
void lod_console_set_color(LodConsole *console, LodWhen when);
void lod_console_set_progress(LodConsole *console, LodWhen when);

/* Show a message of the log; a LodLogHandler, the LodConsole as the user. */
void lod_console_message(void *user, const LodMessage *message);

/* Show "lodstone: error: ...".  FORMAT has been translated. */
void lod_console_error(LodConsole *console, const char *format, ...)
    LOD_PRINTF(2, 3);

/* Show "NAME: error: cannot read: ..." for what errno says.  Returns the
   status that stands for it: LOD_ERR_INPUT when there is no such file or it
   is none that can be taken, else LOD_ERR_IO. */
LodStatus lod_console_cannot_read(LodConsole *console, const char *name);

/* Show "lodstone: ...", unless quiet.  FORMAT has been translated. */
void lod_console_say(LodConsole *console, const char *format, ...)
    LOD_PRINTF(2, 3);

/* Show how far a run has come; a LodProgressHandler. */
void lod_console_progress(void *user, const LodProgress *progress);

/* Take away the progress line, and say of which messages LOG has more than
   were shown. */
void lod_console_close(LodConsole *console, const LodLog *log);

#endif
