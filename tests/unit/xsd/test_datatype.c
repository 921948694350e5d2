#include "base/memory.h"
#include "judge.h"

/* CSVW metadata 5.11.1 */
static const struct {
  const char *name, *iri;
  bool numeric, date_time, string;
} types[] = {
#define XSD(name) name, "http://www.w3.org/2001/XMLSchema#" name
    {XSD("anyAtomicType"), false, false, false},
    {XSD("anyURI"), false, false, false},
    {XSD("base64Binary"), false, false, false},
    {XSD("boolean"), false, false, false},
    {XSD("date"), false, true, false},
    {XSD("dateTime"), false, true, false},
    {XSD("dateTimeStamp"), false, true, false},
    {XSD("decimal"), true, false, false},
    {XSD("integer"), true, false, false},
    {XSD("long"), true, false, false},
    {XSD("int"), true, false, false},
    {XSD("short"), true, false, false},
    {XSD("byte"), true, false, false},
    {XSD("nonNegativeInteger"), true, false, false},
    {XSD("positiveInteger"), true, false, false},
    {XSD("unsignedLong"), true, false, false},
    {XSD("unsignedInt"), true, false, false},
    {XSD("unsignedShort"), true, false, false},
    {XSD("unsignedByte"), true, false, false},
    {XSD("nonPositiveInteger"), true, false, false},
    {XSD("negativeInteger"), true, false, false},
    {XSD("double"), true, false, false},
    {XSD("duration"), false, false, false},
    {XSD("dayTimeDuration"), false, false, false},
    {XSD("yearMonthDuration"), false, false, false},
    {XSD("float"), true, false, false},
    {XSD("gDay"), false, true, false},
    {XSD("gMonth"), false, true, false},
    {XSD("gMonthDay"), false, true, false},
    {XSD("gYear"), false, true, false},
    {XSD("gYearMonth"), false, true, false},
    {XSD("hexBinary"), false, false, false},
    {XSD("QName"), false, false, false},
    {XSD("string"), false, false, true},
    {XSD("normalizedString"), false, false, true},
    {XSD("token"), false, false, true},
    {XSD("language"), false, false, true},
    {XSD("Name"), false, false, true},
    {XSD("NMTOKEN"), false, false, true},
    {XSD("time"), false, true, false},
    {"xml", "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral", false,
     false, true},
    {"html", "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML", false, false,
     true},
    {"json", "http://www.w3.org/ns/csvw#JSON", false, false, true},
};

START_TEST(names_types)
{
  ck_assert_uint_eq(COUNT(types), LOD_XSD_TYPE_COUNT);
  for (size_t i = 0; i < COUNT(types); i++) {
    LodXsdType type = type_of(types[i].name);
    ck_assert_str_eq(lod_xsd_type_name(type), types[i].name);
    ck_assert_str_eq(lod_xsd_type_iri(type), types[i].iri);
    ck_assert(lod_xsd_type_is_numeric(type) == types[i].numeric);
    ck_assert(lod_xsd_type_is_date_time(type) == types[i].date_time);
    ck_assert(lod_xsd_type_is_string(type) == types[i].string);
  }
  ck_assert_int_eq(type_of("number"), LOD_XSD_DOUBLE);
  ck_assert_int_eq(type_of("binary"), LOD_XSD_BASE64_BINARY);
  ck_assert_int_eq(type_of("datetime"), LOD_XSD_DATE_TIME);
  ck_assert_int_eq(type_of("any"), LOD_XSD_ANY_ATOMIC_TYPE);
  LodXsdType type;
  ck_assert(!lod_xsd_type_by_name(LOD_VIEW("Decimal"), &type));
  ck_assert(!lod_xsd_type_by_name(LOD_VIEW(""), &type));
  ck_assert(!lod_xsd_type_by_name(LOD_VIEW("NOTATION"), &type));
}
END_TEST

START_TEST(knows_its_iri)
{
  LodDatatypeSpec spec = {.base = LOD_XSD_DECIMAL};
  LodDatatype *datatype = compile(&spec);
  ck_assert_str_eq(lod_datatype_iri(datatype),
                   "http://www.w3.org/2001/XMLSchema#decimal");
  lod_datatype_free(datatype);
  spec.id = "http://example.org/kronor";
  datatype = compile(&spec);
  ck_assert_str_eq(lod_datatype_iri(datatype), "http://example.org/kronor");
  ck_assert_int_eq(lod_datatype_base(datatype), LOD_XSD_DECIMAL);
  lod_datatype_free(datatype);
  lod_datatype_free(NULL);
}
END_TEST

