/* Mappings in words and pictures. */
#include "plan_fixture.h"

#include "linked/explain.h"

static const char ledger[] = PLAN_SCHEMA(
    "'lod:matching':'title','lod:key':["
    "{'lod:name':'_row_id','lod:columns':'*','lod:counted':true},"
    "{'lod:name':'_pay','lod:columns':['voucher','buyer'],"
    "'lod:needed':['voucher'],'lod:otherwise':'_row_id'}],"
    "'lod:aboutUrl':'id/line/{_row_id}','columns':["
    "{'name':'voucher','titles':['Voucher','Ver.nr'],'required':true},"
    "{'name':'buyer','lod:identifierType':'organisationNumber',"
    "'aboutUrl':'http://o.example/{buyer}','propertyUrl':'foaf:name',"
    "'lang':'sv','lod:entity':true},"
    "{'name':'amount','datatype':'decimal','lod:condition':'voucher'},"
    "{'name':'t','virtual':true,'propertyUrl':'rdf:type',"
    "'valueUrl':'http://x.example/?a&b=1'},"
    "{'name':'payer','virtual':true,'propertyUrl':'schema:payer',"
    "'valueUrl':'http://o.example/{buyer}'}]");

typedef LodStatus (*Explain)(const LodMapping *mapping, size_t table,
                             LodNames *names, LodBuffer *out);

static char *explain(const char *metadata, Explain how,
                     void (*edit)(LodMapping *))
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = plan_load(metadata, true, log);
  LodNames *names;
  LodBuffer out = {0};
  if (edit)
    edit(mapping);
  ck_assert_int_eq(lod_names_new(LOD_SYNTAX_TURTLE, PLAN_BASE, NULL, 0, &names),
                   LOD_SUCCESS);
  ck_assert_int_eq(how(mapping, 0, names, &out), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  lod_names_free(names);
  lod_mapping_free(mapping);
  lod_log_free(log);
  return out.data;
}

/* TEXT has the PARTS, one behind the other. */
static void expect_parts(const char *text, const char *const *parts,
                         size_t count)
{
  const char *at = text;
  for (size_t i = 0; i < count; i++) {
    at = strstr(at, parts[i]);
    ck_assert_msg(at != NULL, "%s\nlacks %s", text, parts[i]);
    at += strlen(parts[i]);
  }
}

START_TEST(says_columns_keys_and_statements)
{
  static const char *const parts[] = {"any order",
                                      "voucher",
                                      "xsd:string",
                                      "required",
                                      "Voucher, Ver.nr",
                                      "buyer",
                                      "organisation number",
                                      "amount",
                                      "xsd:decimal",
                                      "{_row_id}",
                                      "all columns",
                                      "number",
                                      "{_pay}",
                                      "voucher, buyer",
                                      "{_row_id}",
                                      "id/line/{_row_id}>",
                                      "voucher",
                                      "{voucher}",
                                      "amount",
                                      "{amount}^^xsd:decimal",
                                      "where voucher has a value",
                                      " a ",
                                      "<http://x.example/?a&b=1>",
                                      "schema:payer <http://o.example/{buyer}>",
                                      "<http://o.example/{buyer}>\n",
                                      "foaf:name {buyer}@sv",
                                      "once"};
  char *text = explain(ledger, lod_explain_table, NULL);
  expect_parts(text, parts, sizeof parts / sizeof *parts);
  lod_buffer_free(&(LodBuffer){.data = text});
}
END_TEST

/* Metadata with notes, a code list, a literal template and a blank node. */
static void hand_made(LodMapping *mapping)
{
  LodTableMap *table = &mapping->tables[0];
  table->code_lists =
      lod_arena_array(mapping->arena, 1, sizeof *table->code_lists);
  table->code_lists[0] = (LodCodeList){"codes.csv", NULL};
  table->code_list_count = 1;
  table->maps[0].statements[0].object.code_list = 0;
}

START_TEST(says_common_properties_and_lists)
{
  static const char *const parts[] = {
      "dcterms:title", "Tåg",       "in this order", "blank node of the row",
      "looked up in",  "codes.csv", "\"{a}: x\"",    "{_row}"};
  char *text =
      explain("{'@context':['http://www.w3.org/ns/csvw',{'lod':'" LOD_NS "'}],"
              "'url':'t.csv','dc:title':'Tåg','tableSchema':{'columns':["
              "{'name':'a'},{'name':'b','virtual':true,'lod:value':'{a}: x'},"
              "{'name':'c','virtual':true,'lod:value':'{_row}'}]}}",
              lod_explain_table, hand_made);
  expect_parts(text, parts, sizeof parts / sizeof *parts);
  lod_buffer_free(&(LodBuffer){.data = text});
}
END_TEST

/* A box a subject, an arrow where an object is another subject; text in an
   HTML-like label is escaped (DOT language). */
START_TEST(draws_boxes_and_arrows)
{
  static const char *const parts[] = {"digraph",
                                      "s0 [label=<",
                                      "id/line/{_row_id}&gt;",
                                      "{amount}^^xsd:decimal",
                                      "&lt;http://x.example/?a&amp;b=1&gt;",
                                      ">];",
                                      "s1 [label=<",
                                      "&lt;http://o.example/{buyer}&gt;",
                                      "foaf:name",
                                      "{buyer}@sv",
                                      ">];",
                                      "s0 -> s1 [label=<schema:payer>];",
                                      "}"};
  char *text = explain(ledger, lod_explain_dot, NULL);
  expect_parts(text, parts, sizeof parts / sizeof *parts);
  ck_assert_ptr_null(strstr(text, "?a&b"));
  ck_assert_ptr_eq(strstr(text, " -> "), strrchr(text, '-') - 1);
  lod_buffer_free(&(LodBuffer){.data = text});
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_test(tcase, says_columns_keys_and_statements);
  tcase_add_test(tcase, says_common_properties_and_lists);
  tcase_add_test(tcase, draws_boxes_and_arrows);
}

int main(void)
{
  return plan_main("explain", add_tests);
}
