/* What terms the cells of a row become: "Generating RDF from Tabular Data on
   the Web", 4.2 (minimal mode), in N-Triples. */
#include "plan_fixture.h"

#include "base/map.h"

#define S1    "<http://example.org/s/1>"
#define S2    "<http://example.org/s/2>"
#define P     "<http://example.org/t.csv#a>"
#define ABOUT "'aboutUrl':'s/{id}',"
#define ID    "{'name':'id','suppressOutput':true},"
/* A table whose subjects are <s/ID> with a column "a" of its own making. */
#define COLUMN_A(rest)                                                         \
  PLAN_SCHEMA(ABOUT "'columns':[" ID "{'name':'a'" rest "}]")
#define COLUMNS_AB(a, b)                                                       \
  PLAN_SCHEMA(ABOUT "'columns':[" ID "{'name':'a'" a "},"                      \
                    "{'name':'b','suppressOutput':true" b "}]")
#define TYPED(type) "\"^^<http://www.w3.org/2001/XMLSchema#" type ">"

typedef struct Case {
  const char *metadata, *table, *expected;
} Case;

static const Case cases[] = {
    /* a string is a plain literal, and says nothing where it is null */
    {COLUMN_A(""), "id,a\n1,x\n2,\n", S1 " " P " \"x\" .\n"},
    {COLUMN_A(",'null':'-'"), "id,a\n1,-\n2,\n", S2 " " P " \"\" .\n"},
    {COLUMN_A(",'default':'d'"), "id,a\n1,\n", S1 " " P " \"d\" .\n"},
    {COLUMN_A(",'lang':'sv'"), "id,a\n1,hej\n", S1 " " P " \"hej\"@sv .\n"},
    /* RDF 1.2 N-Triples, canonical form */
    {COLUMN_A(",'datatype':'string'"), "id,a\n1,\"a\"\"b\\\tc\nd\"\n",
     S1 " " P " \"a\\\"b\\\\\\tc\\nd\" .\n"},
    {COLUMN_A(""), "id,a\n1,Åre €\n", S1 " " P " \"Åre €\" .\n"},
    /* 4.3: the datatype's IRI, and the cell's own lexical form */
    {COLUMN_A(",'datatype':'integer'"), "id,a\n1,007\n",
     S1 " " P " \"007" TYPED("integer") " .\n"},
    {COLUMN_A(",'datatype':'decimal'"), "id,a\n1,-1.50\n",
     S1 " " P " \"-1.50" TYPED("decimal") " .\n"},
    {COLUMN_A(",'datatype':'date'"), "id,a\n1,2026-01-31\n",
     S1 " " P " \"2026-01-31" TYPED("date") " .\n"},
    {COLUMN_A(",'datatype':{'base':'date','format':'dd.MM.yyyy'}"),
     "id,a\n1,31.01.2026\n", S1 " " P " \"2026-01-31" TYPED("date") " .\n"},
    {COLUMN_A(",'datatype':{'base':'decimal','format':{'decimalChar':','}}"),
     "id,a\n1,\"1,5\"\n", S1 " " P " \"1.5" TYPED("decimal") " .\n"},
    /* property URLs: prefixes, templates, the table's URL */
    {COLUMN_A(",'propertyUrl':'schema:name'"), "id,a\n1,x\n",
     S1 " <http://schema.org/name> \"x\" .\n"},
    {COLUMNS_AB(",'propertyUrl':'p/{b}'", ""), "id,a,b\n1,x,q r\n2,y,\n",
     S1 " <http://example.org/p/q%20r> \"x\" .\n" S2
        " <http://example.org/p/> \"y\" .\n"},
    /* value URLs: RFC 6570, 3.2.2; none where the cell is null */
    {COLUMN_A(",'valueUrl':'v/{a}'"), "id,a\n1,a b/ö\n2,\n",
     S1 " " P " <http://example.org/v/a%20b%2F%C3%B6> .\n"},
    {COLUMN_A(",'valueUrl':'http://x.example/y'"), "id,a\n1,a\n2,\n",
     S1 " " P " <http://x.example/y> .\n"},
    {COLUMNS_AB(",'valueUrl':'v/{b}'", ""), "id,a,b\n1,x,\n2,y,z\n",
     S1 " " P " <http://example.org/v/> .\n" S2 " " P
        " <http://example.org/v/z> .\n"},
    {COLUMN_A(",'valueUrl':'{_name}/{_column}/{_sourceColumn}/{_row}/"
              "{_sourceRow}'"),
     "id,a\n1,x\n2,y\n",
     S1 " " P " <http://example.org/a/2/2/1/2> .\n" S2 " " P
        " <http://example.org/a/2/2/2/3> .\n"},
    /* RFC 6570, 2.4.1, 3.2.3, 3.2.4, 3.2.6, 3.2.7, 3.2.8 */
    {COLUMN_A(",'valueUrl':'v/{a:2}'"), "id,a\n1,ö€x\n",
     S1 " " P " <http://example.org/v/%C3%B6%E2%82%AC> .\n"},
    {COLUMN_A(",'valueUrl':'{+a}'"), "id,a\n1,http://x.example/å b?q=1#f\n",
     S1 " " P " <http://x.example/%C3%A5%20b?q=1#f> .\n"},
    {COLUMN_A(",'valueUrl':'v{#a}'"), "id,a\n1,x/y z\n",
     S1 " " P " <http://example.org/v#x/y%20z> .\n"},
    {COLUMNS_AB(",'valueUrl':'v{/a,b}'", ""), "id,a,b\n1,x/y,z\n2,x,\n",
     S1 " " P " <http://example.org/v/x%2Fy/z> .\n" S2 " " P
        " <http://example.org/v/x> .\n"},
    {COLUMNS_AB(",'valueUrl':'v{;a,b}'", ""), "id,a,b\n1,x,z\n",
     S1 " " P " <http://example.org/v;a=x;b=z> .\n"},
    {COLUMNS_AB(",'valueUrl':'v{?a,b}'", ""), "id,a,b\n1,x&y,z\n",
     S1 " " P " <http://example.org/v?a=x%26y&b=z> .\n"},
    /* a relative reference of a cell is resolved (RFC 3986, 5.2) */
    {COLUMN_A(",'valueUrl':'{+a}'"), "id,a\n1,/x/../y\n",
     S1 " " P " <http://example.org/y> .\n"},
    /* one column, several statements: virtual columns */
    {PLAN_SCHEMA(ABOUT "'columns':[" ID "{'name':'t','virtual':true,"
                       "'propertyUrl':'rdf:type','valueUrl':'schema:Thing'}]"),
     "id\n1\n",
     S1 " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<http://schema.org/Thing> .\n"},
};