/* CSVW model 6.4.3 */
START_TEST(reads_boolean_formats)
{
  static const struct {
    const char *format, *cell, *lexical;
  } cases[] = {
      {"Y|N", "Y", "true"},    {"Y|N", "N", "false"},
      {"Y|N", " N ", "false"}, {"Y|N", "y", NULL},
      {"Y|N", "true", NULL},   {"Y|N", "1", NULL},
      {"Y|N", "", NULL},       {"Y|N", "Y|N", NULL},
      {"1|0", "1", "true"},    {"ja|nej", "nej", "false"},
      {"0|1", "0", "true"},    {"in stock|sold out", "sold  out", "false"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    LodDatatypeSpec spec = {.base = LOD_XSD_BOOLEAN, .format = cases[i].format};
    LodDatatype *datatype = compile(&spec);
    judge(datatype, cases[i].cell, cases[i].lexical, cases[i].lexical);
    lod_datatype_free(datatype);
  }
  static const char *const bad[] = {"YN", /* W3C test269 */
                                    "",    "|",     "Y|",  "|N",
                                    "Y|Y", "Y|N|?", "Y||N"};
  for (size_t i = 0; i < COUNT(bad); i++) {
    LodDatatypeSpec spec = {.base = LOD_XSD_BOOLEAN, .format = bad[i]};
    refuse(&spec);
  }
}
END_TEST

/* The empty cell of any type: refused, but for the types that have an empty
   lexical form. */
START_TEST(judges_empty_cells)
{
  for (size_t i = 0; i < COUNT(types); i++) {
    LodXsdType type = type_of(types[i].name);
    LodDatatypeSpec spec = {.base = type};
    LodDatatype *datatype = compile(&spec);
    bool named = type == LOD_XSD_LANGUAGE || type == LOD_XSD_NAME ||
                 type == LOD_XSD_NMTOKEN;
    bool empty = (lod_xsd_type_is_string(type) && !named) ||
                 type == LOD_XSD_ANY_ATOMIC_TYPE || type == LOD_XSD_ANY_URI ||
                 type == LOD_XSD_HEX_BINARY || type == LOD_XSD_BASE64_BINARY;
    LodView form = {NULL, 0};
    LodReason reason = lod_datatype_parse(datatype, form, NULL, &form);
    ck_assert_msg(!reason == empty, "%s", types[i].name);
    lod_datatype_free(datatype);
  }
}
END_TEST

static const LodDatatypeSpec specs[] = {
    {.base = LOD_XSD_DECIMAL,
     .id = "http://example.org/a",
     .decimal_char = ",",
     .group_char = " ",
     .format = "# ##0,##",
     .min_inclusive = "1",
     .max_exclusive = "5000"},
    {.base = LOD_XSD_STRING, .format = "[0-9 ,]+", .max_length = "10"},
    {.base = LOD_XSD_BOOLEAN, .format = "1 234,5|N"},
    {.base = LOD_XSD_TOKEN},
    {.base = LOD_XSD_DATE, .format = "d/M/yyyy", .min_inclusive = "2000-01-01"},
};

/* Fails the N-th allocation; true when the work ended without it. */
static bool work_with_failure(const LodDatatypeSpec *spec, size_t nth)
{
  LodArena *arena = lod_arena_new();
  lod_memory_fail_at(nth);
  size_t before = lod_memory_count();
  LodDatatype *datatype;
  LodReason reason;
  LodView form;
  LodStatus status = lod_datatype_new(spec, &reason, &datatype);
  if (!status) {
    reason = lod_datatype_parse(datatype, LOD_VIEW("1 234,5\t"), arena, &form);
    bool failed = lod_memory_count() - before >= nth;
    if (!reason)
      form = lod_datatype_canonical(datatype, form, arena);
    if (failed && reason)
      ck_assert(lod_reason_is_no_memory(reason) || spec->base == LOD_XSD_DATE ||
                spec->base == LOD_XSD_STRING);
    lod_datatype_free(datatype);
  } else {
    ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
    ck_assert_ptr_null(datatype);
  }
  bool done = lod_memory_count() - before < nth;
  lod_memory_fail_at(0);
  lod_arena_free(arena);
  return done;
}

START_TEST(survives_failing_memory)
{
  for (size_t i = 0; i < COUNT(specs); i++) {
    size_t nth = 1;
    while (!work_with_failure(&specs[i], nth))
      ck_assert_uint_lt(nth++, 200);
  }
}
END_TEST

/* No allocation once the arena and the match data are warm. */
START_TEST(allocates_nothing_when_warm)
{
  LodArena *arena = lod_arena_new();
  for (size_t i = 0; i < COUNT(specs); i++) {
    LodDatatype *datatype = compile(&specs[i]);
    size_t before = 0;
    for (int round = 0; round < 100; round++) {
      if (round == 2)
        before = lod_memory_count();
      LodView form;
      LodView cell = i == 4 ? LOD_VIEW("1/2/2015") : LOD_VIEW("1 234,5");
      ck_assert(!lod_datatype_parse(datatype, cell, arena, &form));
      ck_assert(lod_datatype_canonical(datatype, form, arena).data);
      lod_arena_reset(arena);
    }
    ck_assert_uint_eq(lod_memory_count(), before);
    lod_datatype_free(datatype);
  }
  lod_arena_free(arena);
}
END_TEST

RUN("datatype", names_types, knows_its_iri, reads_boolean_formats,
    judges_empty_cells, survives_failing_memory, allocates_nothing_when_warm)
