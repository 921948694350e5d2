/* The plain pipeline to compare with: libcsv reads, raptor's terms and
   N-Triples serializer write, and the statements of the pack's mapping are
   spelt out as one would in an afternoon.  No check, no guard, no identity of
   rows, a search tree of what was written before.

     naive <LEDGER >OUT.nt       prints rows and statements on standard error */
#include <csv.h>
#include <raptor2.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RDF  "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define XSD  "http://www.w3.org/2001/XMLSchema#"
#define PAY  "http://reference.data.gov.uk/def/payment#"
#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define ORG  "http://www.w3.org/ns/org#"
#define FOAF "http://xmlns.com/foaf/0.1/"
#define DCT  "http://purl.org/dc/terms/"
#define LEV  "https://w3id.org/lodstone/vocab/leverantorsreskontra#"
#define BASE "https://data.example.se/id/"

typedef enum Column {
  BUYER_ID,
  BUYER,
  VOUCHER,
  SUPPLIER,
  SUPPLIER_ID,
  ACCOUNT,
  ACCOUNT_TEXT,
  AMOUNT,
  DATE,
  DEPARTMENT,
  INVOICE,
  GROUND,
  CONTRACT,
  MUNICIPALITY,
  CODE,
  COLUMN_COUNT
} Column;

/* The resources of a row: how their IRIs are made of cells. */
typedef enum Resource {
  LINE,
  PAYMENT,
  PAYER,
  PAYEE,
  KONTO,
  UNIT,
  CHART,
  DAY,
  RESOURCE_COUNT
} Resource;

static const struct {
  const char *start;
  int first, second; /* columns; -1: none, -2: the number of the row */
  int once;          /* is written once */
} resources[RESOURCE_COUNT] = {
    [LINE] = {BASE "kontering/", BUYER_ID, -2, 0},
    [PAYMENT] = {BASE "betalning/", BUYER_ID, VOUCHER, 1},
    [PAYER] = {"http://dataportal.se/organisation/SE", BUYER_ID, -1, 1},
    [PAYEE] = {"http://dataportal.se/organisation/SE", SUPPLIER_ID, -1, 1},
    [KONTO] = {BASE "konto/", BUYER_ID, ACCOUNT, 1},
    [UNIT] = {BASE "forvaltning/", BUYER_ID, DEPARTMENT, 1},
    [CHART] = {BASE "kontoplan/", BUYER_ID, -1, 1},
    [DAY] = {"http://reference.data.gov.uk/id/day/", DATE, -1, 0},
};

typedef enum Kind { TEXT, SWEDISH, TYPED, OTHER, CONSTANT } Kind;

static const struct {
  Resource subject;
  const char *predicate;
  Kind kind;
  int what;             /* a column, or the other resource */
  const char *constant; /* datatype, or the object */
} statements[] = {
    {LINE, RDF "type", CONSTANT, 0, PAY "ExpenditureLine"},
    {LINE, LEV "konto_nr", TEXT, ACCOUNT, NULL},
    {LINE, PAY "netAmount", TYPED, AMOUNT, XSD "decimal"},
    {LINE, LEV "grund", SWEDISH, GROUND, NULL},
    {LINE, PAY "expenditureCode", OTHER, KONTO, NULL},
    {LINE, PAY "payment", OTHER, PAYMENT, NULL},
    {PAYMENT, RDF "type", CONSTANT, 0, PAY "Payment"},
    {PAYMENT, PAY "reference", TEXT, VOUCHER, NULL},
    {PAYMENT, LEV "leverantor", TEXT, SUPPLIER, NULL},
    {PAYMENT, LEV "leverantor_id", TEXT, SUPPLIER_ID, NULL},
    {PAYMENT, DCT "date", TYPED, DATE, XSD "date"},
    {PAYMENT, PAY "invoice", TEXT, INVOICE, NULL},
    {PAYMENT, PAY "contract", TEXT, CONTRACT, NULL},
    {PAYMENT, PAY "payer", OTHER, PAYER, NULL},
    {PAYMENT, PAY "payee", OTHER, PAYEE, NULL},
    {PAYMENT, PAY "date", OTHER, DAY, NULL},
    {PAYMENT, PAY "unit", OTHER, UNIT, NULL},
    {PAYMENT, PAY "currency", CONSTANT, 0,
     "http://publications.europa.eu/resource/authority/currency/SEK"},
    {PAYER, RDF "type", CONSTANT, 0, ORG "FormalOrganization"},
    {PAYER, ORG "identifier", TEXT, BUYER_ID, NULL},
    {PAYER, FOAF "name", TEXT, BUYER, NULL},
    {PAYEE, RDF "type", CONSTANT, 0, ORG "FormalOrganization"},
    {PAYEE, ORG "identifier", TEXT, SUPPLIER_ID, NULL},
    {PAYEE, FOAF "name", TEXT, SUPPLIER, NULL},
    {KONTO, RDF "type", CONSTANT, 0, SKOS "Concept"},
    {KONTO, RDFS "label", SWEDISH, ACCOUNT_TEXT, NULL},
    {KONTO, SKOS "notation", TEXT, ACCOUNT, NULL},
    {KONTO, SKOS "inScheme", OTHER, CHART, NULL},
    {UNIT, RDF "type", CONSTANT, 0, ORG "OrganizationalUnit"},
    {UNIT, SKOS "prefLabel", SWEDISH, DEPARTMENT, NULL},
    {UNIT, ORG "unitOf", OTHER, PAYER, NULL},
    {CHART, RDF "type", CONSTANT, 0, SKOS "ConceptScheme"},
    {CHART, DCT "publisher", OTHER, PAYER, NULL},
};

