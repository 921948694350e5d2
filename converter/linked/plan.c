/* Compiling a mapping into a plan. */
#include "base/hash.h"
#include "base/memory.h"
#include "linked/plan_internal.h"

#include <stdlib.h>

typedef struct NamedColumn {
  const char *name;
  size_t index;
} NamedColumn;

static int compare_names(const void *a, const void *b)
{
  const NamedColumn *x = a, *y = b;
  int order = strcmp(x->name, y->name);
  return order ? order : (x->index > y->index) - (x->index < y->index);
}

static LodStatus sort_columns(LodPlan *plan)
{
  const LodSchema *schema = plan->table->schema;
  size_t count = schema->column_count;
  NamedColumn *named = lod_arena_array(plan->arena, count + 1, sizeof *named);
  if (!named)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; i++)
    named[i] = (NamedColumn){schema->columns[i].name, i};
  qsort(named, count, sizeof *named, compare_names);
  for (size_t i = 0; i < count; i++)
    plan->sorted[i] = named[i].index;
  return LOD_SUCCESS;
}

/* The columns that KEY reads.  Virtual columns have no values of their own. */
static LodStatus prepare_key(LodPlan *plan, const LodKey *key, LodPlanKey *made)
{
  const LodSchema *schema = plan->table->schema;
  made->slots =
      lod_arena_array(plan->arena, schema->column_count + key->column_count + 1,
                      sizeof *made->slots);
  if (!made->slots)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < schema->column_count && key->all_columns; i++)
    if (!schema->columns[plan->sorted[i]].virtual_column)
      made->slots[made->count++] = plan->sorted[i];
  for (size_t i = 0; i < key->column_count; i++)
    made->slots[made->count++] = key->columns[i];
  for (size_t i = 0; i < made->count; i++) {
    const size_t column = made->slots[i];
    plan->hashed[column] = 1;
    if (schema->columns[column].identifier != LOD_IDENTIFIER_NONE)
      made->slots[i] += 2 * schema->column_count;
  }
  for (size_t i = 0; i < key->needed_count; i++)
    plan->watched[key->needed[i]] = 1;
  return LOD_SUCCESS;
}

static LodStatus allocate_hashes(LodPlan *plan)
{
  LodArena *arena = plan->arena;
  size_t count = plan->table->schema->column_count + 1;
  plan->hashed = lod_arena_alloc(arena, count);
  plan->canonical = lod_arena_alloc(arena, count);
  plan->watched = lod_arena_alloc(arena, count);
  plan->sorted = lod_arena_array(arena, count, sizeof(size_t));
  plan->column_ids = lod_arena_array(arena, count, sizeof(LodHash));
  size_t extra = plan->binding->extra_count + 1;
  plan->extra_ids = lod_arena_array(arena, extra, sizeof(LodHash));
  plan->keys =
      lod_arena_array(arena, plan->table->key_count + 1, sizeof *plan->keys);
  return plan->hashed && plan->canonical && plan->watched && plan->sorted &&
                 plan->column_ids && plan->extra_ids && plan->keys
             ? LOD_SUCCESS
             : LOD_ERR_NO_MEMORY;
}

static LodStatus prepare_hashes(LodPlan *plan)
{
  const LodSchema *schema = plan->table->schema;
  const LodBinding *binding = plan->binding;
  LodStatus status = allocate_hashes(plan);
  if (!status)
    status = sort_columns(plan);
  if (status)
    return status;
  for (size_t i = 0; i < schema->column_count; i++) {
    const LodColumn *column = &schema->columns[i];
    plan->column_ids[i] = lod_hash(lod_view(column->name));
    plan->canonical[i] =
        !lod_xsd_type_is_string(lod_datatype_base(column->datatype));
  }
  for (size_t i = 0; i < binding->extra_count; i++)
    plan->extra_ids[i] = lod_hash(lod_view(binding->extra_names[i]));
  for (size_t k = 0; k < plan->table->key_count && !status; k++)
    status = prepare_key(plan, &plan->table->keys[k], &plan->keys[k]);
  return status;
}

/* What a group reads of its keys: what serves in the place of one, too.  Where
   that is a counted key the group is written for every row anyway. */
static uint64_t key_reads(const LodPlan *plan, size_t key)
{
  const LodTableMap *table = plan->table;
  uint64_t reads = 0;
  for (size_t steps = 0; key != SIZE_MAX && !table->keys[key].counted &&
                         steps <= table->key_count;
       steps++) {
    reads |= plan->keys[key].reads | plan->keys[key].needs;
    key = table->keys[key].otherwise;
  }
  return reads;
}

