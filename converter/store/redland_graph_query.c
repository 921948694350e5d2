#include "store/redland_sparql.h"

#include "base/ascii.h"
#include "base/keyset.h"
#include "base/memory.h"
#include "rdf/text_writer.h"
#include "store/sparql_text.h"
#include <errno.h>
#include <string.h>

#define BLOCK      ((size_t)64 * 1024)
#define KEY_MEMORY ((uint64_t)64 * 1024 * 1024)

/* The graph that is written: a set of statements. */
typedef struct Answer {
  LodSparql *sparql;
  LodTextWriter text;
  LodBuffer out;
  LodBuffer line; /* a statement as N-Triples, for its key */
  LodKeySet *keys;
  LodWriteFunction write;
  void *user;
} Answer;

static LodStatus flush(Answer *a, bool all)
{
  if (!a->out.size || (!all && a->out.size < BLOCK))
    return LOD_SUCCESS;
  LodStatus status = a->write(a->user, a->out.data, a->out.size);
  a->out.size = 0;
  return status;
}

static LodStatus is_new(Answer *a, const LodStatement *s, bool *result)
{
  LodTextWriter line = {.kind = LOD_TEXT_NTRIPLES, .out = &a->line};
  uint32_t before = 0;
  a->line.size = 0;
  LodStatus status = lod_text_writer_statement(&line, s);
  if (!status)
    status =
        lod_keyset_add(a->keys, lod_hash(lod_buffer_view(&a->line)), &before);
  if (status == LOD_ERR_IO)
    lod_log_add(a->sparql->store->log, LOD_ERROR, "temporary-file", NULL,
                "a temporary file cannot be used (see TMPDIR): %s",
                strerror(errno));
  *result = before == 0;
  return status;
}

static LodStatus emit(Answer *a, const LodStatement *s)
{
  bool new_one;
  LodStatus status = is_new(a, s, &new_one);
  if (status || !new_one)
    return status;
  status = lod_text_writer_statement(&a->text, s);
  return status ? status : flush(a, false);
}

static LodStatus emit_nodes(Answer *a, librdf_node *const nodes[3])
{
  LodStatement s = {.subject = lod_redland_term(nodes[0]),
                    .predicate = lod_redland_term(nodes[1]),
                    .object = lod_redland_term(nodes[2])};
  if (s.subject.type == LOD_TERM_LITERAL || s.predicate.type != LOD_TERM_IRI)
    return LOD_SUCCESS; /* SPARQL 1.1, 16.2: not in the graph */
  return emit(a, &s);
}

/* A node that is to be described, and those found on the way. */
typedef struct Describe {
  Answer *answer;
  LodMap *seen;        /* terms as N-Triples */
  librdf_node **queue; /* owned */
  size_t count, done, capacity;
} Describe;