START_TEST(writes_terms)
{
  const PlanCase c = {.metadata = cases[_i].metadata,
                      .table = cases[_i].table,
                      .bad_cells = LOD_BAD_KEEP};
  plan_expect(&c, cases[_i].expected);
}
END_TEST

/* Lists: "Generating RDF", 4.2, step 4.6.8.2 and 4.6.8.3; in templates
   RFC 6570, 3.2.1. */
static const Case lists[] = {
    {COLUMN_A(",'separator':';'"), "id,a\n1,x;y\n2,\n",
     S1 " " P " \"x\" .\n" S1 " " P " \"y\" .\n"},
    {COLUMN_A(",'separator':';','datatype':'integer'"), "id,a\n1,1;;3\n",
     S1 " " P " \"1" TYPED("integer") " .\n" S1 " " P
                                      " \"3" TYPED("integer") " .\n"},
    {COLUMN_A(",'separator':';','valueUrl':'v/{a}'"), "id,a\n1,x y;z\n",
     S1 " " P " <http://example.org/v/x%20y,z> .\n"},
    {COLUMN_A(",'separator':';','valueUrl':'v{/a}'"), "id,a\n1,x y;z\n",
     S1 " " P " <http://example.org/v/x%20y,z> .\n"},
    {COLUMN_A(",'separator':';','valueUrl':'v{/a*}'"), "id,a\n1,x y;z\n",
     S1 " " P " <http://example.org/v/x%20y/z> .\n"},
};

START_TEST(writes_lists)
{
  const PlanCase c = {.metadata = lists[_i].metadata, .table = lists[_i].table};
  plan_expect(&c, lists[_i].expected);
}
END_TEST

/* The blank node that FORMAT finds in TEXT, which is moved behind it. */
static void take_label(const char **text, const char *before, char label[64])
{
  size_t size = strlen(before);
  ck_assert_msg(!strncmp(*text, before, size), "%s\nbut wanted: %s", *text,
                before);
  *text += size;
  ck_assert(!strncmp(*text, "_:", 2));
  size = strcspn(*text, " \n");
  ck_assert_uint_lt(size, 64);
  memcpy(label, *text, size);
  label[size] = '\0';
  *text += size;
}

