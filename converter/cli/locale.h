/* The language of the messages, and where their catalogue is. */
#ifndef LODSTONE_CLI_LOCALE_H
#define LODSTONE_CLI_LOCALE_H

/* Take the user's locale; numbers are read and written as in C. */
void lod_locale_init(void);

/* The folder of the build tree that this program runs from; NULL when it is
   installed.  The caller frees it. */
char *lod_locale_build_tree(void);

#endif