static LodStatus enqueue(Describe *d, librdf_node *node)
{
  LodTerm term = lod_redland_term(node);
  LodBuffer key = {0};
  if (term.type == LOD_TERM_LITERAL)
    return LOD_SUCCESS;
  LodStatus status = lod_text_write_term(&term, &key);
  bool known = !status && lod_map_get(d->seen, lod_buffer_view(&key));
  if (!status && !known)
    status = lod_map_set(d->seen, lod_buffer_view(&key), d);
  lod_buffer_free(&key);
  if (status || known)
    return status;
  if (d->count == d->capacity) {
    size_t capacity = d->capacity ? 2 * d->capacity : 64;
    librdf_node **grown =
        lod_reallocarray(d->queue, capacity, sizeof *d->queue);
    if (!grown)
      return LOD_ERR_NO_MEMORY;
    d->queue = grown;
    d->capacity = capacity;
  }
  d->queue[d->count] =
      lod_redland_node_new(d->answer->sparql->store->redland.world, &term);
  return d->queue[d->count++] ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

/* Its statements, and those of the blank nodes that they lead to. */
static LodStatus describe_queued(Describe *d)
{
  LodStatus status = LOD_SUCCESS;
  while (!status && d->done < d->count) {
    librdf_node *wanted[3] = {d->queue[d->done++], NULL, NULL};
    LodStoreMatch match = {0};
    status =
        lod_store_match_begin(&match, d->answer->sparql->store, wanted, NULL);
    while (!status && lod_store_match_next(&match)) {
      librdf_node *object = match.match.found[2];
      status = emit_nodes(d->answer, match.match.found);
      if (!status && librdf_node_is_blank(object))
        status = enqueue(d, object);
    }
    if (!status)
      status = match.status;
    lod_store_match_end(&match);
  }
  return status;
}

static LodStatus describe_literal(Describe *d, rasqal_literal *literal)
{
  librdf_node *node = lod_sparql_node_new(d->answer->sparql, literal);
  if (!node)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = enqueue(d, node);
  librdf_free_node(node);
  return status ? status : describe_queued(d);
}

static LodStatus describe_rows(Describe *d, rasqal_query_results *results)
{
  LodStatus status = LOD_SUCCESS;
  int count = rasqal_query_results_get_bindings_count(results);
  while (!status && !rasqal_query_results_finished(results)) {
    for (int i = 0; i < count && !status; i++) {
      rasqal_literal *value =
          rasqal_query_results_get_binding_value(results, i);
      if (value)
        status = describe_literal(d, value);
    }
    if (!status)
      rasqal_query_results_next(results);
  }
  return status;
}

/* Add "?NAME " to the list when it is not there; NAMES guards that. */
static LodStatus list_variable(rasqal_literal *literal, LodMap *names,
                               LodBuffer *list)
{
  rasqal_variable *variable =
      literal ? rasqal_literal_as_variable(literal) : NULL;
  if (!variable || variable->type != RASQAL_VARIABLE_TYPE_NORMAL)
    return LOD_SUCCESS;
  LodView name = lod_view((const char *)variable->name);
  if (lod_map_get(names, name))
    return LOD_SUCCESS;
  LodStatus status = lod_map_set(names, name, names);
  return status ? status
                : lod_buffer_printf(list, "?%.*s ", (int)name.size, name.data);
}

typedef LodStatus (*RowsFunction)(void *user, rasqal_query_results *results);

/* Ask TEXT as a SELECT of the variables in LIST and hand its rows to VISIT. */
static LodStatus ask_select(LodSparql *sparql, const char *text,
                            LodBuffer *list, RowsFunction visit, void *user)
{
  LodBuffer select = {0};
  rasqal_query *query = NULL;
  rasqal_query_results *results = NULL;
  LodStatus status = lod_buffer_terminate(list);
  if (!status)
    status = lod_sparql_as_select(lod_view(text), list->size ? list->data : "*",
                                  &select);
  if (!status && select.size)
    status = lod_buffer_terminate(&select);
  if (!status && select.size)
    status = lod_sparql_prepare(sparql, select.data, &query);
  if (!status && query)
    status = lod_sparql_execute(sparql, query, &results);
  if (!status && results)
    status = visit(user, results);
  if (!status)
    status = lod_sparql_settle(sparql);
  if (results)
    rasqal_free_query_results(results);
  if (query)
    rasqal_free_query(query);
  lod_buffer_free(&select);
  return status;
}

static LodStatus visit_described(void *user, rasqal_query_results *results)
{
  return describe_rows(user, results);
}

static LodStatus describe_list(Describe *d, rasqal_query *query, LodMap *names,
                               LodBuffer *list)
{
  raptor_sequence *wanted = rasqal_query_get_describe_sequence(query);
  LodStatus status = LOD_SUCCESS;
  for (int i = 0; wanted && i < raptor_sequence_size(wanted) && !status; i++) {
    rasqal_literal *literal = raptor_sequence_get_at(wanted, i);
    if (rasqal_literal_as_variable(literal))
      status = list_variable(literal, names, list);
    else
      status = describe_literal(d, literal);
  }
  return status;
}

/* SPARQL 1.1, 16.4: here, all statements with the node as subject, and those
   of the blank nodes they lead to. */
static LodStatus describe(Answer *a, const char *text, rasqal_query *query)
{
  Describe d = {.answer = a, .seen = lod_map_new()};
  LodMap *names = lod_map_new();
  LodBuffer list = {0};
  LodStatus status = d.seen && names ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status)
    status = describe_list(&d, query, names, &list);
  if (!status && (list.size || rasqal_query_get_wildcard(query)))
    status = ask_select(a->sparql, text, &list, visit_described, &d);
  for (size_t i = 0; i < d.count; i++)
    if (d.queue[i])
      librdf_free_node(d.queue[i]);
  lod_free(d.queue);
  lod_map_free(d.seen);
  lod_map_free(names);
  lod_buffer_free(&list);
  return status;
}

/* A CONSTRUCT's rows become statements by its template. */
typedef struct Construct {
  Answer *answer;
  raptor_sequence *template_;
  uint64_t row;
} Construct;

/* The node that LITERAL of the template stands for in this row; NULL, with
   success, when it is not bound. */