static void expect_text(const char **text, const char *expected)
{
  ck_assert_msg(!strncmp(*text, expected, strlen(expected)),
                "%s\nbut wanted: %s", *text, expected);
  *text += strlen(expected);
}

/* RDF Schema, 5.2: a list is a chain of rdf:first and rdf:rest. */
START_TEST(writes_ordered_lists)
{
  const PlanCase c = {.metadata = COLUMN_A(",'separator':';','ordered':true"),
                      .table = "id,a\n1,x;y\n2,z\n3,\n"};
  PlanResult result = plan_run(&c);
  const char *text = result.text.data;
  char first[64], again[64], second[64], other[64];
  take_label(&text, S1 " " P " ", first);
  expect_text(&text, " .\n");
  take_label(&text, "", again);
  ck_assert_str_eq(first, again);
  expect_text(&text, " <" LOD_RDF "first> \"x\" .\n");
  take_label(&text, "", again);
  ck_assert_str_eq(first, again);
  take_label(&text, " <" LOD_RDF "rest> ", second);
  ck_assert_str_ne(first, second);
  expect_text(&text, " .\n");
  take_label(&text, "", again);
  ck_assert_str_eq(second, again);
  expect_text(&text, " <" LOD_RDF "first> \"y\" .\n");
  take_label(&text, "", again);
  expect_text(&text, " <" LOD_RDF "rest> <" LOD_RDF "nil> .\n");
  take_label(&text, S2 " " P " ", other);
  ck_assert_str_ne(first, other);
  ck_assert_str_ne(second, other);
  expect_text(&text, " .\n");
  take_label(&text, "", again);
  expect_text(&text, " <" LOD_RDF "first> \"z\" .\n");
  take_label(&text, "", again);
  expect_text(&text, " <" LOD_RDF "rest> <" LOD_RDF "nil> .\n"
                     "<http://example.org/s/3> " P " <" LOD_RDF "nil> .\n");
  ck_assert_str_eq(text, "");
  ck_assert_uint_eq(result.statements, 5 + 3 + 1);
  plan_result_free(&result);
}
END_TEST

/* 4.2, step 4.6.1: without aboutUrl a row's cells share a new blank node. */
START_TEST(makes_a_blank_node_a_row)
{
  const PlanCase c = {
      .metadata = PLAN_COLUMNS("{'name':'a'},{'name':'b'}"),
      .table = "a,b\n1,2\n3,4\n",
  };
  PlanResult result = plan_run(&c);
  const char *text = result.text.data;
  char labels[4][64];
  for (int i = 0; i < 4; i++) {
    take_label(&text, "", labels[i]);
    text = strchr(text, '\n') + 1;
  }
  ck_assert_str_eq(labels[0], labels[1]);
  ck_assert_str_eq(labels[2], labels[3]);
  ck_assert_str_ne(labels[0], labels[2]);
  plan_result_free(&result);
}
END_TEST

/* vocab/ns/README.md: lod:nullInTemplate, lod:condition, lod:value,
   lod:identifierType. */
