/* Messages for people: ids are plain English and are translated when used. */
#ifndef LOD_BASE_MESSAGE_H
#define LOD_BASE_MESSAGE_H

#include <libintl.h>

/* The translation of a message id. */
#define _(id) dgettext("lodstone", id)
/* Mark a message id that is translated later (tables, reasons, logs). */
#define N_(id) id

#endif
