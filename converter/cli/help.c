#include "cli/help.h"

#include "cli/text.h"
#include <lodstone/convert.h>
#include <string.h>

enum { WIDTH = 79, INDENT = 26 };

/* Write TEXT filled between INDENT and WIDTH; AT is the column now. */
static void fill(FILE *file, const char *text, size_t at, size_t indent)
{
  while (*text) {
    size_t size = strcspn(text, " ");
    size_t columns = lod_text_columns(text) - lod_text_columns(text + size);
    if (at > indent && at + 1 + columns > WIDTH) {
      putc('\n', file);
      at = 0;
    }
    if (at < indent)
      fprintf(file, "%*s", (int)(indent - at), "");
    else if (at > indent)
      putc(' ', file);
    at = (at < indent ? indent : at + (at > indent)) + columns;
    fwrite(text, 1, size, file);
    text += size;
    text += strspn(text, " ");
  }
  putc('\n', file);
}

/* The choices of OPTION as "a|b|c", else the name of its argument. */
static void name_argument(const LodOption *option, char *buffer, size_t size)
{
  if (!option->choices) {
    snprintf(buffer, size, "%s", option->argument);
    return;
  }
  size_t used = 0;
  for (const LodChoice *c = option->choices; c->name && used < size; c++)
    used += (size_t)snprintf(buffer + used, size - used, "%s%s",
                             used ? "|" : "", c->name);
}

void lod_help_option_name(const LodOption *option, char *buffer, size_t size)
{
  char letter[8] = "";
  char argument[64] = "";
  if (option->letter)
    snprintf(letter, sizeof(letter), "-%c, ", option->letter);
  if (option->argument)
    name_argument(option, argument, sizeof(argument));
  snprintf(buffer, size, "%s--%s%s%s", letter, option->name,
           option->argument ? "=" : "", argument);
}

static void put_option(const LodOption *option, FILE *file)
{
  char name[80];
  lod_help_option_name(option, name, sizeof(name));
  int used = fprintf(file, "  %s%s", option->letter ? "" : "    ", name);
  size_t at = used > 0 ? (size_t)used : 0;
  if (at + 2 > INDENT) {
    putc('\n', file);
    at = 0;
  }
  fill(file, _(option->help), at, INDENT);
}

static void put_group(const LodCommand *command, LodOptionGroup group,
                      FILE *file)
{
  bool begun = false;
  for (const LodOption *option = lod_option_table; option->name; option++) {
    if (option->group != group || !(option->commands & command->bit))
      continue;
    if (!begun)
      fprintf(file, "\n%s:\n", _(lod_option_group_title(group)));
    begun = true;
    put_option(option, file);
  }
}

static bool takes(const LodCommand *command, const char *name)
{
  for (const LodOption *option = lod_option_table; option->name; option++)
    if (strcmp(option->name, name) == 0)
      return (option->commands & command->bit) != 0;
  return false;
}

static void put_formats(FILE *file)
{
  const char *description = NULL;
  const char *name;
  fprintf(file, "\n%s:\n", _("Formats"));
  for (unsigned i = 0; (name = lod_format_at(i, &description)); i++) {
    int used = fprintf(file, "  %s", name);
    fill(file, description ? _(description) : "", used > 0 ? (size_t)used : 0,
         INDENT);
  }
}

void lod_help_command(const LodCommand *command, FILE *file)
{
  fprintf(file, _("Usage: lodstone %s [OPTION]..."), command->name);
  fprintf(file, "%s%s\n\n", *command->operands ? " " : "", command->operands);
  fill(file, _(command->details), 0, 0);
  for (unsigned group = 0; group < LOD_OPTION_GROUPS; group++)
    put_group(command, (LodOptionGroup)group, file);
  if (takes(command, "to"))
    put_formats(file);
}

void lod_help_program(FILE *file)
{
  fputs(_("Usage: lodstone COMMAND [OPTION]... [INPUT]...\n"), file);
  fputs(_("       lodstone --help | --version | COMMAND --help\n\n"), file);
  fill(file,
       _("Turns tables into open data and linked open data, by CSVW metadata "
         "or a national specification."),
       0, 0);
  fprintf(file, "\n%s:\n", _("Commands"));
  for (const LodCommand *c = lod_command_table; c->name; c++) {
    int used = fprintf(file, "  %s", c->name);
    fill(file, _(c->summary), used > 0 ? (size_t)used : 0, 12);
  }
  fprintf(file, "\n%s:\n  %s\n\n", _("Example"),
          "lodstone convert -m leverantorsreskontra --base "
          "https://data.example.se \\\n      ledger.csv -o ledger.ttl");
  fill(file,
       _("Exit status: 0 done, 1 the input or the mapping is at fault, 2 "
         "wrong usage, 3 files, memory or the network failed."),
       0, 0);
}