static const Case annotated[] = {
    {PLAN_SCHEMA("'lod:nullInTemplate':'omit'," ABOUT "'columns':[" ID
                 "{'name':'a','valueUrl':'v/{b}'},"
                 "{'name':'b','suppressOutput':true}]"),
     "id,a,b\n1,x,\n2,y,z\n,q,r\n", S2 " " P " <http://example.org/v/z> .\n"},
    {PLAN_SCHEMA("'lod:nullInTemplate':'omit'," ABOUT "'columns':[" ID
                 "{'name':'a','propertyUrl':'p/{b}'},"
                 "{'name':'b','suppressOutput':true}]"),
     "id,a,b\n1,x,\n2,y,z\n", S2 " <http://example.org/p/z> \"y\" .\n"},
    /* a general template, too */
    {PLAN_SCHEMA("'lod:nullInTemplate':'omit'," ABOUT "'columns':[" ID
                 "{'name':'a','valueUrl':'{+b}'},"
                 "{'name':'b','suppressOutput':true}]"),
     "id,a,b\n1,x,\n2,y,http://z.example/\n",
     S2 " " P " <http://z.example/> .\n"},
    {COLUMNS_AB(",'lod:condition':'b'", ""), "id,a,b\n1,x,\n2,y,z\n",
     S2 " " P " \"y\" .\n"},
    {PLAN_SCHEMA(ABOUT
                 "'columns':[" ID "{'name':'b','suppressOutput':true},"
                 "{'name':'a','virtual':true,'lod:value':'{b}: å/{id}'}]"),
     "id,b\n1,x y\n2,\n", S1 " " P " \"x y: å/1\" .\n"},
    {PLAN_SCHEMA(ABOUT "'columns':[" ID "{'name':'b','suppressOutput':true,"
                       "'datatype':'integer'},"
                       "{'name':'a','virtual':true,'lod:value':'{b}'}]"),
     "id,b\n1,5\n2,\n", S1 " " P " \"5\" .\n"},
    /* 556012-5790 has the right check digit, the others have not or are no
       organisation's */
    {PLAN_SCHEMA("'lod:nullInTemplate':'omit'," ABOUT "'columns':[" ID
                 "{'name':'a','lod:identifierType':'organisationNumber',"
                 "'valueUrl':'o/{a}'}]"),
     "id,a\n1,16556012-5790\n2,5560125791\n3,8112189876\n",
     S1 " " P " <http://example.org/o/5560125790> .\n"},
};

START_TEST(follows_annotations)
{
  const PlanCase c = {.metadata = annotated[_i].metadata,
                      .table = annotated[_i].table};
  PlanResult result = plan_run(&c);
  ck_assert_int_eq(result.status, LOD_SUCCESS);
  ck_assert_str_eq(result.text.data, annotated[_i].expected);
  plan_result_free(&result);
}
END_TEST

START_TEST(counts_what_is_no_identifier)
{
  const PlanCase c = {.metadata = annotated[6].metadata,
                      .table = annotated[6].table};
  PlanResult result = plan_run(&c);
  ck_assert_str_eq(
      result.messages.data,
      "n no-organisation-number 0:0 a|values of a that are no organisation "
      "number: 2; no IRI was made of them\n");
  plan_result_free(&result);
}
END_TEST

/* CLI.md, --bad-cells. */
START_TEST(treats_bad_cells_by_policy)
{
  static const struct {
    LodBadCells policy;
    LodStatus status;
    const char *text;
    char severity;
  } rows[] = {
      {LOD_BAD_KEEP, LOD_SUCCESS,
       S1 " " P " \"x\" .\n" S2 " " P " \"2" TYPED("integer") " .\n", 'w'},
      {LOD_BAD_SKIP, LOD_SUCCESS, S2 " " P " \"2" TYPED("integer") " .\n", 'w'},
      {LOD_BAD_STOP, LOD_ERR_INPUT, "", 'e'},
  };
  const PlanCase c = {.metadata = COLUMN_A(",'datatype':'integer'"),
                      .table = "id,a\n1,x\n2,2\n",
                      .bad_cells = rows[_i].policy};
  PlanResult result = plan_run(&c);
  ck_assert_int_eq(result.status, rows[_i].status);
  ck_assert_str_eq(result.text.data, rows[_i].text);
  char start[32];
  snprintf(start, sizeof start, "%c bad-cell 2:2 a|", rows[_i].severity);
  ck_assert_msg(!strncmp(result.messages.data, start, strlen(start)), "%s",
                result.messages.data);
  plan_result_free(&result);
}
END_TEST

/* The same for what is made of them: in a template a skipped cell is null. */
START_TEST(keeps_bad_cells_out_of_templates)
{
  PlanCase c = {.metadata = PLAN_SCHEMA("'lod:nullInTemplate':'omit'," ABOUT
                                        "'columns':[" ID
                                        "{'name':'a','datatype':'integer',"
                                        "'valueUrl':'v/{a}'}]"),
                .table = "id,a\n1,x\n2,2\n",
                .bad_cells = LOD_BAD_SKIP};
  PlanResult result = plan_run(&c);
  ck_assert_str_eq(result.text.data, S2 " " P " <http://example.org/v/2> .\n");
  plan_result_free(&result);
  c.bad_cells = LOD_BAD_KEEP;
  result = plan_run(&c);
  ck_assert_str_eq(result.text.data, S1 " " P " <http://example.org/v/x> .\n" S2
                                        " " P " <http://example.org/v/2> .\n");
  plan_result_free(&result);
}
END_TEST