static LodStatus make_node(const Construct *c, rasqal_query_results *results,
                           rasqal_literal *literal, librdf_node **node)
{
  LodSparql *sparql = c->answer->sparql;
  rasqal_variable *variable = rasqal_literal_as_variable(literal);
  const char *label = NULL;
  *node = NULL;
  if (variable && variable->type != RASQAL_VARIABLE_TYPE_NORMAL)
    label = (const char *)variable->name;
  else if (!variable && literal->type == RASQAL_LITERAL_BLANK)
    label = (const char *)literal->string;
  if (variable && !label)
    literal =
        rasqal_query_results_get_binding_value_by_name(results, variable->name);
  if (!literal)
    return LOD_SUCCESS;
  if (!label) {
    *node = lod_sparql_node_new(sparql, literal);
    return *node ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  LodBuffer name = {0};
  LodStatus status =
      lod_buffer_printf(&name, "c%llu_%s", (unsigned long long)c->row, label);
  LodTerm term = {.type = LOD_TERM_BLANK, .value = lod_buffer_view(&name)};
  if (!status)
    *node = lod_redland_node_new(sparql->store->redland.world, &term);
  lod_buffer_free(&name);
  return status || *node ? status : LOD_ERR_NO_MEMORY;
}

static LodStatus construct_triple(const Construct *c,
                                  rasqal_query_results *results,
                                  rasqal_triple *t)
{
  rasqal_literal *parts[3] = {t->subject, t->predicate, t->object};
  librdf_node *nodes[3] = {NULL, NULL, NULL};
  LodStatus status = LOD_SUCCESS;
  for (int i = 0; i < 3 && !status; i++)
    status = make_node(c, results, parts[i], &nodes[i]);
  if (!status && nodes[0] && nodes[1] && nodes[2])
    status = emit_nodes(c->answer, nodes);
  for (int i = 0; i < 3; i++)
    if (nodes[i])
      librdf_free_node(nodes[i]);
  return status;
}

static LodStatus visit_constructed(void *user, rasqal_query_results *results)
{
  Construct *c = user;
  LodStatus status = LOD_SUCCESS;
  int count = raptor_sequence_size(c->template_);
  while (!status && !rasqal_query_results_finished(results)) {
    c->row++;
    for (int i = 0; i < count && !status; i++)
      status =
          construct_triple(c, results, raptor_sequence_get_at(c->template_, i));
    if (!status)
      rasqal_query_results_next(results);
  }
  return status;
}

/* rasqal would make the triples itself, of its rewritten literals. */
static LodStatus construct(Answer *a, const char *text, rasqal_query *query)
{
  Construct c = {.answer = a,
                 .template_ =
                     rasqal_query_get_construct_triples_sequence(query)};
  LodMap *names = lod_map_new();
  LodBuffer list = {0};
  LodStatus status = names ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  int count = c.template_ ? raptor_sequence_size(c.template_) : 0;
  for (int i = 0; i < count && !status; i++) {
    rasqal_triple *t = raptor_sequence_get_at(c.template_, i);
    status = list_variable(t->subject, names, &list);
    if (!status)
      status = list_variable(t->predicate, names, &list);
    if (!status)
      status = list_variable(t->object, names, &list);
  }
  if (!status && count)
    status = ask_select(a->sparql, text, &list, visit_constructed, &c);
  lod_map_free(names);
  lod_buffer_free(&list);
  return status;
}

/* The query's own prefixes serve its answer. */
static LodStatus put_prefixes(Answer *a, rasqal_query *query)
{
  LodStatus status = LOD_SUCCESS;
  rasqal_prefix *prefix;
  for (int i = 0; !status && (prefix = rasqal_query_get_prefix(query, i));
       i++) {
    LodView name = lod_view((const char *)prefix->prefix);
    bool plain = true;
    for (size_t n = 0; n < name.size; n++)
      plain = plain && (lod_ascii_is_alpha(name.data[n]) ||
                        (n && lod_ascii_is_digit(name.data[n])));
    if (plain && prefix->uri)
      status = lod_text_writer_prefix(
          &a->text, name,
          lod_view((const char *)raptor_uri_as_string(prefix->uri)));
  }
  return status;
}

LodStatus lod_sparql_write_graph(LodSparql *sparql, const char *text,
                                 rasqal_query *query, const char *results,
                                 LodWriteFunction write, void *user)
{
  Answer a = {.sparql = sparql, .write = write, .user = user};
  bool lines = results && !strcmp(results, "ntriples");
  a.text.kind = lines ? LOD_TEXT_NTRIPLES : LOD_TEXT_TURTLE;
  a.text.out = &a.out;
  if (results && !lines && strcmp(results, "turtle") != 0 &&
      strcmp(results, "table") != 0) {
    lod_log_add(sparql->store->log, LOD_ERROR, "sparql", NULL,
                "results of this query can be \"turtle\" or \"ntriples\", "
                "not \"%s\"",
                results);
    return LOD_ERR_USAGE;
  }
  LodStatus status = lod_keyset_new(LOD_KEYS_COUNTED, KEY_MEMORY, &a.keys);
  if (!status)
    status = put_prefixes(&a, query);
  if (!status && rasqal_query_get_verb(query) == RASQAL_QUERY_VERB_CONSTRUCT)
    status = construct(&a, text, query);
  else if (!status)
    status = describe(&a, text, query);
  if (!status)
    status = lod_text_writer_end(&a.text);
  if (!status)
    status = flush(&a, true);
  lod_text_writer_clear(&a.text);
  lod_buffer_free(&a.out);
  lod_buffer_free(&a.line);
  lod_keyset_free(a.keys);
  return status;
}
