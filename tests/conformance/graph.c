#include "graph.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/memory.h"
#include "rdf/raptor.h"
#include <stdlib.h>

#define GROUND SIZE_MAX

/* A term by its hash; a blank node by its number. */
typedef struct Node {
  LodHash hash;
  size_t blank;
} Node;

typedef struct Triple {
  Node subject, predicate, object;
} Triple;

struct Graph {
  Triple *triples;
  size_t count, capacity;
  LodMap *labels; /* of blank nodes */
  LodArena *arena;
  size_t blanks;
};

static LodHash hash_two(LodHash a, LodHash b)
{
  const LodHash both[] = {a, b};
  return lod_hash((LodView){(const char *)both, sizeof both});
}

/* A sum does not mind the order. */
static LodHash add(LodHash a, LodHash b)
{
  const uint64_t low = a.low + b.low;
  return (LodHash){a.high + b.high + (low < a.low), low};
}

static bool equal(LodHash a, LodHash b)
{
  return a.high == b.high && a.low == b.low;
}

static LodStatus blank_node(Graph *graph, LodView label, Node *node)
{
  const size_t *known = lod_map_get(graph->labels, label);
  if (known) {
    node->blank = *known;
    return LOD_SUCCESS;
  }
  size_t *const number = lod_arena_alloc(graph->arena, sizeof *number);
  if (!number)
    return LOD_ERR_NO_MEMORY;
  *number = node->blank = graph->blanks++;
  return lod_map_set(graph->labels, label, number);
}

/* Language tags are equal in any case (RDF 1.1 Concepts, 3.3). */
static LodHash hash_language(LodView tag)
{
  char lower[64] = {0};
  const size_t size = tag.size < sizeof lower ? tag.size : sizeof lower;
  for (size_t i = 0; i < size; i++)
    lower[i] = lod_ascii_lower(tag.data[i]);
  return lod_hash((LodView){lower, size});
}

static LodStatus make_node(Graph *graph, const LodTerm *term, Node *node)
{
  *node = (Node){.blank = GROUND};
  if (term->type == LOD_TERM_BLANK)
    return blank_node(graph, term->value, node);
  node->hash = lod_hash(term->value);
  if (term->type == LOD_TERM_LITERAL) {
    const LodHash kind =
        hash_two(lod_hash(term->datatype), hash_language(term->language));
    node->hash = hash_two(node->hash, kind);
  }
  return LOD_SUCCESS;
}

static LodStatus take(void *user, const LodStatement *s)
{
  Graph *const graph = user;
  if (graph->count == graph->capacity) {
    const size_t capacity = graph->capacity ? graph->capacity * 2 : 256;
    Triple *const moved =
        lod_reallocarray(graph->triples, capacity, sizeof *moved);
    if (!moved)
      return LOD_ERR_NO_MEMORY;
    graph->triples = moved;
    graph->capacity = capacity;
  }
  Triple *const triple = &graph->triples[graph->count++];
  memset(triple, 0, sizeof *triple);
  LodStatus status = make_node(graph, &s->subject, &triple->subject);
  if (!status)
    status = make_node(graph, &s->predicate, &triple->predicate);
  return status ? status : make_node(graph, &s->object, &triple->object);
}

static int compare_triples(const void *a, const void *b)
{
  return memcmp(a, b, sizeof(Triple));
}

/* A graph is a set. */
static void remove_twins(Graph *graph)
{
  size_t kept = 0;
  if (graph->count)
    qsort(graph->triples, graph->count, sizeof(Triple), compare_triples);
  for (size_t i = 0; i < graph->count; i++)
    if (!kept || compare_triples(&graph->triples[kept - 1], &graph->triples[i]))
      graph->triples[kept++] = graph->triples[i];
  graph->count = kept;
}

Graph *graph_parse(const char *syntax, LodView text, const char *base,
                   LodLog *log)
{
  Graph *const graph = lod_calloc(1, sizeof *graph);
  LodRaptor *raptor = NULL;
  LodStatus status = LOD_ERR_NO_MEMORY;
  if (!graph)
    return NULL;
  graph->labels = lod_map_new();
  graph->arena = lod_arena_new();
  if (graph->labels && graph->arena)
    status = lod_raptor_new(log, &raptor);
  const LodStatementSink sink = {take, graph};
  if (!status)
    status = lod_raptor_parse(raptor, syntax, text, base, "graph", &sink);
  lod_raptor_free(raptor);
  if (status) {
    graph_free(graph);
    return NULL;
  }
  remove_twins(graph);
  return graph;
}

void graph_free(Graph *graph)
{
  if (!graph)
    return;
  lod_free(graph->triples);
  lod_map_free(graph->labels);
  lod_arena_free(graph->arena);
  lod_free(graph);
}

