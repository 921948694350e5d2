#include "rdf/prefix.h"

#include "rdf/term.h"

typedef struct Entry {
  const char *name, *iri;
} Entry;

/* The prefixes of the context of http://www.w3.org/ns/csvw, in bytewise
   order. */
static const Entry prefixes[] = {
    {"as", "https://www.w3.org/ns/activitystreams#"},
    {"cc", "http://creativecommons.org/ns#"},
    {"csvw", "http://www.w3.org/ns/csvw#"},
    {"ctag", "http://commontag.org/ns#"},
    {"dc", "http://purl.org/dc/terms/"},
    {"dc11", "http://purl.org/dc/elements/1.1/"},
    {"dcat", "http://www.w3.org/ns/dcat#"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"dctypes", "http://purl.org/dc/dcmitype/"},
    {"dqv", "http://www.w3.org/ns/dqv#"},
    {"duv", "https://www.w3.org/TR/vocab-duv#"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"gr", "http://purl.org/goodrelations/v1#"},
    {"grddl", "http://www.w3.org/2003/g/data-view#"},
    {"ical", "http://www.w3.org/2002/12/cal/icaltzd#"},
    {"ldp", "http://www.w3.org/ns/ldp#"},
    {"ma", "http://www.w3.org/ns/ma-ont#"},
    {"oa", "http://www.w3.org/ns/oa#"},
    {"og", "http://ogp.me/ns#"},
    {"org", "http://www.w3.org/ns/org#"},
    {"owl", "http://www.w3.org/2002/07/owl#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"qb", "http://purl.org/linked-data/cube#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfa", "http://www.w3.org/ns/rdfa#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"rev", "http://purl.org/stuff/rev#"},
    {"rif", "http://www.w3.org/2007/rif#"},
    {"rr", "http://www.w3.org/ns/r2rml#"},
    {"schema", "http://schema.org/"},
    {"sd", "http://www.w3.org/ns/sparql-service-description#"},
    {"sioc", "http://rdfs.org/sioc/ns#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"skosxl", "http://www.w3.org/2008/05/skos-xl#"},
    {"v", "http://rdf.data-vocabulary.org/#"},
    {"vcard", "http://www.w3.org/2006/vcard/ns#"},
    {"void", "http://rdfs.org/ns/void#"},
    {"wdr", "http://www.w3.org/2007/05/powder#"},
    {"wrds", "http://www.w3.org/2007/05/powder-s#"},
    {"xhv", "http://www.w3.org/1999/xhtml/vocab#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

/* Those that the RDFa initial context has beside them, likewise. */
static const Entry rdfa_prefixes[] = {
    {"jsonld", "http://www.w3.org/ns/json-ld#"},
    {"odrl", "http://www.w3.org/ns/odrl/2/"},
    {"sosa", "http://www.w3.org/ns/sosa/"},
    {"ssn", "http://www.w3.org/ns/ssn/"},
    {"time", "http://www.w3.org/2006/time#"},
    {"wdrs", "http://www.w3.org/2007/05/powder-s#"},
};

/* The terms of that context, in bytewise order. */
static const Entry terms[] = {
    {"Cell", LOD_CSVW "Cell"},
    {"Column", LOD_CSVW "Column"},
    {"Datatype", LOD_CSVW "Datatype"},
    {"Dialect", LOD_CSVW "Dialect"},
    {"Direction", LOD_CSVW "Direction"},
    {"ForeignKey", LOD_CSVW "ForeignKey"},
    {"JSON", LOD_CSVW "JSON"},
    {"NCName", LOD_XSD "NCName"},
    {"NMTOKEN", LOD_XSD "NMTOKEN"},
    {"Name", LOD_XSD "Name"},
    {"NumericFormat", LOD_CSVW "NumericFormat"},
    {"QName", LOD_XSD "QName"},
    {"Row", LOD_CSVW "Row"},
    {"Schema", LOD_CSVW "Schema"},
    {"Table", LOD_CSVW "Table"},
    {"TableGroup", LOD_CSVW "TableGroup"},
    {"TableReference", LOD_CSVW "TableReference"},
    {"Transformation", LOD_CSVW "Transformation"},
    {"aboutUrl", LOD_CSVW "aboutUrl"},
    {"any", LOD_XSD "anyAtomicType"},
    {"anyAtomicType", LOD_XSD "anyAtomicType"},
    {"anyURI", LOD_XSD "anyURI"},
    {"base", LOD_CSVW "base"},
    {"base64Binary", LOD_XSD "base64Binary"},
    {"binary", LOD_XSD "base64Binary"},
    {"boolean", LOD_XSD "boolean"},
    {"byte", LOD_XSD "byte"},
    {"columnReference", LOD_CSVW "columnReference"},
    {"columns", LOD_CSVW "column"},
    {"commentPrefix", LOD_CSVW "commentPrefix"},
    {"datatype", LOD_CSVW "datatype"},
    {"date", LOD_XSD "date"},
    {"dateTime", LOD_XSD "dateTime"},
    {"dateTimeStamp", LOD_XSD "dateTimeStamp"},
    {"datetime", LOD_XSD "dateTime"},
    {"dayTimeDuration", LOD_XSD "dayTimeDuration"},
    {"decimal", LOD_XSD "decimal"},
    {"decimalChar", LOD_CSVW "decimalChar"},
    {"default", LOD_CSVW "default"},
    {"delimiter", LOD_CSVW "delimiter"},
    {"describedby", "http://www.w3.org/2007/05/powder-s#describedby"},
    {"describes", LOD_CSVW "describes"},
    {"dialect", LOD_CSVW "dialect"},
    {"double", LOD_XSD "double"},
    {"doubleQuote", LOD_CSVW "doubleQuote"},
    {"duration", LOD_XSD "duration"},
    {"encoding", LOD_CSVW "encoding"},
    {"float", LOD_XSD "float"},
    {"foreignKeys", LOD_CSVW "foreignKey"},
    {"format", LOD_CSVW "format"},
    {"gDay", LOD_XSD "gDay"},
    {"gMonth", LOD_XSD "gMonth"},
    {"gMonthDay", LOD_XSD "gMonthDay"},
    {"gYear", LOD_XSD "gYear"},
    {"gYearMonth", LOD_XSD "gYearMonth"},
    {"groupChar", LOD_CSVW "groupChar"},
    {"header", LOD_CSVW "header"},
    {"headerRowCount", LOD_CSVW "headerRowCount"},
    {"hexBinary", LOD_XSD "hexBinary"},
    {"html", LOD_RDF "HTML"},
    {"int", LOD_XSD "int"},
    {"integer", LOD_XSD "integer"},
    {"json", LOD_CSVW "JSON"},
    {"lang", LOD_CSVW "lang"},
    {"language", LOD_XSD "language"},
    {"length", LOD_CSVW "length"},
    {"license", "http://www.w3.org/1999/xhtml/vocab#license"},
    {"lineTerminators", LOD_CSVW "lineTerminators"},
    {"long", LOD_XSD "long"},
    {"maxExclusive", LOD_CSVW "maxExclusive"},
    {"maxInclusive", LOD_CSVW "maxInclusive"},
    {"maxLength", LOD_CSVW "maxLength"},
    {"maximum", LOD_CSVW "maxInclusive"},
    {"minExclusive", LOD_CSVW "minExclusive"},
    {"minInclusive", LOD_CSVW "minInclusive"},
    {"minLength", LOD_CSVW "minLength"},
    {"minimum", LOD_CSVW "minInclusive"},
    {"name", LOD_CSVW "name"},
    {"negativeInteger", LOD_XSD "negativeInteger"},
    {"nonNegativeInteger", LOD_XSD "nonNegativeInteger"},
    {"nonPositiveInteger", LOD_XSD "nonPositiveInteger"},
    {"normalizedString", LOD_XSD "normalizedString"},
    {"notes", LOD_CSVW "note"},
    {"null", LOD_CSVW "null"},
    {"number", LOD_XSD "double"},
    {"ordered", LOD_CSVW "ordered"},
    {"pattern", LOD_CSVW "pattern"},
    {"positiveInteger", LOD_XSD "positiveInteger"},
    {"primaryKey", LOD_CSVW "primaryKey"},
    {"propertyUrl", LOD_CSVW "propertyUrl"},
    {"quoteChar", LOD_CSVW "quoteChar"},
    {"reference", LOD_CSVW "reference"},
    {"referencedRows", LOD_CSVW "referencedRow"},
    {"required", LOD_CSVW "required"},
    {"resource", LOD_CSVW "resource"},
    {"role", "http://www.w3.org/1999/xhtml/vocab#role"},
    {"row", LOD_CSVW "row"},
    {"rowTitles", LOD_CSVW "rowTitle"},
    {"rownum", LOD_CSVW "rownum"},
    {"schemaReference", LOD_CSVW "schemaReference"},
    {"scriptFormat", LOD_CSVW "scriptFormat"},
    {"separator", LOD_CSVW "separator"},
    {"short", LOD_XSD "short"},
    {"skipBlankRows", LOD_CSVW "skipBlankRows"},
    {"skipColumns", LOD_CSVW "skipColumns"},
    {"skipInitialSpace", LOD_CSVW "skipInitialSpace"},
    {"skipRows", LOD_CSVW "skipRows"},
    {"source", LOD_CSVW "source"},
    {"string", LOD_XSD "string"},
    {"suppressOutput", LOD_CSVW "suppressOutput"},
    {"tableDirection", LOD_CSVW "tableDirection"},
    {"tableSchema", LOD_CSVW "tableSchema"},
    {"tables", LOD_CSVW "table"},
    {"targetFormat", LOD_CSVW "targetFormat"},
    {"textDirection", LOD_CSVW "textDirection"},
    {"time", LOD_XSD "time"},
    {"titles", LOD_CSVW "title"},
    {"token", LOD_XSD "token"},
    {"transformations", LOD_CSVW "transformations"},
    {"trim", LOD_CSVW "trim"},
    {"unsignedByte", LOD_XSD "unsignedByte"},
    {"unsignedInt", LOD_XSD "unsignedInt"},
    {"unsignedLong", LOD_XSD "unsignedLong"},
    {"unsignedShort", LOD_XSD "unsignedShort"},
    {"uriTemplate", LOD_CSVW "uriTemplate"},
    {"url", LOD_CSVW "url"},
    {"valueUrl", LOD_CSVW "valueUrl"},
    {"virtual", LOD_CSVW "virtual"},
    {"xml", LOD_RDF "XMLLiteral"},
    {"yearMonthDuration", LOD_XSD "yearMonthDuration"},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *find(const Entry *entries, size_t count, LodView name)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = lod_view_compare(name, lod_view(entries[middle].name));
    if (order == 0)
      return entries[middle].iri;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const char *lod_prefix_namespace(LodView prefix)
{
  const char *iri = find(prefixes, COUNT(prefixes), prefix);
  return iri ? iri : find(rdfa_prefixes, COUNT(rdfa_prefixes), prefix);
}

const char *lod_prefix_term(LodView term)
{
  return find(terms, COUNT(terms), term);
}

bool lod_prefix_at(size_t index, const char **prefix, const char **iri)
{
  const Entry *entry = prefixes + index;
  if (index >= COUNT(prefixes) + COUNT(rdfa_prefixes))
    return false;
  if (index >= COUNT(prefixes))
    entry = rdfa_prefixes + (index - COUNT(prefixes));
  *prefix = entry->name;
  *iri = entry->iri;
  return true;
}

/* Of several names of one IRI the shortest, then the first, as JSON-LD has it
   ("JSON-LD API", inverse context creation). */
static void prefer(const Entry *entry, const Entry **best)
{
  if (!*best || strlen(entry->name) < strlen((*best)->name))
    *best = entry;
}

static const Entry *find_exact(LodView iri)
{
  const Entry *best = NULL;
  for (size_t i = 0; i < COUNT(prefixes); i++)
    if (lod_view_equal(iri, lod_view(prefixes[i].iri)))
      prefer(&prefixes[i], &best);
  for (size_t i = 0; i < COUNT(terms); i++)
    if (lod_view_equal(iri, lod_view(terms[i].iri)))
      prefer(&terms[i], &best);
  return best;
}

static const Entry *find_beginning(LodView iri)
{
  const Entry *best = NULL;
  for (size_t i = 0; i < COUNT(prefixes); i++) {
    size_t size = strlen(prefixes[i].iri);
    if (iri.size > size && !memcmp(iri.data, prefixes[i].iri, size))
      prefer(&prefixes[i], &best);
  }
  return best;
}

/* "Metadata Vocabulary", URL Compaction.  Of the terms that an IRI begins with
   only the namespaces make a name that can be read back. */
LodStatus lod_prefix_compact(LodView iri, LodBuffer *out)
{
  static const char type[] = LOD_RDF "type";
  if (lod_view_equal(iri, lod_view(type)))
    return lod_buffer_append_text(out, "@type");
  const Entry *entry = find_exact(iri);
  if (entry)
    return lod_buffer_append_text(out, entry->name);
  entry = find_beginning(iri);
  if (!entry)
    return lod_buffer_append_view(out, iri);
  size_t size = strlen(entry->iri);
  LodStatus status = lod_buffer_printf(out, "%s:", entry->name);
  return status ? status
                : lod_buffer_append(out, iri.data + size, iri.size - size);
}
