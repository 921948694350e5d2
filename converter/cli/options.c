#include "cli/options.h"

#include "cli/command.h"
#include "cli/files.h"
#include "cli/refused.h"
#include "cli/text.h"
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Values of long options for getopt_long lie above every letter. */
enum { FIRST_LONG = 256, MOST_OPTIONS = 128 };

/* What getopt_long wants to know of one command. */
typedef struct Names {
  struct option longs[MOST_OPTIONS];
  char letters[2 * MOST_OPTIONS + 2];
} Names;

static void collect_names(const LodCommand *command, Names *names)
{
  size_t used = 0;
  char *letter = names->letters;
  *letter++ = ':'; /* a missing argument is told from an unknown option */
  for (size_t i = 0; lod_option_table[i].name; i++) {
    const LodOption *option = &lod_option_table[i];
    if (!(option->commands & command->bit) || used + 1 >= MOST_OPTIONS)
      continue;
    names->longs[used++] = (struct option){
        option->name, option->argument ? required_argument : no_argument, NULL,
        FIRST_LONG + (int)i};
    if (!option->letter)
      continue;
    *letter++ = option->letter;
    if (option->argument)
      *letter++ = ':';
  }
  *letter = '\0';
  names->longs[used] = (struct option){0};
}

static const LodOption *option_of(int value)
{
  if (value >= FIRST_LONG)
    return &lod_option_table[value - FIRST_LONG];
  for (const LodOption *option = lod_option_table; option->name; option++)
    if (option->letter && option->letter == value)
      return option;
  return NULL;
}

/* Read digits only: no sign, no blanks, nothing after them but REST. */
static bool read_number(const char *text, uint64_t most, uint64_t *number,
                        const char **rest)
{
  if (!isdigit((unsigned char)*text))
    return false;
  char *end;
  errno = 0;
  unsigned long long value = strtoull(text, &end, 10);
  *rest = end;
  *number = value;
  return errno == 0 && value <= most;
}

static bool store_flag(const LodOption *option, LodOptions *options,
                       const char *text)
{
  (void)text;
  *(bool *)((char *)options + option->offset) = true;
  return true;
}

/* Enumerations without negative members are unsigned in the ABIs we know. */
_Static_assert(sizeof(LodLayer) == sizeof(unsigned), "enum is unsigned");

static bool store_value(const LodOption *option, LodOptions *options,
                        const char *text)
{
  (void)text;
  memcpy((char *)options + option->offset, &option->value,
         sizeof(option->value));
  return true;
}

static const LodChoice *find_choice(const LodOption *option, const char *text)
{
  for (const LodChoice *c = option->choices; c->name; c++)
    if (strcmp(c->name, text) == 0)
      return c;
  return NULL;
}

static bool store_choice(const LodOption *option, LodOptions *options,
                         const char *text)
{
  const LodChoice *choice = find_choice(option, text);
  if (choice)
    memcpy((char *)options + option->offset, &choice->value,
           sizeof(choice->value));
  return choice != NULL;
}

static bool store_text(const LodOption *option, LodOptions *options,
                       const char *text)
{
  *(const char **)((char *)options + option->offset) = text;
  return true;
}

static bool store_document(const LodOption *option, LodOptions *options,
                           const char *text)
{
  return !*(const char **)((char *)options + option->offset) &&
         store_text(option, options, text);
}

static bool store_word(const LodOption *option, LodOptions *options,
                       const char *text)
{
  return find_choice(option, text) && store_text(option, options, text);
}

static bool store_count(const LodOption *option, LodOptions *options,
                        const char *text)
{
  uint64_t number;
  const char *rest;
  if (!read_number(text, INT_MAX, &number, &rest) || *rest)
    return false;
  *(int *)((char *)options + option->offset) = (int)number;
  return true;
}

static bool store_number(const LodOption *option, LodOptions *options,
                         const char *text)
{
  uint64_t number;
  const char *rest;
  if (!read_number(text, UINT_MAX, &number, &rest) || *rest)
    return false;
  *(unsigned *)((char *)options + option->offset) = (unsigned)number;
  return true;
}

static bool store_positive(const LodOption *option, LodOptions *options,
                           const char *text)
{
  return store_number(option, options, text) &&
         *(unsigned *)((char *)options + option->offset) > 0;
}

/* Bytes, or with a suffix KiB, MiB, GiB, TiB. */
static bool store_size(const LodOption *option, LodOptions *options,
                       const char *text)
{
  static const char suffixes[] = "KMGT";
  uint64_t number;
  const char *rest;
  if (!read_number(text, UINT64_MAX, &number, &rest) || number == 0)
    return false;
  if (*rest) {
    const char *suffix = strchr(suffixes, toupper((unsigned char)*rest));
    if (!suffix || rest[1])
      return false;
    unsigned shift = 10u * (unsigned)(suffix - suffixes + 1);
    if (number > UINT64_MAX >> shift)
      return false;
    number <<= shift;
  }
  *(uint64_t *)((char *)options + option->offset) = number;
  return true;
}

static bool store_shard(const LodOption *option, LodOptions *options,
                        const char *text)
{
  (void)option;
  uint64_t part;
  uint64_t parts;
  const char *rest;
  if (!read_number(text, UINT_MAX, &part, &rest) || *rest != '/' ||
      !read_number(rest + 1, UINT_MAX, &parts, &rest) || *rest)
    return false;
  options->convert.shard = (unsigned)part;
  options->convert.shard_count = (unsigned)parts;
  return part >= 1 && part <= parts;
}