size_t graph_size(const Graph *graph)
{
  return graph->count;
}

/* -- Colours: what can be told of a blank node from where it stands -------- */

static LodHash colour_of(const Node *node, const LodHash *colours)
{
  return node->blank == GROUND ? node->hash : colours[node->blank];
}

static LodHash hash_triple(const Triple *t, const LodHash *colours)
{
  return hash_two(colour_of(&t->subject, colours),
                  hash_two(t->predicate.hash, colour_of(&t->object, colours)));
}

static LodHash hash_graph(const Graph *graph, const LodHash *colours)
{
  LodHash sum = {0, 0};
  for (size_t i = 0; i < graph->count; i++)
    sum = add(sum, hash_triple(&graph->triples[i], colours));
  return sum;
}

static int compare_colours(const void *a, const void *b)
{
  const LodHash *const x = a, *const y = b;
  return lod_hash_less(*x, *y) ? -1 : lod_hash_less(*y, *x);
}

static size_t count_colours(const LodHash *colours, size_t count, LodHash *work)
{
  size_t distinct = 0;
  if (count)
    memcpy(work, colours, count * sizeof *work);
  qsort(work, count, sizeof *work, compare_colours);
  for (size_t i = 0; i < count; i++)
    distinct += i == 0 || !equal(work[i], work[i - 1]);
  return distinct;
}

/* One step: a node's colour, and what its statements say of it. */
static void spread(const Graph *graph, LodHash *colours, LodHash *sums)
{
  static const LodHash as_subject = {1, 0}, as_object = {2, 0};
  memset(sums, 0, graph->blanks * sizeof *sums);
  for (size_t i = 0; i < graph->count; i++) {
    const Triple *const t = &graph->triples[i];
    const LodHash hash = hash_triple(t, colours);
    const size_t from = t->subject.blank, to = t->object.blank;
    if (from != GROUND)
      sums[from] = add(sums[from], hash_two(as_subject, hash));
    if (to != GROUND)
      sums[to] = add(sums[to], hash_two(as_object, hash));
  }
  for (size_t i = 0; i < graph->blanks; i++)
    colours[i] = hash_two(colours[i], sums[i]);
}

/* Steps until no more nodes can be told apart; how many colours there are
   then. */
static size_t refine(const Graph *graph, LodHash *colours, LodHash *work)
{
  size_t before = 0, distinct = 1;
  while (graph->blanks && distinct > before) {
    before = distinct;
    spread(graph, colours, work);
    distinct = count_colours(colours, graph->blanks, work);
    if (before == 1 && distinct == 1)
      break;
  }
  return distinct;
}

static bool match(const Graph *a, LodHash *ca, const Graph *b, LodHash *cb);

/* Nodes that look the same: one of A is one of those of B. */
static bool match_one(const Graph *a, const LodHash *ca, size_t node,
                      const Graph *b, const LodHash *cb)
{
  static const LodHash mark = {3, 0};
  const size_t count = a->blanks;
  LodHash *const own = malloc(2 * count * sizeof *own);
  bool found = false;
  for (size_t i = 0; own && i < count && !found; i++) {
    if (!equal(cb[i], ca[node]))
      continue;
    memcpy(own, ca, count * sizeof *own);
    memcpy(own + count, cb, count * sizeof *own);
    own[node] = own[count + i] = hash_two(mark, ca[node]);
    found = match(a, own, b, own + count);
  }
  free(own);
  return found;
}

/* A node whose colour another one has. */
static size_t find_ambiguous(const LodHash *colours, size_t count)
{
  for (size_t i = 0; i < count; i++)
    for (size_t j = i + 1; j < count; j++)
      if (equal(colours[i], colours[j]))
        return i;
  return count;
}

/* The steps of both have to be as many, or equal nodes get other colours. */
static bool match(const Graph *a, LodHash *ca, const Graph *b, LodHash *cb)
{
  const size_t count = a->blanks;
  LodHash *const work = malloc((count + 1) * sizeof *work);
  if (!work)
    return false;
  const size_t colours = refine(a, ca, work);
  const bool same = refine(b, cb, work) == colours &&
                    equal(hash_graph(a, ca), hash_graph(b, cb));
  free(work);
  if (!same || colours >= count)
    return same;
  return match_one(a, ca, find_ambiguous(ca, count), b, cb);
}

bool graph_is_isomorphic(const Graph *a, const Graph *b)
{
  if (a->count != b->count || a->blanks != b->blanks)
    return false;
  LodHash *const colours = calloc(2 * a->blanks + 1, sizeof *colours);
  const bool same = colours && match(a, colours, b, colours + a->blanks);
  free(colours);
  return same;
}
