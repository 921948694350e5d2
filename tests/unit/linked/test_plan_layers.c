/* Layers (CLI.md, --layer) and standard mode ("Generating RDF", 4.2). */
#include "plan_fixture.h"

#define ABOUT "'aboutUrl':'s/{id}',"
#define ID    "{'name':'id','suppressOutput':true},"
#define S1    "<http://example.org/s/1> "
#define P     "<http://example.org/t.csv#a> "

typedef struct Case {
  const char *column, *table;
  const char *statement; /* what all layers have of it */
  bool link;
} Case;

/* Outgoing links: objects that are IRIs outside the data set. */
static const Case cases[] = {
    {"", "id,a\n1,x\n", S1 P "\"x\" .\n", false},
    {",'datatype':'anyURI'", "id,a\n1,http://x.example/\n",
     S1 P "\"http://x.example/\"^^<" LOD_XSD "anyURI> .\n", false},
    {",'valueUrl':'v/{a}'", "id,a\n1,x\n", S1 P "<http://example.org/v/x> .\n",
     false},
    {",'valueUrl':'http://example.org/v'", "id,a\n1,x\n",
     S1 P "<http://example.org/v> .\n", false},
    {",'valueUrl':'http://x.example/v'", "id,a\n1,x\n",
     S1 P "<http://x.example/v> .\n", true},
    {",'valueUrl':'http://x.example/{a}'", "id,a\n1,x\n",
     S1 P "<http://x.example/x> .\n", true},
    {",'valueUrl':'http://example.organic/{a}'", "id,a\n1,x\n",
     S1 P "<http://example.organic/x> .\n", true},
    /* what a thing is is no link */
    {",'propertyUrl':'rdf:type','valueUrl':'schema:Thing'", "id,a\n1,x\n",
     S1 "<" LOD_RDF "type> <http://schema.org/Thing> .\n", false},
    /* the cell decides */
    {",'valueUrl':'{+a}'", "id,a\n1,http://x.example/v\n",
     S1 P "<http://x.example/v> .\n", true},
    {",'valueUrl':'{+a}'", "id,a\n1,http://example.org/v\n",
     S1 P "<http://example.org/v> .\n", false},
    {",'valueUrl':'{+a}'", "id,a\n1,v/w\n", S1 P "<http://example.org/v/w> .\n",
     false},
    {",'valueUrl':'http://example.{a}/v'", "id,a\n1,com\n",
     S1 P "<http://example.com/v> .\n", true},
    {",'valueUrl':'http://example.{a}/v'", "id,a\n1,org\n",
     S1 P "<http://example.org/v> .\n", false},
};

START_TEST(layers_share_the_statements_out)
{
  const Case *test = &cases[_i];
  char metadata[512];
  snprintf(metadata, sizeof metadata,
           PLAN_SCHEMA(ABOUT "'columns':[" ID "{'name':'a'%s}]"), test->column);
  PlanCase c = {.metadata = metadata, .table = test->table};
  plan_expect(&c, test->statement);
  c.layer = LOD_LAYER_PLAIN;
  plan_expect(&c, test->link ? "" : test->statement);
  c.layer = LOD_LAYER_LINKS;
  plan_expect(&c, test->link ? test->statement : "");
}
END_TEST

/* In Turtle, where IRIs are written relative to the base, as well. */
START_TEST(layers_in_turtle)
{
  PlanCase c = {.metadata = PLAN_SCHEMA(
                    ABOUT "'columns':[" ID "{'name':'a','valueUrl':'{+a}'},"
                          "{'name':'b','valueUrl':'o/{b}'}]"),
                .table = "id,a,b\n1,http://x.example/v,1\n2,u/v,2\n",
                .syntax = LOD_SYNTAX_TURTLE,
                .layer = LOD_LAYER_LINKS};
  plan_expect(&c, "\n<s/1> csv:a <http://x.example/v> .\n");
  c.layer = LOD_LAYER_PLAIN;
  plan_expect(&c, "\n<s/1> csv:b <o/1> .\n"
                  "\n<s/2> csv:a <http://example.org/u/v> ;\n"
                  "  csv:b <o/2> .\n");
}
END_TEST

/* The constants are plain. */
START_TEST(links_have_no_constants)
{
  PlanCase c = {.metadata = "{'@context':'http://www.w3.org/ns/csvw',"
                            "'url':'t.csv','dc:title':'x',"
                            "'tableSchema':{'columns':[{'name':'a'}]}}",
                .table = "a\nx\n",
                .standard = true,
                .layer = LOD_LAYER_LINKS};
  PlanResult result = plan_run(&c);
  ck_assert_str_eq(result.prologue.data, "");
  plan_result_free(&result);
}
END_TEST

/* ---- standard mode ---- */

