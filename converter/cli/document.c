/* Fill in what the manual page and the completion say of commands and
   options, from the same table that the program reads its arguments by.  Used
   while building; not installed.

   usage: document TEMPLATE      A line @NAME@ is replaced by a part. */
#include "cli/command.h"
#include "cli/help.h"
#include <lodstone/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* groff_man(7): a hyphen-minus that is typed is \-, a backslash \e, and a
   line must not begin with a dot or an apostrophe. */
static void put_roff(const char *text)
{
  if (*text == '.' || *text == '\'')
    fputs("\\&", stdout);
  for (; *text; text++) {
    if (*text == '-')
      fputs("\\-", stdout);
    else if (*text == '\\')
      fputs("\\e", stdout);
    else
      putchar(*text);
  }
}

static void put_commands(void)
{
  for (const LodCommand *c = lod_command_table; c->name; c++) {
    printf(".SS lodstone %s [\\fIOPTION\\fR]... ", c->name);
    put_roff(c->operands);
    putchar('\n');
    put_roff(c->details);
    putchar('\n');
  }
}

static void put_takers(const LodOption *option)
{
  const char *before = "Taken by ";
  if (option->commands == LOD_ALL_COMMANDS) {
    puts("Taken by every command.");
    return;
  }
  for (const LodCommand *c = lod_command_table; c->name; c++) {
    if (option->commands & c->bit) {
      printf("%s%s", before, c->name);
      before = ", ";
    }
  }
  puts(".");
}

static void put_option(const LodOption *option)
{
  char name[120];
  lod_help_option_name(option, name, sizeof(name));
  fputs(".TP\n\\fB", stdout);
  put_roff(name);
  fputs("\\fR\n", stdout);
  put_roff(option->help);
  fputs(".\n", stdout);
  put_takers(option);
}

static void put_options(void)
{
  for (unsigned group = 0; group < LOD_OPTION_GROUPS; group++) {
    printf(".SS %s\n", lod_option_group_title((LodOptionGroup)group));
    for (const LodOption *o = lod_option_table; o->name; o++)
      if (o->group == (LodOptionGroup)group)
        put_option(o);
  }
}

static void put_formats(void)
{
  const char *description = NULL;
  const char *name;
  for (unsigned i = 0; (name = lod_format_at(i, &description)); i++) {
    fputs(".TP\n\\fB", stdout);
    put_roff(name);
    fputs("\\fR\n", stdout);
    put_roff(description ? description : "");
    putchar('\n');
  }
}

static void put_heading(void)
{
  printf(".TH LODSTONE 1 \"\" \"lodstone %s\" \"User Commands\"\n",
         lod_version());
}

/* For the shell: the names of the commands. */
static void put_command_words(void)
{
  fputs("  local commands=\"", stdout);
  for (const LodCommand *c = lod_command_table; c->name; c++)
    printf("%s%s", c == lod_command_table ? "" : " ", c->name);
  puts("\"");
}

/* For the shell: the options of each command. */
static void put_option_words(void)
{
  for (const LodCommand *c = lod_command_table; c->name; c++) {
    printf("  %s)\n    options=\"", c->name);
    const char *before = "";
    for (const LodOption *o = lod_option_table; o->name; o++) {
      if (!(o->commands & c->bit))
        continue;
      printf("%s--%s", before, o->name);
      before = "\n      ";
    }
    puts("\"\n    ;;");
  }
}

/* For the shell: the values of the options that have a list of them. */
static void put_value_words(void)
{
  const char *description;
  const char *name;
  for (const LodOption *o = lod_option_table; o->name; o++) {
    if (!o->choices)
      continue;
    printf("  --%s)\n    values=\"", o->name);
    for (const LodChoice *c = o->choices; c->name; c++)
      printf("%s%s", c == o->choices ? "" : " ", c->name);
    puts("\"\n    ;;");
  }
  fputs("  --to | -t)\n    values=\"", stdout);
  for (unsigned i = 0; (name = lod_format_at(i, &description)); i++)
    printf("%s%s", i ? " " : "", name);
  puts("\"\n    ;;");
}

typedef struct Part {
  const char *name;
  void (*put)(void);
} Part;

static const Part parts[] = {
    {"@HEADING@\n", put_heading},
    {"@COMMANDS@\n", put_commands},
    {"@OPTIONS@\n", put_options},
    {"@FORMATS@\n", put_formats},
    {"@COMMAND_WORDS@\n", put_command_words},
    {"@OPTION_WORDS@\n", put_option_words},
    {"@VALUE_WORDS@\n", put_value_words},
};

static void put_line(const char *line)
{
  for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
    if (strcmp(line, parts[i].name) == 0) {
      parts[i].put();
      return;
    }
  }
  fputs(line, stdout);
}

int main(int argc, char **argv)
{
  char line[1024];
  FILE *template = argc == 2 ? fopen(argv[1], "r") : NULL;
  if (!template) {
    fputs("usage: document TEMPLATE\n", stderr);
    return EXIT_FAILURE;
  }
  while (fgets(line, sizeof(line), template))
    put_line(line);
  bool failed = ferror(template) || fflush(stdout) != 0;
  fclose(template);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
