#include "xsd/types.h"
#include "xsd/reason.h"

#define XSD(name) "http://www.w3.org/2001/XMLSchema#" name
#define RDF(name) "http://www.w3.org/1999/02/22-rdf-syntax-ns#" name

#define ROW(type, name, family, space, refusal)                                \
  [LOD_XSD_##type] = {name, XSD(name), LOD_FAMILY_##family, LOD_SPACE_##space, \
                      refusal}

#define NOT_AN_INTEGER N_("is not an integer")

/* "Metadata Vocabulary for Tabular Data" 5.11.1. */
static const LodXsdTypeInfo types[LOD_XSD_TYPE_COUNT] = {
    ROW(ANY_ATOMIC_TYPE, "anyAtomicType", ANY, KEEP, NULL),
    ROW(ANY_URI, "anyURI", ANY, COLLAPSE, NULL),
    ROW(BASE64_BINARY, "base64Binary", BASE64, COLLAPSE,
        N_("is not base64 data")),
    ROW(BOOLEAN, "boolean", BOOLEAN, COLLAPSE,
        N_("is not a boolean (true, false, 1 or 0)")),
    ROW(DATE, "date", MOMENT, COLLAPSE, N_("is not a date (YYYY-MM-DD)")),
    ROW(DATE_TIME, "dateTime", MOMENT, COLLAPSE,
        N_("is not a date and time (YYYY-MM-DDThh:mm:ss)")),
    ROW(DATE_TIME_STAMP, "dateTimeStamp", MOMENT, COLLAPSE,
        N_("is not a date and time with zone (YYYY-MM-DDThh:mm:ssZ)")),
    ROW(DECIMAL, "decimal", DECIMAL, COLLAPSE, N_("is not a decimal")),
    ROW(INTEGER, "integer", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(LONG, "long", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(INT, "int", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(SHORT, "short", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(BYTE, "byte", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(NON_NEGATIVE_INTEGER, "nonNegativeInteger", INTEGER, COLLAPSE,
        NOT_AN_INTEGER),
    ROW(POSITIVE_INTEGER, "positiveInteger", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(UNSIGNED_LONG, "unsignedLong", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(UNSIGNED_INT, "unsignedInt", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(UNSIGNED_SHORT, "unsignedShort", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(UNSIGNED_BYTE, "unsignedByte", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(NON_POSITIVE_INTEGER, "nonPositiveInteger", INTEGER, COLLAPSE,
        NOT_AN_INTEGER),
    ROW(NEGATIVE_INTEGER, "negativeInteger", INTEGER, COLLAPSE, NOT_AN_INTEGER),
    ROW(DOUBLE, "double", DOUBLE, COLLAPSE, N_("is not a number")),
    ROW(DURATION, "duration", DURATION, COLLAPSE,
        N_("is not a duration (PnYnMnDTnHnMnS)")),
    ROW(DAY_TIME_DURATION, "dayTimeDuration", DURATION, COLLAPSE,
        N_("is not a duration of days and time (PnDTnHnMnS)")),
    ROW(YEAR_MONTH_DURATION, "yearMonthDuration", DURATION, COLLAPSE,
        N_("is not a duration of years and months (PnYnM)")),
    ROW(FLOAT, "float", DOUBLE, COLLAPSE, N_("is not a number")),
    ROW(G_DAY, "gDay", MOMENT, COLLAPSE,
        N_("is not a day of the month (---DD)")),
    ROW(G_MONTH, "gMonth", MOMENT, COLLAPSE, N_("is not a month (--MM)")),
    ROW(G_MONTH_DAY, "gMonthDay", MOMENT, COLLAPSE,
        N_("is not a day of the year (--MM-DD)")),
    ROW(G_YEAR, "gYear", MOMENT, COLLAPSE, N_("is not a year (YYYY)")),
    ROW(G_YEAR_MONTH, "gYearMonth", MOMENT, COLLAPSE,
        N_("is not a month of a year (YYYY-MM)")),
    ROW(HEX_BINARY, "hexBinary", HEX, COLLAPSE, N_("is not hexadecimal data")),
    ROW(QNAME, "QName", QNAME, COLLAPSE, N_("is not a qualified name")),
    ROW(STRING, "string", STRING, KEEP, NULL),
    ROW(NORMALIZED_STRING, "normalizedString", STRING, REPLACE, NULL),
    ROW(TOKEN, "token", STRING, COLLAPSE, NULL),
    ROW(LANGUAGE, "language", STRING, COLLAPSE, N_("is not a language tag")),
    ROW(NAME, "Name", STRING, COLLAPSE, N_("is not an XML name")),
    ROW(NMTOKEN, "NMTOKEN", STRING, COLLAPSE, N_("is not an XML name token")),
    ROW(TIME, "time", MOMENT, COLLAPSE, N_("is not a time (hh:mm:ss)")),
    [LOD_XSD_XML] = {"xml", RDF("XMLLiteral"), LOD_FAMILY_STRING,
                     LOD_SPACE_KEEP, NULL},
    [LOD_XSD_HTML] = {"html", RDF("HTML"), LOD_FAMILY_STRING, LOD_SPACE_KEEP,
                      NULL},
    [LOD_XSD_JSON] = {"json", "http://www.w3.org/ns/csvw#JSON",
                      LOD_FAMILY_STRING, LOD_SPACE_KEEP, NULL},
};

static const struct {
  const char *name;
  LodXsdType type;
} aliases[] = {
    {"number", LOD_XSD_DOUBLE},
    {"binary", LOD_XSD_BASE64_BINARY},
    {"datetime", LOD_XSD_DATE_TIME},
    {"any", LOD_XSD_ANY_ATOMIC_TYPE},
};

const LodXsdTypeInfo *lod_xsd_type_info(LodXsdType type)
{
  return &types[type];
}

LodXsdFamily lod_xsd_type_family(LodXsdType type)
{
  return types[type].family;
}

bool lod_xsd_type_by_name(LodView name, LodXsdType *type)
{
  for (int i = 0; i < LOD_XSD_TYPE_COUNT; i++) {
    if (lod_view_equal(name, lod_view(types[i].name))) {
      *type = (LodXsdType)i;
      return true;
    }
  }
  for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
    if (lod_view_equal(name, lod_view(aliases[i].name))) {
      *type = aliases[i].type;
      return true;
    }
  }
  return false;
}

const char *lod_xsd_type_name(LodXsdType type)
{
  return types[type].name;
}

const char *lod_xsd_type_iri(LodXsdType type)
{
  return types[type].iri;
}

bool lod_xsd_type_is_numeric(LodXsdType type)
{
  LodXsdFamily family = types[type].family;
  return family == LOD_FAMILY_DECIMAL || family == LOD_FAMILY_INTEGER ||
         family == LOD_FAMILY_DOUBLE;
}

bool lod_xsd_type_is_date_time(LodXsdType type)
{
  return types[type].family == LOD_FAMILY_MOMENT;
}

bool lod_xsd_type_is_string(LodXsdType type)
{
  return types[type].family == LOD_FAMILY_STRING;
}

bool lod_xsd_type_is_binary(LodXsdType type)
{
  return types[type].family == LOD_FAMILY_HEX ||
         types[type].family == LOD_FAMILY_BASE64;
}

bool lod_xsd_type_is_ordered(LodXsdType type)
{
  return lod_xsd_type_is_numeric(type) || lod_xsd_type_is_date_time(type) ||
         types[type].family == LOD_FAMILY_DURATION;
}