/* TEXT with every blank node by a number in the order in which they come. */
static char *number_nodes(const char *text)
{
  char labels[16][64];
  size_t count = 0;
  LodBuffer out = {0};
  while (*text) {
    size_t size = strncmp(text, "_:", 2) ? 1 : strcspn(text, " \n");
    LodView part = {text, size};
    text += size;
    if (size == 1) {
      ck_assert_int_eq(lod_buffer_append_view(&out, part), LOD_SUCCESS);
      continue;
    }
    size_t i = 0;
    ck_assert_uint_lt(size, 64);
    while (i < count && !lod_view_equal(lod_view(labels[i]), part))
      i++;
    if (i == count) {
      ck_assert_uint_lt(count, 16);
      memcpy(labels[count], part.data, size);
      labels[count++][size] = '\0';
    }
    ck_assert_int_eq(lod_buffer_printf(&out, "_:%zu", i), LOD_SUCCESS);
  }
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  return out.data;
}

#define CSVW      "<http://www.w3.org/ns/csvw#"
#define TYPE      "<" LOD_RDF "type> "
#define TABLE     "<http://example.org/t.csv"
#define ROWNUM(n) CSVW "rownum> \"" n "\"^^<" LOD_XSD "integer> .\n"

static const char standard_text[] =
    "_:0 " TYPE CSVW "TableGroup> .\n"
    "_:0 " CSVW "table> _:1 .\n"
    "_:1 " TYPE CSVW "Table> .\n"
    "_:1 " CSVW "url> " TABLE "> .\n"
    "_:1 " CSVW "row> _:2 .\n"
    "_:2 " TYPE CSVW "Row> .\n"
    "_:2 " ROWNUM(
        "1") "_:2 " CSVW "url> " TABLE "#row=2> .\n"
             "_:2 " CSVW "describes> <http://example.org/s/1> .\n" S1 P
             "\"x\" .\n"
             "_:1 " CSVW "row> _:3 .\n"
             "_:3 " TYPE CSVW "Row> .\n"
             "_:3 " ROWNUM("2") "_:3 " CSVW "url> " TABLE "#row=3> .\n"
                                "_:3 " CSVW
                                "describes> <http://example.org/s/2> .\n"
                                "<http://example.org/s/2> " P "\"y\" .\n";

/* 4.2: group, table, rows by number and by place in the source (RFC 7111). */
START_TEST(standard_mode_describes_rows)
{
  const PlanCase c = {.metadata =
                          PLAN_SCHEMA(ABOUT "'columns':[" ID "{'name':'a'}]"),
                      .table = "id,a\n1,x\n2,y\n",
                      .standard = true};
  PlanResult result = plan_run(&c);
  LodBuffer all = {0};
  ck_assert_int_eq(
      lod_buffer_printf(&all, "%s%s", result.prologue.data, result.text.data),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&all), LOD_SUCCESS);
  char *text = number_nodes(all.data);
  ck_assert_str_eq(text, standard_text);
  ck_assert_uint_eq(result.statements, 16);
  free(text);
  lod_buffer_free(&all);
  plan_result_free(&result);
}
END_TEST

/* Row titles, several subjects, and a group and a table with names. */
START_TEST(standard_mode_says_more)
{
  static const char *const wanted[] = {
      "<http://example.org/g> " TYPE CSVW "TableGroup> .\n",
      "<http://example.org/g> " CSVW "table> <http://example.org/tab> .\n",
      "<http://example.org/tab> " TYPE CSVW "Table> .\n",
      "<http://example.org/tab> " CSVW "url> " TABLE "> .\n",
      CSVW "title> \"x\"@sv .\n",
      CSVW "title> \"1\" .\n",
      CSVW "describes> <http://example.org/s/1> .\n",
      CSVW "describes> <http://example.org/o/x> .\n"};
  const PlanCase c = {.metadata =
                          "{'@context':'http://www.w3.org/ns/csvw','@id':'g',"
                          "'tables':[{'url':'t.csv','@id':'tab','tableSchema':{"
                          "'rowTitles':['a','id'],'columns':["
                          "{'name':'id','aboutUrl':'s/{id}'},"
                          "{'name':'a','lang':'sv','aboutUrl':'o/{a}'}]}}]}",
                      .table = "id,a\n1,x\n",
                      .standard = true};
  PlanResult result = plan_run(&c);
  LodBuffer all = {0};
  ck_assert_int_eq(
      lod_buffer_printf(&all, "%s%s", result.prologue.data, result.text.data),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&all), LOD_SUCCESS);
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    ck_assert_msg(strstr(all.data, wanted[i]), "%s\nlacks %s", all.data,
                  wanted[i]);
  lod_buffer_free(&all);
  plan_result_free(&result);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, layers_share_the_statements_out, 0,
                      sizeof cases / sizeof *cases);
  tcase_add_test(tcase, layers_in_turtle);
  tcase_add_test(tcase, links_have_no_constants);
  tcase_add_test(tcase, standard_mode_describes_rows);
  tcase_add_test(tcase, standard_mode_says_more);
}

int main(void)
{
  return plan_main("plan_layers", add_tests);
}
