/* Messages of the program: English message ids, translated by gettext. */
#ifndef LODSTONE_CLI_TEXT_H
#define LODSTONE_CLI_TEXT_H

#include <libintl.h>

#define LOD_TEXT_DOMAIN "lodstone"

/* Translate a message id now. */
#define _(id) dgettext(LOD_TEXT_DOMAIN, id)

/* Mark a message id that is translated where it is shown. */
#define N_(id) id

#endif
