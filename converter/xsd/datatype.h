/* Datatypes of cells: XSD 1.1 part 2 lexical rules, the CSVW datatypes built on
   them, and the formats of "Metadata Vocabulary for Tabular Data" 6.4 (UAX 35
   numbers and dates, regular expressions, boolean pairs). */
#ifndef LOD_XSD_DATATYPE_H
#define LOD_XSD_DATATYPE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "xsd/glance.h"
#include <lodstone/status.h>

/* The built-in datatypes of CSVW, section 5.11.1. */
typedef enum LodXsdType {
  LOD_XSD_ANY_ATOMIC_TYPE,
  LOD_XSD_ANY_URI,
  LOD_XSD_BASE64_BINARY,
  LOD_XSD_BOOLEAN,
  LOD_XSD_DATE,
  LOD_XSD_DATE_TIME,
  LOD_XSD_DATE_TIME_STAMP,
  LOD_XSD_DECIMAL,
  LOD_XSD_INTEGER,
  LOD_XSD_LONG,
  LOD_XSD_INT,
  LOD_XSD_SHORT,
  LOD_XSD_BYTE,
  LOD_XSD_NON_NEGATIVE_INTEGER,
  LOD_XSD_POSITIVE_INTEGER,
  LOD_XSD_UNSIGNED_LONG,
  LOD_XSD_UNSIGNED_INT,
  LOD_XSD_UNSIGNED_SHORT,
  LOD_XSD_UNSIGNED_BYTE,
  LOD_XSD_NON_POSITIVE_INTEGER,
  LOD_XSD_NEGATIVE_INTEGER,
  LOD_XSD_DOUBLE,
  LOD_XSD_DURATION,
  LOD_XSD_DAY_TIME_DURATION,
  LOD_XSD_YEAR_MONTH_DURATION,
  LOD_XSD_FLOAT,
  LOD_XSD_G_DAY,
  LOD_XSD_G_MONTH,
  LOD_XSD_G_MONTH_DAY,
  LOD_XSD_G_YEAR,
  LOD_XSD_G_YEAR_MONTH,
  LOD_XSD_HEX_BINARY,
  LOD_XSD_QNAME,
  LOD_XSD_STRING,
  LOD_XSD_NORMALIZED_STRING,
  LOD_XSD_TOKEN,
  LOD_XSD_LANGUAGE,
  LOD_XSD_NAME,
  LOD_XSD_NMTOKEN,
  LOD_XSD_TIME,
  LOD_XSD_XML,  /* rdf:XMLLiteral */
  LOD_XSD_HTML, /* rdf:HTML */
  LOD_XSD_JSON, /* csvw:JSON */
  LOD_XSD_TYPE_COUNT
} LodXsdType;

/* Find a type by its CSVW name ("decimal", "number", "any", "datetime", ...).
   False when there is none. */
bool lod_xsd_type_by_name(LodView name, LodXsdType *type);
const char *lod_xsd_type_name(LodXsdType type); /* "decimal" */
const char *lod_xsd_type_iri(LodXsdType type);
/* By derivation: an integer is a decimal, a number. */
bool lod_xsd_type_is_numeric(LodXsdType type);
bool lod_xsd_type_is_date_time(LodXsdType type); /* date, time, g*, dateTime* */
bool lod_xsd_type_is_string(LodXsdType type); /* string and what is derived */

/* About a millisecond. */
#define LOD_XSD_MAX_MATCH 200000

/* What a datatype description says; texts are borrowed, NULL when absent. */
typedef struct LodDatatypeSpec {
  LodXsdType base;
  const char *id;           /* IRI of a derived datatype */
  const char *format;       /* pattern: number, date, regular expression,
                               boolean "Y|N", as the base has it */
  const char *decimal_char; /* of a numeric format; default "." */
  const char *group_char;   /* default "," when a pattern has grouping */
  const char *length, *min_length, *max_length; /* decimal digits */
  const char *min_inclusive, *max_inclusive;    /* lexical forms of base */
  const char *min_exclusive, *max_exclusive;
  unsigned max_match; /* steps that a regular expression may take with one
                         cell; 0: LOD_XSD_MAX_MATCH */
} LodDatatypeSpec;

typedef struct LodDatatype LodDatatype;

/* Why a description or a cell is refused; a message id (to be translated)
   without arguments, static.  Of a cell it is a predicate that stands behind
   the quoted text: "1,5o" is not a decimal. */
typedef const char *LodReason;

/* Was the cell refused only because memory ran out?  Then nothing is known of
   it. */
bool lod_reason_is_no_memory(LodReason reason);

/* Compile SPEC.  LOD_ERR_INPUT with *reason set when a facet or the format is
   not valid for the base (the caller decides what that means: CSVW warns and
   ignores an invalid format; what is refused without its format too is a
   facet's fault, an error in CSVW); then *datatype is NULL. */
LOD_NODISCARD LodStatus lod_datatype_new(const LodDatatypeSpec *spec,
                                         LodReason *reason,
                                         LodDatatype **datatype);
void lod_datatype_free(LodDatatype *datatype);

LodXsdType lod_datatype_base(const LodDatatype *datatype);
/* The IRI literals carry: the id, else the base's. */
const char *lod_datatype_iri(const LodDatatype *datatype);

/* Judge one cell (CSVW "Model for Tabular Data" 6.4, from step 5 on: white
   space as the base says, format, lexical rules, facets).  TEXT is valid
   UTF-8.  On success *lexical is the XSD lexical form: TEXT itself (or a part
   of it) wherever it is one already, with the digits as written ("0.50" stays),
   save that booleans are "true" and "false"; else bytes in ARENA.  LOD_SLACK
   bytes can be read behind it where they can behind TEXT.  On refusal
   the return value says why and *lexical is left alone.  NULL: the cell is
   valid.  Thread safe. */
LodReason lod_datatype_parse(const LodDatatype *datatype, LodView text,
                             LodArena *arena, LodView *lexical);

/* How it is seen at a glance that a text is valid, and a lexical form of its
   base as it stands: what is not may still be. */
LodGlance lod_datatype_glance(const LodDatatype *datatype);

/* The canonical form (XSD 1.1 part 2, canonical mappings) of a valid lexical
   form: equal values give equal bytes.  LEXICAL itself where it is canonical.
   Behind it is slack where there is behind LEXICAL.
 */
LodView lod_datatype_canonical(const LodDatatype *datatype, LodView lexical,
                               LodArena *arena);

/* Order two valid lexical forms of numeric types by their digits, never as
   doubles (double and float excepted): <0, 0, >0; NaN comes last. */
int lod_decimal_compare(LodView a, LodView b);

#endif