/* RFC 3986, 3.1: a scheme begins with a letter. */
START_TEST(leaves_out_what_is_no_iri)
{
  const PlanCase c = {.metadata = COLUMN_A(",'valueUrl':'{+a}'"),
                      .table = "id,a\n1,1http://x.example/\n2,urn:x:y\n"};
  PlanResult result = plan_run(&c);
  ck_assert_int_eq(result.status, LOD_SUCCESS);
  ck_assert_str_eq(result.text.data, S2 " " P " <urn:x:y> .\n");
  ck_assert_uint_eq(result.statements, 1);
  ck_assert_msg(!strncmp(result.messages.data, "w bad-iri 2:", 12), "%s",
                result.messages.data);
  plan_result_free(&result);
}
END_TEST

static const char *const codes[][2] = {{"A", "http://codes.example/a"},
                                       {"Ö b", "http://codes.example/%C3%B6"}};

static void add_codes(LodMapping *mapping)
{
  LodTableMap *table = &mapping->tables[0];
  LodMap *values = lod_map_new();
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    ck_assert_int_eq(lod_map_set(values, lod_view(codes[i][0]),
                                 lod_arena_strdup(mapping->arena, codes[i][1])),
                     LOD_SUCCESS);
  table->code_lists =
      lod_arena_array(mapping->arena, 1, sizeof *table->code_lists);
  table->code_lists[0] = (LodCodeList){"codes.csv", values};
  table->code_list_count = 1;
  LodTermMap *object = &table->maps[0].statements[0].object;
  object->type = LOD_TERM_IRI;
  object->code_list = 0;
}

START_TEST(looks_codes_up)
{
  const PlanCase c = {.metadata = COLUMN_A(""),
                      .table = "id,a\n1,A\n2,Ö b\n3,a\n4,\n",
                      .edit = add_codes};
  PlanResult result = plan_run(&c);
  ck_assert_str_eq(result.text.data,
                   S1 " " P " <http://codes.example/a> .\n" S2 " " P
                      " <http://codes.example/%C3%B6> .\n");
  ck_assert_str_eq(
      result.messages.data,
      "w not-in-code-list 4:2 a|\"a\" is not in the code list; no link was "
      "made\n");
  plan_result_free(&result);
}
END_TEST

START_TEST(looks_codes_of_lists_up)
{
  PlanCase c = {.metadata = COLUMN_A(",'separator':' - '"),
                .table = "id,a\n1,A - x - Ö b\n",
                .edit = add_codes};
  PlanResult result = plan_run(&c);
  ck_assert_str_eq(result.text.data,
                   S1 " " P " <http://codes.example/a> .\n" S1 " " P
                      " <http://codes.example/%C3%B6> .\n");
  plan_result_free(&result);
  /* in order; what is not in the list is no member */
  c.metadata = COLUMN_A(",'separator':' - ','ordered':true");
  c.syntax = LOD_SYNTAX_TURTLE;
  result = plan_run(&c);
  ck_assert_str_eq(result.text.data, "\n<s/1> csv:a ( <http://codes.example/a> "
                                     "<http://codes.example/%C3%B6> ) .\n");
  ck_assert_str_eq(
      result.messages.data,
      "w not-in-code-list 2:2 a|\"x\" is not in the code list; no link was "
      "made\n");
  plan_result_free(&result);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, writes_terms, 0, sizeof cases / sizeof *cases);
  tcase_add_loop_test(tcase, writes_lists, 0, sizeof lists / sizeof *lists);
  tcase_add_test(tcase, writes_ordered_lists);
  tcase_add_test(tcase, makes_a_blank_node_a_row);
  tcase_add_loop_test(tcase, follows_annotations, 0,
                      sizeof annotated / sizeof *annotated);
  tcase_add_test(tcase, counts_what_is_no_identifier);
  tcase_add_loop_test(tcase, treats_bad_cells_by_policy, 0, 3);
  tcase_add_test(tcase, keeps_bad_cells_out_of_templates);
  tcase_add_test(tcase, leaves_out_what_is_no_iri);
  tcase_add_test(tcase, looks_codes_up);
  tcase_add_test(tcase, looks_codes_of_lists_up);
}

int main(void)
{
  return plan_main("plan_terms", add_tests);
}
