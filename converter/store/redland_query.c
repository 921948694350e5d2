#include "store/redland_sparql.h"

#include "base/memory.h"
#include "store/results.h"
#include "store/sparql_check.h"
#include "store/sparql_text.h"
#include <string.h>

/* rasqal hands its handler to raptor's world, which is librdf's, too: it lives
   on when the query has ended, so that it must know of the store alone. */
static void take_message(void *user, raptor_log_message *message)
{
  LodStore *store = user;
  LodPlace place = {.file = "SPARQL"};
  if (message->level < RAPTOR_LOG_LEVEL_ERROR)
    return;
  if (message->locator && message->locator->line > 0)
    place.line = (uint64_t)message->locator->line;
  store->faults++;
  if (!store->fault_told && store->query)
    lod_sparql_say(store->query, (unsigned)place.line, message->text,
                   store->log);
  else if (!store->fault_told)
    lod_log_add(store->log, LOD_ERROR, "sparql", &place, "%s", message->text);
  store->fault_told = true;
}

static LodStatus open_world(LodSparql *sparql)
{
  sparql->world = rasqal_new_world();
  if (!sparql->world)
    return LOD_ERR_NO_MEMORY;
  rasqal_world_set_raptor(
      sparql->world, librdf_world_get_raptor(sparql->store->redland.world));
  rasqal_world_set_log_handler(sparql->world, sparql->store, take_message);
  if (rasqal_world_open(sparql->world) ||
      rasqal_set_triples_source_factory(sparql->world,
                                        lod_sparql_register_source, sparql))
    return LOD_ERR_NO_MEMORY;
  return LOD_SUCCESS;
}

static void close_world(LodSparql *sparql)
{
  lod_originals_clear(&sparql->originals);
  if (sparql->world)
    rasqal_free_world(sparql->world);
}

static LodStatus refuse(const LodSparql *sparql, unsigned line,
                        const char *format)
{
  LodPlace place = {.file = "SPARQL", .line = line};
  lod_log_add(sparql->store->log, LOD_ERROR, "sparql", &place, format, "");
  return LOD_ERR_INPUT;
}

/* Does TEXT name a number with a point, or divide? */
static bool has_fractions(const char *text)
{
  LodSparqlScanner scanner;
  LodSparqlToken token;
  lod_sparql_scan(lod_view(text), &scanner);
  while ((token = lod_sparql_next(&scanner)).kind != LOD_SPARQL_END) {
    LodView t = token.text;
    bool number = t.size > 1 && memchr(t.data, '.', t.size);
    if ((token.kind == LOD_SPARQL_OTHER && (number || t.data[0] == '/')) ||
        lod_sparql_is_word(&token, "AVG"))
      return true;
  }
  return false;
}

static LodStatus check_query(const LodSparql *sparql, rasqal_query *query)
{
  rasqal_query_verb verb = rasqal_query_get_verb(query);
  raptor_sequence *graphs = rasqal_query_get_data_graph_sequence(query);
  if (verb != RASQAL_QUERY_VERB_SELECT && verb != RASQAL_QUERY_VERB_ASK &&
      verb != RASQAL_QUERY_VERB_CONSTRUCT && verb != RASQAL_QUERY_VERB_DESCRIBE)
    return refuse(sparql, 0, "only queries are allowed, no updates");
  if (graphs && raptor_sequence_size(graphs) > 0)
    return refuse(sparql, 0, "FROM is not allowed");
  return LOD_SUCCESS;
}

/* rasqal 0.9.33 reads a comment only with the end of its line. */
static LodStatus parse(LodSparql *sparql, const char *text, rasqal_query *query)
{
  LodStore *store = sparql->store;
  uint64_t faults = store->faults;
  LodBuffer lines = {0};
  LodStatus status = lod_buffer_printf(&lines, "%s\n", text);
  if (!status)
    status = lod_buffer_terminate(&lines);
  if (status)
    return status;
  store->query = text;
  bool failed =
      rasqal_query_prepare(query, (const unsigned char *)lines.data, NULL) != 0;
  store->query = NULL;
  lod_buffer_free(&lines);
  if (store->faults != faults)
    return LOD_ERR_INPUT;
  return failed ? refuse(sparql, 0, "this is not a query of SPARQL 1.1")
                : check_query(sparql, query);
}

LodStatus lod_sparql_prepare(LodSparql *sparql, const char *text,
                             rasqal_query **result)
{
  *result = NULL;
  LodStatus status = lod_sparql_check(text, sparql->store->log);
  if (status)
    return status;
  rasqal_query *query = rasqal_new_query(sparql->world, "sparql", NULL);
  if (!query)
    return LOD_ERR_NO_MEMORY;
  rasqal_query_set_feature(query, RASQAL_FEATURE_NO_NET, 1);
  sparql->decimals = sparql->decimals || has_fractions(text);
  status = parse(sparql, text, query);
  if (status)
    rasqal_free_query(query);
  else
    *result = query;
  return status;
}

