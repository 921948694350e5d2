#include "store/redland_sparql.h"

#include "base/memory.h"

/* rasqal's view of the store: made for each query. */
typedef struct Source {
  LodSparql *sparql;
} Source;

/* One pattern being matched. */
typedef struct Pattern {
  LodSparql *sparql;
  LodStoreMatch match;
  bool at_end;
} Pattern;

/* A part of the pattern that is fixed: a term, or a variable with a value that
   this pattern is not to set (rasqal leaves values of other patterns in
   variables). */
static LodStatus fixed_part(LodSparql *sparql, rasqal_literal *literal,
                            bool sets, rasqal_variable **variable,
                            librdf_node **node)
{
  rasqal_literal *value = literal;
  *variable = literal ? rasqal_literal_as_variable(literal) : NULL;
  *node = NULL;
  if (*variable)
    value = sets ? NULL : (*variable)->value;
  if (!value)
    return LOD_SUCCESS;
  *node = lod_sparql_node_new(sparql, value);
  return *node ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus begin_match(LodSparql *sparql, rasqal_triple *t,
                             rasqal_triple_parts sets,
                             rasqal_variable *variables[4],
                             LodStoreMatch *match)
{
  static const rasqal_triple_parts bits[] = {
      RASQAL_TRIPLE_SUBJECT, RASQAL_TRIPLE_PREDICATE, RASQAL_TRIPLE_OBJECT,
      RASQAL_TRIPLE_ORIGIN};
  rasqal_literal *parts[] = {t->subject, t->predicate, t->object, t->origin};
  librdf_node *nodes[4] = {NULL, NULL, NULL, NULL};
  LodStatus status = LOD_SUCCESS;
  for (int i = 0; i < 4 && !status; i++)
    status = fixed_part(sparql, parts[i], (sets & bits[i]) != 0, &variables[i],
                        &nodes[i]);
  if (!status)
    status = lod_store_match_begin(match, sparql->store, nodes, nodes[3]);
  match->each_graph = variables[3] && !nodes[3];
  for (int i = 0; i < 4; i++)
    if (nodes[i])
      librdf_free_node(nodes[i]);
  return status;
}

static void advance(Pattern *p)
{
  p->at_end = p->sparql->status || !lod_store_match_next(&p->match);
  if (p->match.status && !p->sparql->status)
    p->sparql->status = p->match.status;
}

/* The same variable twice in a pattern wants the same node twice. */
static bool agrees(rasqal_variable *const variables[4],
                   librdf_node *const nodes[4], int part)
{
  for (int i = 0; i < part; i++)
    if (variables[i] == variables[part] && nodes[i] && nodes[part] &&
        !librdf_node_equals(nodes[i], nodes[part]))
      return false;
  return true;
}

static rasqal_triple_parts bind_match(rasqal_triples_match *rtm, void *user,
                                      rasqal_variable *variables[4],
                                      rasqal_triple_parts parts)
{
  static const rasqal_triple_parts bits[] = {
      RASQAL_TRIPLE_SUBJECT, RASQAL_TRIPLE_PREDICATE, RASQAL_TRIPLE_OBJECT,
      RASQAL_TRIPLE_ORIGIN};
  Pattern *p = rtm->user_data;
  const LodRedlandMatch *match = &p->match.match;
  librdf_node *nodes[4] = {match->found[0], match->found[1], match->found[2],
                           p->match.context};
  unsigned bound = 0;
  (void)user;
  for (int i = 0; i < 4; i++) {
    if (!variables[i] || !(parts & bits[i]) || !nodes[i])
      continue;
    if (!agrees(variables, nodes, i))
      return (rasqal_triple_parts)0;
    rasqal_literal *literal = lod_sparql_literal_new(p->sparql, nodes[i]);
    if (!literal) {
      p->sparql->status = LOD_ERR_NO_MEMORY;
      return (rasqal_triple_parts)0;
    }
    rasqal_variable_set_value(variables[i], literal);
    bound |= bits[i];
  }
  return (rasqal_triple_parts)bound;
}

static void next_match(rasqal_triples_match *rtm, void *user)
{
  (void)user;
  advance(rtm->user_data);
}

static int is_end(rasqal_triples_match *rtm, void *user)
{
  Pattern *p = rtm->user_data;
  (void)user;
  return p->at_end;
}

static void finish(rasqal_triples_match *rtm, void *user)
{
  Pattern *p = rtm->user_data;
  (void)user;
  if (!p)
    return;
  lod_store_match_end(&p->match);
  lod_free(p);
  rtm->user_data = NULL;
}

static int init_match(rasqal_triples_match *rtm, rasqal_triples_source *rts,
                      void *user, rasqal_triple_meta *meta, rasqal_triple *t)
{
  LodSparql *sparql = ((Source *)user)->sparql;
  (void)rts;
  rtm->bind_match = bind_match;
  rtm->next_match = next_match;
  rtm->is_end = is_end;
  rtm->finish = finish;
  Pattern *p = lod_calloc(1, sizeof *p);
  rtm->user_data = p;
  if (!p) {
    sparql->status = LOD_ERR_NO_MEMORY;
    return 1;
  }
  p->sparql = sparql;
  LodStatus status =
      begin_match(sparql, t, meta->parts, meta->bindings, &p->match);
  if (status) {
    sparql->status = status;
    return 1;
  }
  advance(p);
  return 0;
}

static int is_present(rasqal_triples_source *rts, void *user, rasqal_triple *t)
{
  LodSparql *sparql = ((Source *)user)->sparql;
  rasqal_variable *variables[4];
  LodStoreMatch match = {0};
  (void)rts;
  LodStatus status =
      begin_match(sparql, t, (rasqal_triple_parts)0, variables, &match);
  bool found = !status && lod_store_match_next(&match);
  if (!status)
    status = match.status;
  lod_store_match_end(&match);
  if (status)
    sparql->status = status;
  return found;
}

static void free_source(void *user)
{
  (void)user;
}

static int new_source(rasqal_query *query, void *factory_user, void *user,
                      rasqal_triples_source *rts)
{
  (void)query;
  ((Source *)user)->sparql = factory_user;
  rts->version = 1;
  rts->init_triples_match = init_match;
  rts->triple_present = is_present;
  rts->free_triples_source = free_source;
  return 0;
}

int lod_sparql_register_source(rasqal_triples_source_factory *factory)
{
  factory->version = 1;
  factory->user_data_size = sizeof(Source);
  factory->new_triples_source = new_source;
  return 0;
}
