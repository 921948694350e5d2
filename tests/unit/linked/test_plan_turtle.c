/* The syntaxes: what Turtle, TriG and N-Quads write is the graph that
   N-Triples write (Turtle 1.1, TriG 1.1, N-Quads 1.1). */
#include "plan_fixture.h"

#include "rdf/lines.h"
#include "rdf/raptor.h"

#define ABOUT "'aboutUrl':'s/{id}',"
#define ID    "{'name':'id','suppressOutput':true},"
#define COLUMN_A(rest)                                                         \
  PLAN_SCHEMA(ABOUT "'columns':[" ID "{'name':'a'," rest "}]")

typedef struct Statements {
  char **lines;
  size_t count;
} Statements;

static void put_term(LodBuffer *out, const LodTerm *term)
{
  ck_assert_int_eq(
      lod_buffer_printf(out, "%c%.*s %.*s@%.*s|", "IBL"[term->type],
                        (int)term -> value.size, term->value.data,
                        (int)term->datatype.size,
                        term->datatype.size ? term->datatype.data : "",
                        (int)term->language.size,
                        term->language.size ? term->language.data : ""),
      LOD_SUCCESS);
}

static LodStatus keep_statement(void *user, const LodStatement *s)
{
  Statements *all = user;
  LodBuffer line = {0};
  put_term(&line, &s->subject);
  put_term(&line, &s->predicate);
  put_term(&line, &s->object);
  if (s->graph.value.data)
    put_term(&line, &s->graph);
  ck_assert_int_eq(lod_buffer_terminate(&line), LOD_SUCCESS);
  all->lines = realloc(all->lines, (all->count + 1) * sizeof *all->lines);
  all->lines[all->count++] = strdup(line.data);
  lod_buffer_free(&line);
  return LOD_SUCCESS;
}