static bool store_setting(const LodOption *option, LodOptions *options,
                          const char *text)
{
  (void)option;
  char *equals = strchr(text, '=');
  if (!equals || equals == text)
    return false;
  *equals = '\0'; /* arguments are the program's to change (C11, 5.1.2.2.1) */
  options->settings[options->convert.setting_count++] =
      (LodSetting){.name = text, .value = equals + 1};
  return true;
}

typedef bool (*Store)(const LodOption *, LodOptions *, const char *);

static const Store stores[LOD_OPTION_KINDS] = {
    [LOD_OPTION_FLAG] = store_flag,
    [LOD_OPTION_VALUE] = store_value,
    [LOD_OPTION_CHOICE] = store_choice,
    [LOD_OPTION_WORD] = store_word,
    [LOD_OPTION_TEXT] = store_text,
    [LOD_OPTION_DOCUMENT] = store_document,
    [LOD_OPTION_COUNT] = store_count,
    [LOD_OPTION_NUMBER] = store_number,
    [LOD_OPTION_POSITIVE] = store_positive,
    [LOD_OPTION_SIZE] = store_size,
    [LOD_OPTION_SHARD] = store_shard,
    [LOD_OPTION_SETTING] = store_setting,
};

/* Say in words what OPTION accepts; BUFFER is for lists of choices. */
static const char *accepted(const LodOption *option, char *buffer, size_t size)
{
  static const char *const words[LOD_OPTION_KINDS] = {
      [LOD_OPTION_DOCUMENT] = N_("one document; CSVW does not say how several "
                                 "are merged"),
      [LOD_OPTION_COUNT] = N_("a whole number, 0 or more"),
      [LOD_OPTION_NUMBER] = N_("a whole number, 0 or more"),
      [LOD_OPTION_POSITIVE] = N_("a whole number, 1 or more"),
      [LOD_OPTION_SIZE] = N_("a number of bytes, 1 or more, or a size such "
                             "as 64K, 16M or 1G"),
      [LOD_OPTION_SHARD] = N_("I/N, the I-th of N parts, such as 1/4"),
      [LOD_OPTION_SETTING] = N_("NAME=VALUE"),
  };
  if (words[option->kind])
    return _(words[option->kind]);
  size_t used = 0;
  buffer[0] = '\0';
  for (const LodChoice *c = option->choices; c && c->name; c++) {
    int n =
        snprintf(buffer + used, size - used, "%s%s", used ? ", " : "", c->name);
    if (n < 0 || (size_t)n >= size - used)
      break;
    used += (size_t)n;
  }
  return buffer;
}

static void tell_wrong(LodConsole *console, const LodOption *option,
                       const char *text)
{
  char buffer[160];
  lod_console_error(console, _("--%s does not take \"%s\"; it takes: %s"),
                    option->name, text,
                    accepted(option, buffer, sizeof(buffer)));
}

static LodStatus take_options(const LodCommand *command, int argc, char **argv,
                              LodConsole *console, LodOptions *options)
{
  Names names;
  int value;
  collect_names(command, &names);
  opterr = 0;
  while ((value = getopt_long(argc, argv, names.letters, names.longs, NULL)) !=
         -1) {
    if (value == '?' || value == ':') {
      lod_refused_option(console, command, optopt ? option_of(optopt) : NULL,
                         argv[optind - 1]);
      return LOD_ERR_USAGE;
    }
    const LodOption *option = option_of(value);
    if (!stores[option->kind](option, options, optarg)) {
      tell_wrong(console, option, optarg);
      return LOD_ERR_USAGE;
    }
  }
  return LOD_SUCCESS;
}

static LodStatus take_operands(const LodCommand *command, LodConsole *console,
                               LodOptions *options)
{
  if (options->help)
    return LOD_SUCCESS;
  if (options->operand_count < command->least) {
    lod_console_error(console, _("%s needs %s; see \"lodstone %s --help\""),
                      command->name, command->operands, command->name);
    return LOD_ERR_USAGE;
  }
  if (options->operand_count > command->most) {
    lod_console_error(console,
                      _("one too many: \"%s\"; usage: lodstone %s "
                        "[OPTION]... %s"),
                      options->operands[command->most], command->name,
                      command->operands);
    return LOD_ERR_USAGE;
  }
  return LOD_SUCCESS;
}

LodStatus lod_options_parse(const LodCommand *command, int argc, char **argv,
                            LodConsole *console, LodOptions *options)
{
  memset(options, 0, sizeof(*options));
  lod_convert_options_init(&options->convert);
  options->store = "lodstone.db";
  options->settings = calloc((size_t)argc, sizeof(*options->settings));
  if (!options->settings) {
    lod_console_error(console, _("out of memory"));
    return LOD_ERR_NO_MEMORY;
  }
  LodStatus status = take_options(command, argc, argv, console, options);
  if (status)
    return status;
  options->convert.settings = options->settings;
  options->operands = argv + optind;
  options->operand_count = (size_t)(argc - optind);
  status = take_operands(command, console, options);
  return status || options->help ? status : lod_files_check(console, options);
}

void lod_options_clear(LodOptions *options)
{
  free(options->settings);
  options->settings = NULL;
}