/* GRAPH ?g goes through the graphs that rasqal has been told of. */
static LodStatus add_graphs(LodSparql *sparql, rasqal_query *query)
{
  const LodMap *graphs = sparql->store->directory.graphs;
  raptor_world *raptor = librdf_world_get_raptor(sparql->store->redland.world);
  for (size_t i = 0; i < lod_map_size(graphs); i++) {
    LodView name = lod_map_key_at(graphs, i);
    if (lod_view_equal(name, LOD_VIEW(LOD_STORE_DEFAULT_GRAPH)))
      continue;
    raptor_uri *uri = raptor_new_uri_from_counted_string(
        raptor, (const unsigned char *)name.data, name.size);
    if (!uri)
      return LOD_ERR_NO_MEMORY;
    rasqal_data_graph *graph = rasqal_new_data_graph_from_uri(
        sparql->world, uri, uri, RASQAL_DATA_GRAPH_NAMED, NULL, NULL, NULL);
    raptor_free_uri(uri);
    if (!graph || rasqal_query_add_data_graph(query, graph))
      return LOD_ERR_NO_MEMORY;
  }
  return LOD_SUCCESS;
}

LodStatus lod_sparql_settle(const LodSparql *sparql)
{
  LodPlace place = {.file = sparql->store->directory.path};
  if (sparql->status == LOD_ERR_STORE)
    lod_log_add(sparql->store->log, LOD_ERROR, "store", &place,
                "the store cannot be read");
  return sparql->status;
}

LodStatus lod_sparql_execute(LodSparql *sparql, rasqal_query *query,
                             rasqal_query_results **results)
{
  uint64_t faults = sparql->store->faults;
  *results = NULL;
  LodStatus status = add_graphs(sparql, query);
  if (status)
    return status;
  *results = rasqal_query_execute(query);
  if (sparql->status)
    status = lod_sparql_settle(sparql);
  else if (sparql->store->faults != faults)
    status = LOD_ERR_INPUT;
  else if (!*results)
    status = refuse(sparql, 0, "rasqal cannot answer this query");
  if (status && *results) {
    rasqal_free_query_results(*results);
    *results = NULL;
  }
  return status;
}

/* The terms of one row; the nodes they are views of are kept in NODES. */
static LodStatus take_row(LodSparql *sparql, rasqal_query_results *results,
                          size_t columns, librdf_node **nodes, LodTerm *terms)
{
  for (size_t i = 0; i < columns; i++) {
    rasqal_literal *literal =
        rasqal_query_results_get_binding_value(results, (int)i);
    if (nodes[i])
      librdf_free_node(nodes[i]);
    nodes[i] = NULL;
    terms[i] = (LodTerm){0};
    if (!literal)
      continue;
    nodes[i] = lod_sparql_node_new(sparql, literal);
    if (!nodes[i])
      return LOD_ERR_NO_MEMORY;
    terms[i] = lod_redland_term(nodes[i]);
  }
  return LOD_SUCCESS;
}

/* What is held for the columns while rows are written. */
typedef struct Columns {
  size_t count;
  librdf_node **nodes;
  LodTerm *terms;
  LodView *names;
  bool sums; /* one row even of nothing, whose terms TERMS holds at first */
} Columns;

/* What an aggregate is of nothing (SPARQL 1.1, 18.5.1); no term where that is
   an error. */
static bool sum_of_nothing(const rasqal_variable *variable, LodTerm *term)
{
  *term = (LodTerm){0};
  switch (variable->expression ? variable->expression->op
                               : RASQAL_EXPR_UNKNOWN) {
  case RASQAL_EXPR_COUNT:
  case RASQAL_EXPR_SUM:
  case RASQAL_EXPR_AVG:
    *term = (LodTerm){.type = LOD_TERM_LITERAL,
                      .value = LOD_VIEW("0"),
                      .datatype = LOD_VIEW(LOD_XSD "integer")};
    return true;
  case RASQAL_EXPR_GROUP_CONCAT:
    *term = (LodTerm){.type = LOD_TERM_LITERAL, .value = LOD_VIEW("")};
    return true;
  case RASQAL_EXPR_MIN:
  case RASQAL_EXPR_MAX:
  case RASQAL_EXPR_SAMPLE:
    return true;
  default:
    return false;
  }
}