static int compare_lines(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The document's statements, sorted.  The base is nobody's: what is relative
   must have one of its own. */
static Statements parse(const char *syntax, const PlanResult *result)
{
  Statements all = {0};
  LodStatementSink sink = {keep_statement, &all};
  LodLog *log = lod_log_new();
  LodRaptor *raptor;
  LodBuffer text = {0};
  ck_assert_int_eq(lod_buffer_printf(&text, "%s%s", result->prologue.data,
                                     result->text.data),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_raptor_new(log, &raptor), LOD_SUCCESS);
  LodStatus status = lod_raptor_parse(raptor, syntax, lod_buffer_view(&text),
                                      "http://nobody.example/x/", "out", &sink);
  if (status)
    ck_abort_msg("%s\n%.*s", lod_log_at(log, 0)->text, (int)text.size,
                 text.data);
  lod_buffer_free(&text);
  lod_raptor_free(raptor);
  lod_log_free(log);
  qsort(all.lines, all.count, sizeof *all.lines, compare_lines);
  return all;
}

static void statements_free(Statements *all)
{
  for (size_t i = 0; i < all->count; i++)
    free(all->lines[i]);
  free(all->lines);
}

/* A graph for all statements, and one by row, to which model.h has no way in
   CSVW. */
static void set_graph(LodMapping *mapping, LodTermMap graph)
{
  LodTableMap *table = &mapping->tables[0];
  for (size_t i = 0; i < table->map_count; i++) {
    table->maps[i].graph = lod_arena_alloc(mapping->arena, sizeof graph);
    *table->maps[i].graph = graph;
  }
}

static void fixed_graph(LodMapping *mapping)
{
  set_graph(mapping, (LodTermMap){.type = LOD_TERM_IRI,
                                  .kind = LOD_MAP_CONSTANT,
                                  .constant = "http://graphs.example/g#one",
                                  .code_list = SIZE_MAX});
}

static void graph_of_subject(LodMapping *mapping)
{
  set_graph(mapping, mapping->tables[0].maps[0].subject);
}

typedef struct Case {
  const char *metadata, *table;
  void (*edit)(LodMapping *);
} Case;

#define ALL_TYPES                                                              \
  PLAN_SCHEMA(ABOUT "'columns':[" ID "{'name':'a','datatype':'integer'},"      \
                    "{'name':'b','datatype':'decimal'},"                       \
                    "{'name':'c','datatype':'boolean'},"                       \
                    "{'name':'d','datatype':'double'},"                        \
                    "{'name':'e','lang':'sv-SE'},{'name':'f'}]")
#define TYPED_TABLE                                                            \
  "id,a,b,c,d,e,f\n1,007,1.50,true,1.5E3,\"å \"\"b\"\"\",\"two\nlines\\\"\n"  \
  "2,-5,-.5,false,NaN,.,1\n3,+1,5.,1,INF,,\n4,0,5,0,-0.0,x,<http://x/> .\n"

static const Case cases[] = {
    {ALL_TYPES, TYPED_TABLE, NULL},
    {ALL_TYPES, TYPED_TABLE, fixed_graph},
    {ALL_TYPES, TYPED_TABLE, graph_of_subject},
    /* points, slashes and colons of cells (RFC 3986, 4.2); "." and ".." are
       below, as raptor takes them out of absolute IRIs, too */
    {COLUMN_A("'valueUrl':'id/{a}'"),
     "id,a\n1,x\n4,.x\n5,../..\n6,a:b\n7,//x\n8,\n", NULL},
    {COLUMN_A("'valueUrl':'id/{a}/x'"), "id,a\n1,x\n2,.x\n3,...\n4,\n", NULL},
    {COLUMN_A("'valueUrl':'{a}/x'"), "id,a\n1,x\n2,.\n3,..\n4,a:b\n", NULL},
    {COLUMN_A("'valueUrl':'{a}'"), "id,a\n1,x\n2,.\n3,..\n4,a:b\n", NULL},
    {COLUMN_A("'valueUrl':'{+a}'"),
     "id,a\n1,x/y\n2,mailto:a@b.example\n3,//h.example/x\n4,?q\n", NULL},
    {COLUMN_A("'valueUrl':'id/{a}?q={a}#{a}'"), "id,a\n1,å ä\n2,/../x\n", NULL},
    {PLAN_SCHEMA(ABOUT "'columns':[" ID
                       "{'name':'a','propertyUrl':'id/{b}'},{'name':'b'}]"),
     "id,a,b\n1,x,p\n2,y,.q\n", NULL},
    {PLAN_SCHEMA(
         "'aboutUrl':'id/{id}','columns':["
         "{'name':'id'},{'name':'a'},{'name':'b','aboutUrl':'o/{id}'}]"),
     "id,a,b\n1,x,p\n.a,y,q\n", NULL},
};

static const char *name_of(LodSyntax syntax)
{
  return syntax == LOD_SYNTAX_NTRIPLES ? "ntriples"
         : syntax == LOD_SYNTAX_NQUADS ? "nquads"
         : syntax == LOD_SYNTAX_TURTLE ? "turtle"
                                       : "trig";
}

static void expect_same(const PlanCase *test, LodSyntax plain, LodSyntax other)
{
  PlanCase c = *test;
  c.syntax = plain;
  PlanResult a = plan_run(&c);
  c.syntax = other;
  PlanResult b = plan_run(&c);
  Statements x = parse(name_of(plain), &a), y = parse(name_of(other), &b);
  ck_assert_uint_gt(x.count, 0);
  ck_assert_uint_eq(x.count, a.statements);
  ck_assert_uint_eq(y.count, b.statements);
  ck_assert_uint_eq(x.count, y.count);
  for (size_t i = 0; i < x.count; i++)
    ck_assert_str_eq(x.lines[i], y.lines[i]);
  statements_free(&x);
  statements_free(&y);
  plan_result_free(&a);
  plan_result_free(&b);
}

START_TEST(writes_the_same_in_every_syntax)
{
  const PlanCase c = {.metadata = cases[_i].metadata,
                      .table = cases[_i].table,
                      .edit = cases[_i].edit};
  expect_same(&c, LOD_SYNTAX_NTRIPLES, LOD_SYNTAX_TURTLE);
  expect_same(&c, LOD_SYNTAX_NQUADS, LOD_SYNTAX_TRIG);
}
END_TEST

/* Turtle 1.1, 2.2, 2.5.2, 2.5.3: lists of predicates, numbers and booleans. */
START_TEST(abbreviates_in_turtle)
{
  const PlanCase c = {
      .metadata = ALL_TYPES, .table = TYPED_TABLE, .syntax = LOD_SYNTAX_TURTLE};
  PlanResult result = plan_run(&c);
  ck_assert_str_eq(result.text.data,
                   "\n<s/1> csv:a 007 ;\n  csv:b 1.50 ;\n  csv:c true ;\n"
                   "  csv:d \"1.5e3\"^^xsd:double ;\n"
                   "  csv:e \"å \\\"b\\\"\"@sv-SE ;\n"
                   "  csv:f \"two\\nlines\\\\\" .\n"
                   "\n<s/2> csv:a -5 ;\n  csv:b -.5 ;\n  csv:c false ;\n"
                   "  csv:d \"NaN\"^^xsd:double ;\n  csv:e \".\"@sv-SE ;\n"
                   "  csv:f \"1\" .\n"
                   "\n<s/3> csv:a +1 ;\n  csv:b \"5.\"^^xsd:decimal ;\n"
                   "  csv:c true ;\n"
                   "  csv:d \"INF\"^^xsd:double .\n"
                   "\n<s/4> csv:a 0 ;\n  csv:b \"5\"^^xsd:decimal ;\n"
                   "  csv:c false ;\n"
                   "  csv:d \"-0.0\"^^xsd:double ;\n  csv:e \"x\"@sv-SE ;\n"
                   "  csv:f \"<http://x/> .\" .\n");
  ck_assert_str_eq(result.prologue.data,
                   "@base <http://example.org/> .\n"
                   "@prefix csv: <http://example.org/t.csv#> .\n"
                   "@prefix xsd: <" LOD_XSD "> .\n");
  plan_result_free(&result);
}
END_TEST

/* Turtle 1.1, 2.8: a collection; TriG 1.1, 2.2. */
START_TEST(writes_collections)
{
  static const struct {
    LodSyntax syntax;
    const char *text;
  } rows[] = {
      {LOD_SYNTAX_TURTLE, "\n<s/1> csv:a ( \"x\" \"y\" ) .\n"
                          "\n<s/2> csv:a ( ) .\n"},
      {LOD_SYNTAX_TRIG, "\ng:one {\n<s/1> csv:a ( \"x\" \"y\" ) .\n}\n"
                        "\ng:one {\n<s/2> csv:a ( ) .\n}\n"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const PlanCase c = {.metadata = COLUMN_A("'separator':';','ordered':true"),
                        .table = "id,a\n1,x;y\n2,\n",
                        .edit = fixed_graph,
                        .syntax = rows[i].syntax};
    PlanResult result = plan_run(&c);
    ck_assert_str_eq(result.text.data, rows[i].text);
    ck_assert_uint_eq(result.statements, 6);
    plan_result_free(&result);
  }
}
END_TEST

/* N-Quads 1.1, 2. */
START_TEST(names_the_graph_of_every_quad)
{
  const PlanCase c = {.metadata = COLUMN_A("'separator':';','ordered':true"),
                      .table = "id,a\n1,x;y\n",
                      .edit = fixed_graph,
                      .syntax = LOD_SYNTAX_NQUADS};
  static const char graph[] = " <http://graphs.example/g#one> .";
  PlanResult result = plan_run(&c);
  size_t lines = 0;
  for (const char *at = result.text.data; *at; lines++) {
    const char *end = strchr(at, '\n');
    ck_assert_int_eq(memcmp(end - strlen(graph), graph, strlen(graph)), 0);
    at = end + 1;
  }
  ck_assert_uint_eq(lines, 5);
  plan_result_free(&result);
}
END_TEST

/* Values that would be dot segments (RFC 3986, 5.2.4) lead nowhere else, in
   no syntax. */
START_TEST(encodes_dot_segments)
{
  static const struct {
    const char *columns, *text;
  } rows[] = {
      {"'valueUrl':'id/{a}'", "\n<s/1> csv:a <id/%2E> .\n"
                              "\n<s/2> csv:a <id/%2E%2E> .\n"
                              "\n<s/3> csv:a <id/x> .\n"},
      {"'valueUrl':'id/{a}/x'", "\n<s/1> csv:a <id/%2E/x> .\n"
                                "\n<s/2> csv:a <id/%2E%2E/x> .\n"
                                "\n<s/3> csv:a <id/x/x> .\n"},
      /* here the cell decides what is relative: it is resolved */
      {"'valueUrl':'{a}/x'", "\n<s/1> csv:a <http://example.org/%2E/x> .\n"
                             "\n<s/2> csv:a <http://example.org/%2E%2E/x> .\n"
                             "\n<s/3> csv:a <http://example.org/x/x> .\n"},
      {"'valueUrl':'http://example.net/y/{+a}'",
       "\n<s/1> csv:a <http://example.net/y/> .\n"
       "\n<s/2> csv:a <http://example.net/> .\n"
       "\n<s/3> csv:a <http://example.net/y/x> .\n"},
      {"'propertyUrl':'id/{a}'", "\n<s/1> <id/%2E> \".\" .\n"
                                 "\n<s/2> <id/%2E%2E> \"..\" .\n"
                                 "\n<s/3> <id/x> \"x\" .\n"},
      {"'aboutUrl':'id/{a}'", "\n<id/%2E> csv:a \".\" .\n"
                              "\n<id/%2E%2E> csv:a \"..\" .\n"
                              "\n<id/x> csv:a \"x\" .\n"},
  };
  char metadata[512];
  snprintf(metadata, sizeof metadata, COLUMN_A("%s"), rows[_i].columns);
  const PlanCase c = {.metadata = metadata,
                      .table = "id,a\n1,.\n2,..\n3,x\n",
                      .syntax = LOD_SYNTAX_TURTLE};
  plan_expect(&c, rows[_i].text);
}
END_TEST

/* What a thing is goes first, the rest stays in order; only here. */
START_TEST(puts_types_first)
{
  static const struct {
    LodSyntax syntax;
    const char *text;
  } rows[] = {
      {LOD_SYNTAX_TURTLE, "\n<s/1> a org2:C ;\n  a org2:D ;\n  csv:a \"x\" ;\n"
                          "  csv:b \"y\" .\n"},
      {LOD_SYNTAX_NTRIPLES,
       "<" PLAN_BASE "s/1> <" PLAN_URL "#a> \"x\" .\n"
       "<" PLAN_BASE "s/1> <" LOD_RDF "type> <" PLAN_BASE "C> .\n"
       "<" PLAN_BASE "s/1> <" PLAN_URL "#b> \"y\" .\n"
       "<" PLAN_BASE "s/1> <" LOD_RDF "type> <" PLAN_BASE "D> .\n"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const PlanCase c = {
        .metadata = PLAN_SCHEMA(
            ABOUT "'columns':[" ID "{'name':'a'},"
                  "{'name':'c','propertyUrl':'rdf:type','valueUrl':'C'},"
                  "{'name':'b'},"
                  "{'name':'d','virtual':true,'propertyUrl':'rdf:type',"
                  "'valueUrl':'D'}]"),
        .table = "id,a,c,b\n1,x,1,y\n",
        .syntax = rows[i].syntax};
    plan_expect(&c, rows[i].text);
  }
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, writes_the_same_in_every_syntax, 0,
                      sizeof cases / sizeof *cases);
  tcase_add_test(tcase, abbreviates_in_turtle);
  tcase_add_test(tcase, writes_collections);
  tcase_add_test(tcase, puts_types_first);
  tcase_add_test(tcase, names_the_graph_of_every_quad);
  tcase_add_loop_test(tcase, encodes_dot_segments, 0, 6);
}

int main(void)
{
  return plan_main("plan_turtle", add_tests);
}