/* The columns that decide which key serves in the place of KEY. */
static uint64_t key_needs(const LodPlan *plan, size_t key, const uint64_t *bits)
{
  const LodTableMap *table = plan->table;
  uint64_t needs = 0;
  for (size_t steps = 0; key != SIZE_MAX && steps <= table->key_count;
       steps++) {
    for (size_t i = 0; i < table->keys[key].needed_count; i++)
      needs |= bits[table->keys[key].needed[i]];
    key = table->keys[key].otherwise;
  }
  return needs;
}

static void find_reads(LodPlan *plan, const uint64_t *bits)
{
  const LodTableMap *table = plan->table;
  const size_t width = table->schema->column_count;
  for (size_t k = 0; k < table->key_count; k++) {
    LodPlanKey *key = &plan->keys[k];
    for (size_t i = 0; i < key->count; i++)
      key->reads |= bits[key->slots[i] % width];
    if (table->keys[k].all_columns && plan->binding->extra_count) {
      plan->unwatched = lod_plan_bit(LOD_LAST_BIT);
      key->reads |= plan->unwatched;
    }
    key->needs = key_needs(plan, k, bits);
  }
  for (size_t g = 0; g < plan->group_count; g++) {
    LodPlanGroup *group = &plan->groups[g];
    for (size_t i = 0; i < group->column_count; i++)
      group->reads |= bits[group->columns[i] % width];
    for (size_t i = 0; i < group->key_count; i++)
      group->reads |= key_reads(plan, group->keys[i]);
  }
}

/* Count the keys that take a column in; with READERS list them, too. */
static size_t find_readers_of(const LodPlan *plan, size_t column,
                              LodReader *readers)
{
  const size_t width = plan->table->schema->column_count;
  size_t count = 0;
  for (size_t k = 0; k < plan->table->key_count; k++)
    for (size_t i = 0; i < plan->keys[k].count; i++) {
      if (plan->keys[k].slots[i] % width != column)
        continue;
      if (readers)
        readers[count] = (LodReader){k, plan->keys[k].slots[i] != column};
      count++;
    }
  return count;
}

static LodStatus list_readers(LodPlan *plan, LodWatch *watch)
{
  watch->reader_count = find_readers_of(plan, watch->column, NULL);
  LodReader *readers =
      lod_arena_array(plan->arena, watch->reader_count + 1, sizeof *readers);
  if (!readers)
    return LOD_ERR_NO_MEMORY;
  find_readers_of(plan, watch->column, readers);
  watch->readers = readers;
  return LOD_SUCCESS;
}

/* The columns to watch are known when all statements are compiled. */
static LodStatus list_watches(LodPlan *plan)
{
  const size_t width = plan->table->schema->column_count;
  uint64_t *bits = lod_arena_array(plan->arena, width + 1, sizeof *bits);
  plan->watches =
      lod_arena_array(plan->arena, width + 1, sizeof *plan->watches);
  if (!bits || !plan->watches)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < width && !status; i++) {
    const size_t identifier = plan->identifier_of[i];
    if (!plan->hashed[i] && !plan->watched[i] && identifier == SIZE_MAX)
      continue;
    LodWatch *watch = &plan->watches[plan->watch_count];
    bits[i] = lod_plan_bit(plan->watch_count++);
    *watch =
        (LodWatch){.column = i,
                   .identifier = identifier,
                   .bit = bits[i],
                   .fact = lod_fact(i),
                   .hashed = plan->hashed[i],
                   .is_simple = plan->hashed[i] && identifier == SIZE_MAX,
                   .is_list = plan->table->schema->columns[i].separator != NULL,
                   .canonical = plan->canonical[i],
                   .datatype = plan->table->schema->columns[i].datatype,
                   .place = plan->column_ids[i]};
    if (identifier != SIZE_MAX)
      watch->identifier_fact =
          lod_fact(lod_fact_of_identifier(plan, identifier));
    plan->all_watches |= bits[i];
    status = list_readers(plan, watch);
  }
  find_reads(plan, bits);
  const size_t facts = lod_fact_of_key(plan, plan->table->key_count);
  plan->fact_words = facts / LOD_FACT_BITS + 1;
  plan->emit_words = (plan->group_count + 1) / 64 + 1;
  return status;
}

static void find_readers(LodPlan *plan)
{
  for (size_t g = 0; g < plan->group_count; g++)
    for (size_t i = 0; i < 64; i++)
      if (plan->groups[plan->order[g]].reads >> i & 1)
        plan->group_reads[i] |= lod_plan_bit(g);
}

