#include "cli/locale.h"

#include "cli/text.h"
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The user's wish, in the order in which setlocale would look. */
static const char *wanted_locale(void)
{
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
    const char *value = getenv(names[i]);
    if (value && *value)
      return value;
  }
  return NULL;
}

/* A locale that is not installed still names a language: gettext takes it
   from LANGUAGE, in any locale but "C" itself. */
static void fall_back(void)
{
  const char *wanted = wanted_locale();
  const char *language = getenv("LANGUAGE");
  if (wanted && !(language && *language))
    setenv("LANGUAGE", wanted, 1);
  if (!setlocale(LC_ALL, "C.UTF-8"))
    setlocale(LC_ALL, "C");
}

/* Cut the last part off PATH, in place. */
static void to_parent(char *path)
{
  char *slash = strrchr(path, '/');
  if (slash)
    *slash = '\0';
}

char *lod_locale_build_tree(void)
{
  char path[PATH_MAX];
  ssize_t size = readlink("/proc/self/exe", path, sizeof(path) - 1);
  if (size <= 0)
    return NULL;
  path[size] = '\0';
  to_parent(path);
  /* libtool keeps the program itself in .libs, beside its wrapper */
  size_t length = strlen(path);
  if (length >= 6 && strcmp(path + length - 6, "/.libs") == 0)
    to_parent(path);
  char mark[PATH_MAX + 32];
  snprintf(mark, sizeof(mark), "%s/converter/source-tree", path);
  return access(mark, R_OK) == 0 ? strdup(path) : NULL;
}

static void bind_catalogue(void)
{
  char folder[PATH_MAX + 32] = LOD_LOCALEDIR;
  char *tree = lod_locale_build_tree();
  if (tree)
    snprintf(folder, sizeof(folder), "%s/converter/po/locale", tree);
  free(tree);
  bindtextdomain(LOD_TEXT_DOMAIN, folder);
  bind_textdomain_codeset(LOD_TEXT_DOMAIN, "UTF-8");
  textdomain(LOD_TEXT_DOMAIN);
}

void lod_locale_init(void)
{
  if (!setlocale(LC_ALL, ""))
    fall_back();
  setlocale(LC_NUMERIC, "C");
  bind_catalogue();
}
