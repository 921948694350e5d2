/* Messages of the program: English message ids, translated by gettext. */
#ifndef LODSTONE_CLI_TEXT_H
#define LODSTONE_CLI_TEXT_H

#include <libintl.h>
#include <stddef.h>
#include <stdio.h>

#define LOD_TEXT_DOMAIN "lodstone"

/* Translate a message id now. */
#define _(id) dgettext(LOD_TEXT_DOMAIN, id)

/* Mark a message id that is translated where it is shown. */
#define N_(id) id

/* The columns that TEXT takes on a terminal as lod_text_put writes it: no text
   of ours has wide or combining characters. */
size_t lod_text_columns(const char *text);

/* Write TEXT from the user or from the user's disk: what could drive a
   terminal, turn the direction of writing or is no UTF-8 as \xHH. */
void lod_text_put(FILE *stream, const char *text);

#endif