/* Which subjects have work in every row, and which for an entity. */
static void find_due(LodPlan *plan)
{
  for (size_t s = 0; s < plan->subject_count; s++) {
    const LodPlanSubject *subject = &plan->subjects[s];
    const uint64_t bit = lod_plan_bit(s);
    if (subject->every_row)
      plan->due |= bit;
    for (size_t i = 0; i < subject->group_count; i++)
      plan->groups[subject->groups[i]].due |= bit;
  }
}

static LodStatus prepare_identifiers(LodPlan *plan)
{
  const LodSchema *schema = plan->table->schema;
  size_t count = schema->column_count + 1;
  plan->identifiers = lod_arena_array(plan->arena, count, sizeof(size_t));
  plan->identifier_of = lod_arena_array(plan->arena, count, sizeof(size_t));
  if (!plan->identifiers || !plan->identifier_of)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < schema->column_count; i++) {
    plan->identifier_of[i] = SIZE_MAX;
    if (schema->columns[i].identifier == LOD_IDENTIFIER_NONE)
      continue;
    plan->identifier_of[i] = plan->identifier_count;
    plan->identifiers[plan->identifier_count++] = i;
  }
  return LOD_SUCCESS;
}

/* Labels of blank nodes carry the table, so that outputs of several tables
   can be concatenated. */
static LodStatus prepare_blank_prefix(LodPlan *plan)
{
  char hex[32];
  LodBuffer text = {0};
  lod_hash_to_hex(lod_hash(lod_view(plan->options.table_url)), hex);
  LodStatus status = lod_buffer_printf(&text, "_:t%.8s", hex);
  /* of one group, two may have one name below the base */
  if (!status && plan->options.table)
    status = lod_buffer_printf(&text, "x%zu", plan->options.table);
  if (!status)
    plan->blank_prefix =
        lod_arena_view_copy(plan->arena, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return status                    ? status
         : plan->blank_prefix.data ? LOD_SUCCESS
                                   : LOD_ERR_NO_MEMORY;
}

/* The constant text that an IRI of MAP begins with. */
static LodView constant_start(const LodTermMap *map)
{
  if (map->kind == LOD_MAP_CONSTANT)
    return lod_view(map->constant);
  if (map->kind == LOD_MAP_TEMPLATE && map->template_->syntax.part_count &&
      map->template_->syntax.parts[0].op == 'L')
    return map->template_->syntax.parts[0].literal;
  return (LodView){0};
}

/* An outgoing link: its object is an IRI outside the data set.  What a thing
   is (rdf:type) is no link.  *VARIES: the cells decide. */
static bool is_link(const LodPlan *plan, const LodStatementMap *map,
                    bool *varies)
{
  const LodTermMap *predicate = &map->predicate, *object = &map->object;
  *varies = false;
  if (object->type != LOD_TERM_IRI ||
      (predicate->kind == LOD_MAP_CONSTANT &&
       strcmp(predicate->constant, LOD_RDF "type") == 0))
    return false;
  if (object->code_list != SIZE_MAX)
    return true;
  LodView base = lod_view(plan->options.base), start = constant_start(object);
  size_t common = start.size < base.size ? start.size : base.size;
  bool inside = common == 0 || memcmp(start.data, base.data, common) == 0;
  *varies = object->kind == LOD_MAP_TEMPLATE && inside && common < base.size;
  return !inside || common < base.size;
}

static bool in_layer(const LodPlan *plan, const LodStatementMap *map,
                     bool *varies)
{
  bool link = is_link(plan, map, varies);
  switch (plan->options.layer) {
  case LOD_LAYER_PLAIN:
    return *varies || !link;
  case LOD_LAYER_LINKS:
    return *varies || link;
  default:
    *varies = false;
    return true;
  }
}

static void add_group(LodPlanSubject *subject, size_t group)
{
  for (size_t i = 0; i < subject->group_count; i++)
    if (subject->groups[i] == group)
      return;
  subject->groups[subject->group_count++] = group;
}

static LodStatus compile_statements(LodPlan *plan, const LodTriplesMap *map,
                                    LodPlanSubject *subject)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < map->statement_count && !status; i++) {
    const LodStatementMap *source = &map->statements[i];
    bool varies;
    if (!in_layer(plan, source, &varies))
      continue;
    LodPlanStatement *made = &subject->statements[subject->statement_count];
    status = lod_plan_compile_statement(plan, source, made);
    made->layer_varies = varies;
    if (!status && source->once)
      status = lod_plan_find_group(plan, &map->subject, source, &made->group);
    if (made->group == LOD_NO_GROUP)
      subject->every_row = true;
    else
      add_group(subject, made->group);
    subject->statement_count++;
  }
  return status;
}