/* Of the query before it is asked: where there is no row the results have no
   names, and then aggregates are gone.  Without GROUP BY there is one group,
   even of nothing; rasqal 0.9.33 has none then. */
static LodStatus open_columns(rasqal_query *query, Columns *c)
{
  raptor_sequence *variables = rasqal_query_get_bound_variable_sequence(query);
  int count = variables ? raptor_sequence_size(variables) : 0;
  *c = (Columns){.count = count > 0 ? (size_t)count : 0};
  c->nodes = lod_calloc(c->count + 1, sizeof *c->nodes);
  c->terms = lod_calloc(c->count + 1, sizeof *c->terms);
  c->names = lod_calloc(c->count + 1, sizeof *c->names);
  if (!c->nodes || !c->terms || !c->names)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < c->count; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(variables, (int)i);
    c->names[i] = lod_view((const char *)variable->name);
    c->sums |= sum_of_nothing(variable, &c->terms[i]);
  }
  c->sums = c->sums && !rasqal_query_get_group_conditions_sequence(query);
  return LOD_SUCCESS;
}

static void close_columns(Columns *c)
{
  for (size_t i = 0; c->nodes && i < c->count; i++)
    if (c->nodes[i])
      librdf_free_node(c->nodes[i]);
  lod_free(c->nodes);
  lod_free(c->terms);
  lod_free(c->names);
}

static LodStatus write_rows(LodSparql *sparql, rasqal_query_results *results,
                            Columns *c, LodResults *out)
{
  uint64_t faults = sparql->store->faults;
  LodStatus status = lod_results_begin(out, c->names, c->count);
  if (!status && c->sums && rasqal_query_results_finished(results))
    status = lod_results_row(out, c->terms);
  while (!status && !rasqal_query_results_finished(results)) {
    status = take_row(sparql, results, c->count, c->nodes, c->terms);
    if (!status)
      status = lod_results_row(out, c->terms);
    if (!status)
      rasqal_query_results_next(results);
  }
  if (!status)
    status = lod_sparql_settle(sparql);
  if (!status && sparql->store->faults != faults)
    status = LOD_ERR_INPUT;
  return status ? status : lod_results_end(out);
}

static LodStatus write_results(LodSparql *sparql, rasqal_query_results *results,
                               Columns *c, LodResults *out)
{
  if (!rasqal_query_results_is_boolean(results))
    return write_rows(sparql, results, c, out);
  bool answer = rasqal_query_results_get_boolean(results) > 0;
  LodStatus status = lod_sparql_settle(sparql);
  return status ? status : lod_results_boolean(out, answer);
}

static LodStatus write_answer(LodSparql *sparql, rasqal_query *query,
                              LodResults *out)
{
  rasqal_query_results *results = NULL;
  Columns c;
  LodStatus status = open_columns(query, &c);
  if (!status)
    status = lod_sparql_execute(sparql, query, &results);
  if (!status)
    status = write_results(sparql, results, &c, out);
  close_columns(&c);
  if (results)
    rasqal_free_query_results(results);
  return status;
}

static LodStatus answer(LodSparql *sparql, const char *text,
                        const char *results, LodWriteFunction write, void *user)
{
  LodStore *store = sparql->store;
  rasqal_query *query;
  LodResults out = {.log = store->log, .write = write, .user = user};
  LodStatus status = lod_sparql_prepare(sparql, text, &query);
  if (status)
    return status;
  rasqal_query_verb verb = rasqal_query_get_verb(query);
  if (verb == RASQAL_QUERY_VERB_CONSTRUCT ||
      verb == RASQAL_QUERY_VERB_DESCRIBE) {
    status = lod_sparql_write_graph(sparql, text, query, results, write, user);
  } else if (!lod_results_kind(results, &out.kind)) {
    lod_log_add(store->log, LOD_ERROR, "sparql", NULL,
                "results of this query can be \"table\", \"csv\", \"tsv\", "
                "\"json\" or \"xml\", not \"%s\"",
                results);
    status = LOD_ERR_USAGE;
  } else {
    status = write_answer(sparql, query, &out);
  }
  lod_results_clear(&out);
  rasqal_free_query(query);
  return status;
}

LodStatus lod_store_query(LodStore *store, const char *text,
                          const char *results, LodWriteFunction write,
                          void *user)
{
  LodSparql sparql = {.store = store};
  LodPlace place = {.file = store->directory.path};
  if (store->damaged) {
    lod_log_add(store->log, LOD_ERROR, "store", &place,
                "the store is not whole: load it again");
    return LOD_ERR_STORE;
  }
  store->fault_told = false;
  LodStatus status = open_world(&sparql);
  if (!status)
    status = answer(&sparql, text, results, write, user);
  close_world(&sparql);
  return status;
}
