/* Lexical rules of names, tags and binary data. */
#ifndef LOD_XSD_TEXT_H
#define LOD_XSD_TEXT_H

#include "xsd/datatype.h"

bool lod_name_is_valid(LodView text);     /* XML 1.0, production Name */
bool lod_nmtoken_is_valid(LodView text);  /* XML 1.0, production Nmtoken */
bool lod_qname_is_valid(LodView text);    /* Namespaces in XML, QName */
bool lod_language_is_valid(LodView text); /* XSD 1.1 part 2, 3.4.3 */
bool lod_hex_is_valid(LodView text);      /* 3.3.15 */
bool lod_base64_is_valid(LodView text);   /* 3.3.16 */
/* The number of bytes that valid base64 data stands for. */
size_t lod_base64_bytes(LodView text);

/* {NULL, 0} when out of memory. */
LodView lod_hex_canonical(LodView text, LodArena *arena);
LodView lod_base64_canonical(LodView text, LodArena *arena);

#endif
