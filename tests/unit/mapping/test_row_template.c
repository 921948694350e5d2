/* URL templates in the light of a row, and the cell maps that have them
   ("Metadata Vocabulary", 5.1.3 and 5.7). */
#include "../table/fixture.h"
#include "base/memory.h"
#include "csvw_fixture.h"
#include "mapping/row_template.h"

#define T  "http://example.org/meta/t.csv"
#define NS "https://w3id.org/lodstone/ns#"

typedef struct Row {
  LodMapping *mapping;
  LodBatch batch;
  LodBinding *binding;
  LodRows *rows;
  LodArena *arena;
  LodBuffer expansion, resolving;
  LodTemplateRow row;
} Row;

static void open_row(Row *r, const char *metadata, const char *text)
{
  const LodCsvwOptions options = {.cells = true};
  *r = (Row){.mapping = fixture_clean(metadata, &options),
             .batch = make_batch(text),
             .arena = lod_arena_new()};
  ck_assert_int_eq(lod_binding_new(r->mapping->tables[0].schema, r->batch.cells,
                                   r->batch.records[0].count, false, NULL, NULL,
                                   &r->binding),
                   LOD_SUCCESS);
  lod_batch_drop(&r->batch, 1);
  r->batch.first_row = 1;
  ck_assert_int_eq(lod_rows_new(r->binding, &r->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_evaluate(r->rows, &r->batch), LOD_SUCCESS);
  r->row = (LodTemplateRow){.mapping = r->mapping,
                            .rows = r->rows,
                            .arena = r->arena,
                            .expansion = &r->expansion,
                            .resolving = &r->resolving};
}

static void close_row(Row *r)
{
  lod_buffer_free(&r->expansion);
  lod_buffer_free(&r->resolving);
  lod_arena_free(r->arena);
  lod_rows_free(r->rows);
  lod_binding_free(r->binding);
  lod_batch_free(&r->batch);
  lod_mapping_free(r->mapping);
}

/* A value template over the columns
   id (organisation number), n (number), l (list), s (string), z (null). */
static const struct {
  const char *template_, *url; /* NULL: no IRI */
} cases[] = {
    {"http://x/{s}", "http://x/a%20b%2Fc"},
    {"http://x/{+s}", "http://x/a%20b/c"},
    {"http://x/{s:3}{?s,n}", "http://x/a%20b?s=a%20b%2Fc&n=1.5"},
    {"http://x/{n}", "http://x/1.5"}, /* canonical */
    {"http://x/{l}", "http://x/p,q"},
    {"http://x{/l*}", "http://x/p/q"},
    {"http://x/{?l*}", "http://x/?l=p&l=q"},
    {"http://x/{z}", "http://x/"},
    {"http://x{/z}", "http://x"},
    {"http://x/{id}", "http://x/5560125790"},
    {"http://x/{_row}-{_sourceRow}", "http://x/1-2"},
    {"http://x/{_row}{?_sourceRow}", "http://x/1?_sourceRow=2"},
    {"http://x/{_name}/{_column}", "http://x/v/6"},
    {"http://x/{nothing}", "http://x/"},
    {"#{s}", T "#a%20b%2Fc"},
    {"{+s}", "http://example.org/meta/a%20b/c"},
    {"{+d}", "http://example.org/up"},
    {"http://x/a/{+d}", "http://x/up"},
    {"http://x/a/{d}", "http://x/a/..%2Fup"},
    {"schema:{s}", "http://schema.org/a%20b%2Fc"},
    {"http://[{s}/", NULL},
    {"{+bad}", NULL},
    {"http://x/fixed", "http://x/fixed"},
};

static void make_metadata(const char *extra, const char *template_,
                          LodBuffer *out)
{
  ck_assert_int_eq(
      lod_buffer_printf(
          out,
          "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
          "'tableSchema':{%s'columns':["
          "{'name':'id','" NS "identifierType':'organisationNumber'},"
          "{'name':'n','datatype':{'base':'decimal','format':"
          "{'decimalChar':','}}},"
          "{'name':'l','separator':';'},{'name':'s'},{'name':'z'},"
          "{'name':'v','valueUrl':'%s'},{'name':'d'},{'name':'bad'}]}}",
          extra, template_),
      LOD_SUCCESS);
}

static const char table[] = "id,n,l,s,z,v,d,bad\n"
                            "556012-5790,\"01,50\",p;;q,a b/c,,x,../up,"
                            "http://[x/\n";

START_TEST(urls)
{
  Row r;
  LodBuffer metadata = {0};
  LodView url = {NULL, 0};
  LodUrlState state;
  make_metadata("", cases[_i].template_, &metadata);
  open_row(&r, buffer_text(&metadata), table);
  ck_assert_int_eq(
      lod_row_url(&r.row, r.mapping->tables[0].cells[5].value, &url, &state),
      LOD_SUCCESS);
  ck_assert_int_eq(state, cases[_i].url ? LOD_URL_MADE : LOD_URL_BAD);
  ck_assert_msg(!cases[_i].url || lod_view_equal(url, lod_view(cases[_i].url)),
                "%.*s", (int)url.size, url.data);
  close_row(&r);
  lod_buffer_free(&metadata);
}
END_TEST

/* vocab/ns: lod:nullInTemplate, lod:identifierType; CLI.md: --bad-cells. */
START_TEST(nulls_that_omit)
{
  static const struct {
    const char *template_;
    LodBadCells policy;
    LodUrlState state;
  } rows[] = {{"http://x/{z}", LOD_BAD_KEEP, LOD_URL_NONE},
              {"http://x{?z,s}", LOD_BAD_KEEP, LOD_URL_NONE},
              {"http://x{?l*}", LOD_BAD_KEEP, LOD_URL_MADE},
              {"http://x/{id}", LOD_BAD_KEEP, LOD_URL_NONE},
              {"http://x/{n}", LOD_BAD_KEEP, LOD_URL_MADE},
              {"http://x/{n}", LOD_BAD_SKIP, LOD_URL_NONE}};
  Row r;
  LodBuffer metadata = {0};
  LodView url;
  LodUrlState state;
  make_metadata("'" NS "nullInTemplate':'omit',", rows[_i].template_,
                &metadata);
  open_row(&r, buffer_text(&metadata),
           "id,n,l,s,z,v,d,bad\n556012-5791,x,p,a,,x,,\n");
  r.row.bad_cells = rows[_i].policy;
  ck_assert_int_eq(
      lod_row_url(&r.row, r.mapping->tables[0].cells[5].value, &url, &state),
      LOD_SUCCESS);
  ck_assert_int_eq(state, rows[_i].state);
  close_row(&r);
  lod_buffer_free(&metadata);
}
END_TEST

/* What a constant is it is said once, whoever asks for it. */
START_TEST(constants_that_are_none)
{
  const LodCsvwOptions options = {.cells = true};
  LodLog *log = lod_log_new();
  LodMapping *mapping;
  ck_assert_int_eq(
      fixture_load(FIXTURE_COLUMNS("{'name':'a','valueUrl':'http://[x/'}"),
                   &options, log, &mapping),
      LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_uint_eq(mapping->left_out, 1);
  ck_assert_ptr_null(mapping->tables[0].cells[0].value->constant);
  lod_mapping_free(mapping);
  lod_log_free(log);
}
END_TEST

/* Columns of one subject have one map; CSVW's own properties, inherited. */
START_TEST(cell_maps)
{
  static const char metadata[] = FIXTURE_TABLE(
      ",'aboutUrl':'#{a}','tableSchema':{'propertyUrl':'schema:{_name}',"
      "'columns':[{'name':'a'},{'name':'b%20c','" NS "aboutUrl':'#ours'},"
      "{'name':'d','aboutUrl':'#{_name}'},{'name':'e','aboutUrl':'#{_name}',"
      "'propertyUrl':'schema:x'}]}");
  const LodCsvwOptions options = {.cells = true};
  LodMapping *mapping = fixture_clean(metadata, &options);
  const LodCellMap *cells = mapping->tables[0].cells;
  ck_assert_ptr_nonnull(cells[0].about);
  ck_assert_ptr_eq(cells[0].about, cells[1].about);
  ck_assert_ptr_ne(cells[2].about, cells[3].about);
  ck_assert_str_eq(cells[2].about->constant, T "#d");
  ck_assert_str_eq(cells[3].about->constant, T "#e");
  ck_assert_str_eq(cells[0].property->constant, "http://schema.org/a");
  ck_assert_str_eq(cells[1].property->constant, "http://schema.org/b%20c");
  ck_assert_str_eq(cells[3].property->constant, "http://schema.org/x");
  ck_assert(lod_view_equal(cells[1].name, LOD_VIEW("b c")));
  ck_assert_ptr_null(cells[0].value);
  lod_mapping_free(mapping);
  mapping = fixture_clean(metadata, NULL);
  ck_assert_ptr_null(mapping->tables[0].cells);
  lod_mapping_free(mapping);
}
END_TEST

START_TEST(reports_no_memory)
{
  size_t failures = 0;
  LodBuffer metadata = {0};
  make_metadata("", "{+s}{?l*,n,_row,id}", &metadata);
  for (LodStatus status = LOD_ERR_NO_MEMORY; status; failures++) {
    Row r;
    LodView url;
    LodUrlState state;
    open_row(&r, buffer_text(&metadata), table);
    lod_memory_fail_at(failures + 1);
    status =
        lod_row_url(&r.row, r.mapping->tables[0].cells[5].value, &url, &state);
    lod_memory_fail_at(0);
    if (status)
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
    close_row(&r);
  }
  ck_assert_uint_gt(failures, 2);
  lod_buffer_free(&metadata);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("row_template");
  TCase *tcase = tcase_create("row_template");
  tcase_add_loop_test(tcase, urls, 0, (int)(sizeof cases / sizeof *cases));
  tcase_add_loop_test(tcase, nulls_that_omit, 0, 6);
  tcase_add_test(tcase, constants_that_are_none);
  tcase_add_test(tcase, cell_maps);
  tcase_add_test(tcase, reports_no_memory);
  suite_add_tcase(suite, tcase);
  return fixture_run(srunner_create(suite));
}
