/* What the tests of the CSVW loader share: metadata with ' for ", and a model
   written out as text. */
#ifndef CSVW_FIXTURE_H
#define CSVW_FIXTURE_H

#include "base/buffer.h"
#include "mapping/csvw.h"
#include <check.h>
#include <stdlib.h>

#define FIXTURE_URL "http://example.org/meta/data.json"
/* How metadata begins; what follows is properties. */
#define FIXTURE_TABLE(rest)                                                    \
  "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv'" rest "}"
#define FIXTURE_COLUMNS(columns)                                               \
  FIXTURE_TABLE(",'tableSchema':{'columns':[" columns "]}")

/* JSON with every ' as "; freed by the caller. */
static inline char *fixture_json(const char *text)
{
  char *json = strdup(text);
  ck_assert_ptr_nonnull(json);
  for (char *at = json; *at; at++)
    if (*at == '\'')
      *at = '"';
  return json;
}

static inline LodStatus fixture_load(const char *text,
                                     const LodCsvwOptions *options, LodLog *log,
                                     LodMapping **mapping)
{
  LodCsvwOptions own = options ? *options : (LodCsvwOptions){0};
  char *json = fixture_json(text);
  if (!own.location)
    own.location = FIXTURE_URL;
  LodStatus status =
      lod_csvw_load_text(lod_view(json), "data.json", &own, log, mapping);
  free(json);
  return status;
}

/* What must load without a word. */
static inline LodMapping *fixture_clean(const char *text,
                                        const LodCsvwOptions *options)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  LodStatus status = fixture_load(text, options, log, &mapping);
  if (lod_log_size(log))
    ck_abort_msg("%s: %s", text, lod_log_at(log, 0)->text);
  ck_assert_int_eq(status, LOD_SUCCESS);
  lod_log_free(log);
  return mapping;
}

static inline void fixture_print(LodBuffer *out, const char *text)
{
  ck_assert_int_eq(lod_buffer_append_text(out, text), LOD_SUCCESS);
}

static inline void fixture_print_view(LodBuffer *out, LodView text)
{
  ck_assert_int_eq(lod_buffer_append_view(out, text), LOD_SUCCESS);
}

/* A column as its name, a key as #name, a fixed text in quotes. */
static inline void fixture_print_variable(const LodTableMap *table,
                                          const LodVariable *v, LodBuffer *out)
{
  switch (v->kind) {
  case LOD_VARIABLE_COLUMN:
    fixture_print(out, table->schema->columns[v->index].name);
    break;
  case LOD_VARIABLE_KEY:
    fixture_print(out, "#");
    fixture_print(out, table->keys[v->index].name);
    break;
  case LOD_VARIABLE_ROW:
    fixture_print(out, "_row");
    break;
  case LOD_VARIABLE_SOURCE_ROW:
    fixture_print(out, "_sourceRow");
    break;
  case LOD_VARIABLE_TEXT:
    fixture_print(out, "'");
    fixture_print(out, v->text);
    fixture_print(out, "'");
    break;
  case LOD_VARIABLE_UNDEFINED:
    fixture_print(out, "undefined");
    break;
  }
}

static inline void fixture_print_template(const LodTableMap *table,
                                          const LodBoundTemplate *t,
                                          LodBuffer *out)
{
  size_t at = 0;
  for (size_t i = 0; i < t->syntax.part_count; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    if (part->op == 'L') {
      fixture_print_view(out, part->literal);
      continue;
    }
    fixture_print(out, "{");
    if (part->op != '0')
      fixture_print_view(out, (LodView){&part->op, 1});
    for (size_t v = 0; v < part->variable_count; v++) {
      fixture_print(out, v ? "," : "");
      fixture_print_variable(table, &t->variables[at++], out);
    }
    fixture_print(out, "}");
  }
  ck_assert_uint_eq(at, t->variable_count);
  if (t->resolve) {
    fixture_print(out, " against ");
    fixture_print(out, t->base);
  }
}

/* <constant>, <template>, _:row, "literal"; {column} is a cell's value. */
static inline void fixture_print_term(const LodTableMap *table,
                                      const LodTermMap *map, LodBuffer *out)
{
  static const char *const open[] = {"<", "_:", "\""};
  static const char *const close[] = {">", "", "\""};
  fixture_print(out, open[map->type]);
  if (map->kind == LOD_MAP_CONSTANT)
    fixture_print(out, map->constant);
  else if (map->kind == LOD_MAP_TEMPLATE)
    fixture_print_template(table, map->template_, out);
  if (map->kind == LOD_MAP_REFERENCE) {
    fixture_print(out, "=");
    fixture_print_variable(table, &map->reference, out);
  }
  fixture_print(out, close[map->type]);
  fixture_print(out, map->datatype ? "^^" : "");
  fixture_print(out, map->datatype ? map->datatype : "");
  fixture_print(out, map->language ? "@" : "");
  fixture_print(out, map->language ? map->language : "");
  fixture_print(out, map->code_list != SIZE_MAX ? " coded" : "");
}

static inline void fixture_print_flags(const LodTableMap *table,
                                       const LodStatementMap *s, LodBuffer *out)
{
  fixture_print(out, s->list == LOD_LIST_RDF ? " list" : "");
  fixture_print(out, s->once ? " once" : "");
  if (s->condition != LOD_NO_COLUMN) {
    fixture_print(out, " if ");
    fixture_print(out, table->schema->columns[s->condition].name);
  }
  if (s->cell != LOD_NO_COLUMN) {
    fixture_print(out, " of ");
    fixture_print(out, table->schema->columns[s->cell].name);
  }
}

/* The triples maps of TABLE, a line a statement. */
static inline void fixture_print_maps(const LodTableMap *table, LodBuffer *out)
{
  for (size_t m = 0; m < table->map_count; m++)
    for (size_t i = 0; i < table->maps[m].statement_count; i++) {
      const LodStatementMap *s = &table->maps[m].statements[i];
      fixture_print_term(table, &table->maps[m].subject, out);
      fixture_print(out, " ");
      fixture_print_term(table, &s->predicate, out);
      fixture_print(out, " ");
      fixture_print_term(table, &s->object, out);
      fixture_print_flags(table, s, out);
      fixture_print(out, "\n");
    }
  ck_assert_int_eq(lod_buffer_terminate(out), LOD_SUCCESS);
}

static inline void fixture_expect_maps(const LodTableMap *table,
                                       const char *expected)
{
  LodBuffer out = {0};
  fixture_print_maps(table, &out);
  ck_assert_str_eq(out.data, expected);
  lod_buffer_free(&out);
}

/* The messages, "code: text" a line. */
static inline void fixture_expect_messages(const LodLog *log,
                                           const char *expected)
{
  LodBuffer out = {0};
  for (size_t i = 0; i < lod_log_size(log); i++) {
    fixture_print(&out, lod_log_at(log, i)->code);
    fixture_print(&out, ": ");
    fixture_print(&out, lod_log_at(log, i)->text);
    fixture_print(&out, "\n");
  }
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, expected);
  lod_buffer_free(&out);
}

static inline int fixture_run(SRunner *runner)
{
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