/* Turtle: what a thing is goes first.  The rest stays in order, and so do the
   groups, so that every syntax gives the same messages. */
static void put_types_first(LodPlanSubject *subject)
{
  size_t types = 0;
  for (size_t i = 0; i < subject->statement_count; i++) {
    const LodPlanStatement statement = subject->statements[i];
    if (!lod_view_equal(statement.open, LOD_VIEW(" a ")))
      continue;
    memmove(&subject->statements[types + 1], &subject->statements[types],
            (i - types) * sizeof statement);
    subject->statements[types++] = statement;
  }
}

static LodStatus compile_subject(LodPlan *plan, const LodTriplesMap *map,
                                 LodPlanSubject *subject)
{
  *subject = (LodPlanSubject){0};
  subject->statements = lod_arena_array(plan->arena, map->statement_count + 1,
                                        sizeof *subject->statements);
  subject->groups = lod_arena_array(plan->arena, map->statement_count + 1,
                                    sizeof *subject->groups);
  if (!subject->statements || !subject->groups)
    return LOD_ERR_NO_MEMORY;
  LodStatus status =
      lod_plan_compile_resource(plan, &map->subject, &subject->subject);
  if (!status && map->graph) {
    subject->graph = lod_arena_alloc(plan->arena, sizeof *subject->graph);
    status = subject->graph
                 ? lod_plan_compile_resource(plan, map->graph, subject->graph)
                 : LOD_ERR_NO_MEMORY;
  }
  if (!status)
    status = compile_statements(plan, map, subject);
  if (!status && lod_syntax_is_turtle(plan->options.syntax))
    put_types_first(subject);
  return status ? status : lod_fuse(plan, subject);
}

static LodStatus compile(LodPlan *plan)
{
  const LodTableMap *table = plan->table;
  size_t statements = 0;
  for (size_t i = 0; i < table->map_count; i++)
    statements += table->maps[i].statement_count;
  plan->groups =
      lod_arena_array(plan->arena, statements + 1, sizeof *plan->groups);
  plan->subjects = lod_arena_array(plan->arena, table->map_count + 1,
                                   sizeof *plan->subjects);
  if (!plan->groups || !plan->subjects)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < table->map_count && !status && !table->suppress_output;
       i++) {
    LodPlanSubject *subject = &plan->subjects[plan->subject_count];
    status = compile_subject(plan, &table->maps[i], subject);
    if (subject->statement_count > 0)
      plan->subject_count++;
  }
  return status;
}

LodStatus lod_plan_new(const LodMapping *mapping, const LodBinding *binding,
                       const LodPlanOptions *options, LodPlan **result)
{
  *result = NULL;
  LodPlan *plan = lod_calloc(1, sizeof *plan);
  if (!plan)
    return LOD_ERR_NO_MEMORY;
  plan->mapping = mapping;
  plan->table = &mapping->tables[options->table];
  plan->binding = binding;
  plan->options = *options;
  plan->render = lod_renderer(options->portable);
  plan->turtle = lod_syntax_is_turtle(options->syntax);
  plan->arena = lod_arena_new();
  LodStatus status = plan->arena ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status)
    status = lod_names_new(options->syntax, options->base, mapping->prefixes,
                           mapping->prefix_count, &plan->names);
  if (!status)
    status = prepare_hashes(plan);
  if (!status)
    status = prepare_identifiers(plan);
  if (!status)
    status = prepare_blank_prefix(plan);
  if (!status)
    status = compile(plan);
  if (!status)
    status = list_watches(plan);
  if (!status)
    status = lod_plan_order_groups(plan);
  if (status) {
    lod_plan_free(plan);
    return status;
  }
  find_due(plan);
  find_readers(plan);
  *result = plan;
  return LOD_SUCCESS;
}

void lod_plan_free(LodPlan *plan)
{
  if (!plan)
    return;
  lod_names_free(plan->names);
  lod_arena_free(plan->arena);
  lod_free(plan);
}

bool lod_plan_looks_back(const LodPlan *plan)
{
  for (size_t k = 0; k < plan->table->key_count; k++)
    if (plan->table->keys[k].counted)
      return true;
  return plan->group_count > 0;
}

const LodNames *lod_plan_names(const LodPlan *plan)
{
  return plan->names;
}