typedef struct Pipeline {
  raptor_world *world;
  raptor_serializer *serializer;
  char *cells[COLUMN_COUNT];
  char *iris[RESOURCE_COUNT]; /* of the row; NULL: a cell is empty */
  size_t column;
  unsigned long rows, count;
  void *written; /* IRIs of resources that are written once */
} Pipeline;

static void *must(void *made)
{
  if (made == NULL) {
    fputs("naive: out of memory\n", stderr);
    exit(3);
  }
  return made;
}

static char *make_iri(const Pipeline *p, Resource r)
{
  const char *first = p->cells[resources[r].first], *second = "";
  char number[24], *iri = NULL;
  (void)snprintf(number, sizeof number, "%lu", p->rows);
  if (resources[r].second == -2)
    second = number;
  else if (resources[r].second >= 0)
    second = p->cells[resources[r].second];
  if (!*first || (!*second && resources[r].second >= 0))
    return NULL;
  if (asprintf(&iri, "%s%s%s%s", resources[r].start, first, *second ? "-" : "",
               second) < 0)
    iri = NULL;
  must(iri);
  for (char *blank = iri; (blank = strchr(blank, ' ')) != NULL;)
    *blank = '_';
  return iri;
}

static raptor_term *make_object(Pipeline *p, size_t i)
{
  const char *constant = statements[i].constant, *text;
  raptor_uri *type = NULL;
  if (statements[i].kind == CONSTANT)
    return raptor_new_term_from_uri_string(p->world,
                                           (const unsigned char *)constant);
  if (statements[i].kind == OTHER)
    return p->iris[statements[i].what] == NULL
               ? NULL
               : raptor_new_term_from_uri_string(
                     p->world,
                     (const unsigned char *)p->iris[statements[i].what]);
  text = p->cells[statements[i].what];
  if (!*text)
    return NULL;
  if (constant)
    type = raptor_new_uri(p->world, (const unsigned char *)constant);
  raptor_term *term = raptor_new_term_from_literal(
      p->world, (const unsigned char *)text, type,
      (const unsigned char *)(statements[i].kind == SWEDISH ? "sv" : NULL));
  raptor_free_uri(type);
  return term;
}

static void write_resource(Pipeline *p, Resource r)
{
  for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
    raptor_term *object = statements[i].subject == r ? make_object(p, i) : NULL;
    if (object == NULL)
      continue;
    raptor_statement *statement = must(raptor_new_statement_from_nodes(
        p->world,
        raptor_new_term_from_uri_string(p->world,
                                        (const unsigned char *)p->iris[r]),
        raptor_new_term_from_uri_string(
            p->world, (const unsigned char *)statements[i].predicate),
        object, NULL));
    raptor_serializer_serialize_statement(p->serializer, statement);
    raptor_free_statement(statement);
    p->count++;
  }
}

static int compare(const void *a, const void *b)
{
  return strcmp(a, b);
}

static int is_new(Pipeline *p, const char *iri)
{
  if (tfind(iri, &p->written, compare))
    return 0;
  must(tsearch(must(strdup(iri)), &p->written, compare));
  return 1;
}

static void on_cell(void *data, size_t size, void *user)
{
  Pipeline *p = user;
  if (p->column < COLUMN_COUNT)
    p->cells[p->column] = must(strndup(data ? data : "", size));
  p->column++;
}

static void on_row(int end, void *user)
{
  Pipeline *p = user;
  (void)end;
  if (p->column == COLUMN_COUNT && p->rows++ > 0) {
    for (int r = 0; r < RESOURCE_COUNT; r++)
      p->iris[r] = make_iri(p, (Resource)r);
    for (int r = 0; r < RESOURCE_COUNT; r++)
      if (p->iris[r] && (!resources[r].once || is_new(p, p->iris[r])))
        write_resource(p, (Resource)r);
    for (int r = 0; r < RESOURCE_COUNT; r++)
      free(p->iris[r]);
  }
  for (size_t i = 0; i < p->column && i < COLUMN_COUNT; i++) {
    free(p->cells[i]);
    p->cells[i] = NULL;
  }
  p->column = 0;
}

int main(void)
{
  Pipeline p = {.world = must(raptor_new_world())};
  struct csv_parser parser;
  char block[65536];
  size_t size;
  p.serializer = must(raptor_new_serializer(p.world, "ntriples"));
  if (raptor_serializer_start_to_file_handle(p.serializer, NULL, stdout) ||
      csv_init(&parser, CSV_APPEND_NULL))
    return 3;
  while ((size = fread(block, 1, sizeof block, stdin)) > 0)
    if (csv_parse(&parser, block, size, on_cell, on_row, &p) != size)
      return 1;
  csv_fini(&parser, on_cell, on_row, &p);
  csv_free(&parser);
  raptor_serializer_serialize_end(p.serializer);
  raptor_free_serializer(p.serializer);
  raptor_free_world(p.world);
  fprintf(stderr, "%lu %lu\n", p.rows - 1, p.count);
  return fflush(stdout) == 0 && !ferror(stdin) ? 0 : 3;
}
