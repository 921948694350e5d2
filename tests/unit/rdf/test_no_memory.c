/* Every allocation of the room fails once: the fault is passed on, and nothing
   leaks.  (Those of the libraries do not go through base/memory.) */
#include "base/memory.h"
#include "collect.h"
#include "rdf/graph.h"
#include "rdf/iri.h"
#include "rdf/json_terms.h"
#include "rdf/lines.h"
#include "rdf/raptor.h"
#include "rdf/text_writer.h"
#include <stdlib.h>

#define E "http://e.org/"

static const char *const lines =
    "<a:s> <a:p> \"a\\nb\\u00e5\"@sv .\n_:b <a:p> \"1\"^^<a:t> <a:g> .\n";

static LodStatus ignore(void *user, const LodStatement *s)
{
  (void)user, (void)s;
  return LOD_SUCCESS;
}

static LodStatus ignore_bytes(void *user, const char *data, size_t size)
{
  (void)user, (void)data, (void)size;
  return LOD_SUCCESS;
}

static const LodStatementSink nowhere = {ignore, NULL};

static LodStatus resolve(LodLog *log)
{
  LodBuffer out = {0};
  (void)log;
  LodStatus status =
      lod_iri_resolve(LOD_VIEW(E "a/b?q"), LOD_VIEW("../c?d#e"), &out);
  if (!status)
    status = lod_iri_encode(LOD_VIEW("\xC3\xA5 b"), true, &out);
  lod_buffer_free(&out);
  return status;
}

static LodStatus json(LodLog *log)
{
  json_t *value = json_pack("{s:[s,f,i], s:s, s:{s:s,s:s}, s:{}}", "rdf:value",
                            "a", 0.5, 7, "@type", "oa:Annotation", "dc:title",
                            "@value", "x", "@type", "xsd:date", "schema:name");
  unsigned counter = 0;
  LodTerm subject = {.type = LOD_TERM_IRI, .value = LOD_VIEW(E)};
  (void)log;
  ck_assert_ptr_nonnull(value);
  LodStatus status =
      lod_json_to_statements(&subject, E "p", value, "b", &counter, &nowhere);
  json_decref(value);
  return status;
}

static LodStatus read_lines(LodLog *log)
{
  LodLines reader = {.quads = true, .log = log, .sink = nowhere};
  LodView rest = lod_view(lines);
  LodStatus status = lod_lines_feed(&reader, (LodView){rest.data, 20}, false);
  rest.data += 20;
  rest.size -= 20;
  if (!status)
    status = lod_lines_feed(&reader, rest, true);
  lod_lines_clear(&reader);
  return status;
}

static LodStatus write_text(void *user, const LodStatement *s)
{
  return lod_text_writer_statement(user, s);
}

static LodStatus write_turtle(LodLog *log)
{
  LodBuffer out = {0};
  LodTextWriter w = {.kind = LOD_TEXT_TURTLE, .out = &out};
  LodLines reader = {.quads = true, .log = log, .sink = {write_text, &w}};
  LodStatus status = lod_text_writer_prefix(&w, LOD_VIEW("a"), LOD_VIEW("a:"));
  if (!status)
    status = lod_lines_feed(&reader, lod_view(lines), true);
  if (!status)
    status = lod_text_writer_end(&w);
  lod_lines_clear(&reader);
  lod_text_writer_clear(&w);
  lod_buffer_free(&out);
  return status;
}

static LodStatus write_raptor(void *user, const LodStatement *s)
{
  return lod_raptor_writer_statement(user, s);
}

static LodStatus convert(LodLog *log)
{
  LodRaptor *raptor = NULL;
  LodOutput *output = NULL;
  LodRaptorWriter *writer = NULL;
  LodStatus status = lod_raptor_new(log, &raptor);
  if (!status)
    status = lod_output_open_function(ignore_bytes, NULL, log, &output);
  if (!status)
    status = lod_raptor_writer_new(raptor, "rdfxml", E, output, &writer);
  if (!status)
    status = lod_raptor_writer_prefix(writer, "e", E);
  LodStatementSink sink = {write_raptor, writer};
  if (!status)
    status = lod_raptor_parse(
        raptor, "turtle", LOD_VIEW("<a:s> <a:p> 'x'@sv, [ <a:q> _:genid1 ] ."),
        NULL, "n", &sink);
  if (!status)
    status = lod_raptor_writer_end(writer);
  lod_raptor_writer_free(writer);
  lod_output_free(output);
  lod_raptor_free(raptor);
  return status;
}

static LodStatus add(void *user, const LodStatement *s)
{
  return lod_graph_add(user, s);
}

static LodStatus graph(LodLog *log)
{
  LodGraph *g = NULL;
  LodStatus status = lod_graph_new(log, &g);
  LodLines reader = {.quads = true, .log = log, .sink = {add, g}};
  if (!status)
    status = lod_lines_feed(&reader, lod_view(lines), true);
  if (!status)
    status = lod_graph_find(g, NULL, NULL, NULL, &nowhere);
  lod_lines_clear(&reader);
  lod_graph_free(g);
  return status;
}

static LodStatus (*const runs[])(LodLog *) = {resolve,      json,    read_lines,
                                              write_turtle, convert, graph};

START_TEST(fail_once)
{
  LodStatus status = LOD_ERR_NO_MEMORY;
  for (size_t n = 1; status; n++) {
    LodLog *log = lod_log_new();
    ck_assert_ptr_nonnull(log);
    lod_memory_fail_at(n);
    status = runs[_i](log);
    lod_memory_fail_at(0);
    ck_assert(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY);
    ck_assert_uint_lt(n, 1000);
    lod_log_free(log);
  }
}
END_TEST

int main(void)
{
  Suite *s = suite_create("no_memory");
  TCase *t = tcase_create("no_memory");
  tcase_add_loop_test(t, fail_once, 0, (int)(sizeof runs / sizeof *runs));
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
