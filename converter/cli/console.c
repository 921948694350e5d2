#include "cli/console.h"

#include "cli/text.h"
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Look {
  const char *word; /* message id */
  const char *color;
} Look;

static const Look looks[] = {
    [LOD_NOTE] = {N_("note"), "\033[1;36m"},
    [LOD_WARNING] = {N_("warning"), "\033[1;35m"},
    [LOD_ERROR] = {N_("error"), "\033[1;31m"},
};

static const char bold[] = "\033[1m";
static const char plain[] = "\033[0m";

static bool dumb_terminal(void)
{
  const char *term = getenv("TERM");
  return !term || strcmp(term, "dumb") == 0;
}

void lod_console_init(LodConsole *console)
{
  memset(console, 0, sizeof(*console));
  /* one write(2) a line: lines of two programs do not run together */
  setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
  console->terminal = isatty(STDERR_FILENO) != 0;
  clock_gettime(CLOCK_MONOTONIC, &console->start);
  lod_console_set_color(console, LOD_AUTO);
}

void lod_console_set_color(LodConsole *console, LodWhen when)
{
  /* https://no-color.org: set and not empty, whatever its value */
  const char *refused = getenv("NO_COLOR");
  bool sensible =
      console->terminal && !(refused && *refused) && !dumb_terminal();
  console->color = when == LOD_ALWAYS || (when == LOD_AUTO && sensible);
}

void lod_console_set_progress(LodConsole *console, LodWhen when)
{
  bool sensible = console->terminal && !console->quiet && !dumb_terminal();
  console->progress = when == LOD_ALWAYS || (when == LOD_AUTO && sensible);
}

static void erase_progress(LodConsole *console)
{
  if (console->progress_width > 0)
    fprintf(stderr, "\r%*s\r", console->progress_width, "");
  console->progress_width = 0;
}

/* Arguments come from the user too. */
static void put_expanded(const char *format, va_list arguments)
{
  char text[4096];
  vsnprintf(text, sizeof(text), format, arguments);
  lod_text_put(stderr, text);
  putc('\n', stderr);
}

static void put_place(const LodPlace *place)
{
  if (place->file && !*place->file)
    fputs("\"\"", stderr);
  lod_text_put(stderr, place->file ? place->file : LOD_TEXT_DOMAIN);
  putc(':', stderr);
  if (!place->file || !place->line)
    return;
  fprintf(stderr, "%" PRIu64 ":", place->line);
  if (place->column)
    fprintf(stderr, "%" PRIu32 ":", place->column);
}

static void put_head(const LodConsole *console, LodSeverity severity,
                     const LodPlace *place)
{
  const Look *look = &looks[severity];
  fputs(console->color ? bold : "", stderr);
  put_place(place);
  fputs(console->color ? plain : "", stderr);
  fprintf(stderr, " %s%s:%s ", console->color ? look->color : "", _(look->word),
          console->color ? plain : "");
}

void lod_console_message(void *user, const LodMessage *message)
{
  LodConsole *console = user;
  if (console->quiet && message->severity != LOD_ERROR)
    return;
  erase_progress(console);
  put_head(console, message->severity, &message->place);
  fputs(message->text, stderr);
  putc('\n', stderr);
}

void lod_console_error(LodConsole *console, const char *format, ...)
{
  static const LodPlace nowhere;
  va_list arguments;
  erase_progress(console);
  put_head(console, LOD_ERROR, &nowhere);
  va_start(arguments, format);
  put_expanded(format, arguments);
  va_end(arguments);
}

LodStatus lod_console_cannot_read(LodConsole *console, const char *name)
{
  int error = errno;
  LodPlace place = {.file = name};
  erase_progress(console);
  put_head(console, LOD_ERROR, &place);
  fprintf(stderr, _("cannot read: %s"), strerror(error));
  putc('\n', stderr);
  bool named_wrong =
      error == ENOENT || error == ENOTDIR || error == EISDIR || error == EFBIG;
  return named_wrong ? LOD_ERR_INPUT : LOD_ERR_IO;
}

void lod_console_say(LodConsole *console, const char *format, ...)
{
  va_list arguments;
  if (console->quiet)
    return;
  erase_progress(console);
  fputs(LOD_TEXT_DOMAIN ": ", stderr);
  va_start(arguments, format);
  put_expanded(format, arguments);
  va_end(arguments);
}

static double seconds_since(const struct timespec *start)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - start->tv_sec) +
         (double)(now.tv_nsec - start->tv_nsec) * 1e-9;
}

void lod_console_progress(void *user, const LodProgress *progress)
{
  LodConsole *console = user;
  if (!console->progress)
    return;
  char line[160];
  double seconds = seconds_since(&console->start);
  double rate = seconds > 0 ? (double)progress->bytes_in / 1e6 / seconds : 0;
  erase_progress(console);
  int used = snprintf(line, sizeof(line), _("%" PRIu64 " rows, %.0f MB/s"),
                      progress->rows, rate);
  if (used < 0 || (size_t)used >= sizeof(line))
    return;
  if (progress->bytes_total > 0)
    snprintf(line + used, sizeof(line) - (size_t)used, ", %.0f %%",
             100.0 * (double)progress->bytes_in /
                 (double)progress->bytes_total);
  console->progress_width = (int)strlen(line);
  fputs(line, stderr);
  fflush(stderr);
}

/* Count the kept messages of CODE; *severity is that of the last. */
static uint64_t kept_of(const LodLog *log, const char *code,
                        LodSeverity *severity)
{
  uint64_t kept = 0;
  for (size_t i = 0; i < lod_log_size(log); i++) {
    const LodMessage *message = lod_log_at(log, i);
    if (strcmp(message->code, code) == 0) {
      *severity = message->severity;
      kept++;
    }
  }
  return kept;
}

void lod_console_close(LodConsole *console, const LodLog *log)
{
  static const LodPlace nowhere;
  erase_progress(console);
  for (size_t i = 0; i < lod_log_code_count(log); i++) {
    uint64_t count = 0;
    LodSeverity severity = LOD_NOTE;
    const char *code = lod_log_code_at(log, i, &count);
    uint64_t kept = kept_of(log, code, &severity);
    /* what the log could not keep was shown as it came */
    if (count <= kept || !kept || (console->quiet && severity != LOD_ERROR))
      continue;
    uint64_t more = count - kept;
    put_head(console, severity, &nowhere);
    fprintf(stderr,
            ngettext("%" PRIu64 " more message of the kind \"%s\"",
                     "%" PRIu64 " more messages of the kind \"%s\"",
                     (unsigned long)more),
            more, code);
    putc('\n', stderr);
  }
  fflush(stderr);
}
