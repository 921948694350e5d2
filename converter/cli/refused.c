#include "cli/refused.h"

#include "cli/text.h"
#include <getopt.h>
#include <lodstone/nearest.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Room for the names of all options or commands. */
enum { NAMES = 1024 };

static void add_name(char *names, const char *mark, const char *name)
{
  size_t used = strlen(names);
  snprintf(names + used, NAMES - used, "%s%s%s", used ? ", " : "", mark, name);
}

/* The long options of COMMAND that begin with WORD, the dashes and the value
   taken away; returns how many. */
static unsigned list_meant(const LodCommand *command, const char *word,
                           char *names)
{
  unsigned count = 0;
  for (const LodOption *o = lod_option_table; o->name; o++)
    if ((o->commands & command->bit) &&
        strncmp(o->name, word, strlen(word)) == 0) {
      add_name(names, "--", o->name);
      count++;
    }
  return count;
}

/* The option of this name that other commands have; their names. */
static bool list_commands(const char *word, char *names)
{
  for (const LodOption *o = lod_option_table; o->name; o++)
    for (const LodCommand *c = lod_command_table;
         strcmp(o->name, word) == 0 && c->name; c++)
      if (o->commands & c->bit)
        add_name(names, "", c->name);
  return *names;
}

static const char *nearest_option(const LodCommand *command, const char *word)
{
  LodNearest nearest = {.word = word};
  for (const LodOption *o = lod_option_table; o->name; o++)
    if (o->commands & command->bit)
      lod_nearest_try(&nearest, o->name);
  return nearest.best;
}

static bool tell_others(LodConsole *console, const LodCommand *command,
                        const char *name)
{
  char names[NAMES] = "";
  if (!list_commands(name, names))
    return false;
  lod_console_error(console, _("--%s is no option of %s, but of: %s"), name,
                    command->name, names);
  return true;
}

/* A long option that getopt_long does not know, or that it cannot tell. */
static void tell_long(LodConsole *console, const LodCommand *command,
                      const char *word)
{
  char names[NAMES] = "";
  char name[64];
  snprintf(name, sizeof(name), "%.*s", (int)strcspn(word + 2, "="), word + 2);
  const char *meant = nearest_option(command, name);
  if (*name && list_meant(command, name, names) > 1)
    lod_console_error(console, _("--%s is ambiguous: it may be %s"), name,
                      names);
  else if (tell_others(console, command, name))
    return;
  else if (meant)
    lod_console_error(console, _("unknown option --%s; did you mean --%s?"),
                      name, meant);
  else
    lod_console_error(console,
                      _("unknown option %s; see \"lodstone %s --help\""), word,
                      command->name);
}

void lod_refused_option(LodConsole *console, const LodCommand *command,
                        const LodOption *known, const char *word)
{
  if (known && !(known->commands & command->bit)) /* -o of another command */
    (void)tell_others(console, command, known->name);
  else if (known && known->argument)
    lod_console_error(console, _("--%s needs an argument: %s"), known->name,
                      known->argument);
  else if (known)
    lod_console_error(console, _("--%s takes no argument"), known->name);
  else if (optopt)
    lod_console_error(console,
                      _("unknown option -%c; see \"lodstone %s --help\""),
                      optopt, command->name);
  else
    tell_long(console, command, word);
}

void lod_refused_command(LodConsole *console, const char *word)
{
  LodNearest nearest = {.word = word};
  for (const LodCommand *c = lod_command_table; c->name; c++)
    lod_nearest_try(&nearest, c->name);
  if (nearest.best)
    lod_console_error(console,
                      _("unknown command \"%s\"; did you mean \"%s\"?"), word,
                      nearest.best);
  else if (access(word, F_OK) == 0)
    lod_console_error(console,
                      _("\"%s\" is a file, not a command; to convert it: "
                        "lodstone convert %s"),
                      word, word);
  else
    lod_console_error(
        console, _("unknown command \"%s\"; see \"lodstone --help\""), word);
}
