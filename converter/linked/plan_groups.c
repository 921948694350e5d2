/* Entity groups: statements that read the same columns are new together. */
#include "base/memory.h"
#include "linked/plan_internal.h"

/* What term maps read, as sets over columns and keys.  A column that is an
   identifier in templates may be read as one, or as it is written. */
enum { READ_NOT, READ_AS_IDENTIFIER, READ_AS_WRITTEN };

typedef struct ReadSet {
  uint8_t *columns, *keys;
  bool row; /* something that differs in every row */
} ReadSet;

static void read_column(const LodPlan *plan, size_t column, bool in_iri,
                        ReadSet *set)
{
  const LodColumn *schema = &plan->table->schema->columns[column];
  uint8_t how = in_iri && schema->identifier != LOD_IDENTIFIER_NONE
                    ? READ_AS_IDENTIFIER
                    : READ_AS_WRITTEN;
  if (set->columns[column] < how)
    set->columns[column] = how;
}

static void read_variable(const LodPlan *plan, const LodVariable *variable,
                          bool in_iri, ReadSet *set)
{
  switch (variable->kind) {
  case LOD_VARIABLE_COLUMN:
    read_column(plan, variable->index, in_iri, set);
    break;
  case LOD_VARIABLE_KEY:
    set->keys[variable->index] = 1;
    set->row |= plan->table->keys[variable->index].counted;
    break;
  case LOD_VARIABLE_ROW:
  case LOD_VARIABLE_SOURCE_ROW:
    set->row = true;
    break;
  default:
    break;
  }
}

static void read_term(const LodPlan *plan, const LodTermMap *map, ReadSet *set)
{
  if (map->kind == LOD_MAP_REFERENCE)
    read_variable(plan, &map->reference, false, set);
  if (map->kind == LOD_MAP_TEMPLATE)
    for (size_t i = 0; i < map->template_->variable_count; i++)
      read_variable(plan, &map->template_->variables[i],
                    map->type == LOD_TERM_IRI, set);
}

static size_t count_set(const uint8_t *set, size_t size)
{
  size_t count = 0;
  for (size_t i = 0; i < size; i++)
    count += set[i] != READ_NOT;
  return count;
}

/* As slots (see LodPlanGroup), the members of SET in the order of PLAN->sorted,
   so that equal sets are equal arrays whatever the order of the columns. */
static LodStatus list_columns(LodPlan *plan, const uint8_t *set, size_t **list,
                              size_t *count)
{
  size_t columns = plan->table->schema->column_count;
  *count = 0;
  *list = lod_arena_array(plan->arena, columns + 1, sizeof **list);
  if (!*list)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < columns; i++)
    if (set[plan->sorted[i]])
      (*list)[(*count)++] =
          plan->sorted[i] +
          (set[plan->sorted[i]] == READ_AS_IDENTIFIER ? columns : 0);
  return LOD_SUCCESS;
}

static LodStatus list_keys(LodPlan *plan, const uint8_t *set, size_t **list,
                           size_t *count)
{
  *count = 0;
  *list =
      lod_arena_array(plan->arena, plan->table->key_count + 1, sizeof **list);
  if (!*list)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < plan->table->key_count; i++)
    if (set[i])
      (*list)[(*count)++] = i;
  return LOD_SUCCESS;
}

static bool lists_equal(const size_t *a, size_t a_count, const size_t *b,
                        size_t b_count)
{
  return a_count == b_count &&
         (a_count == 0 || !memcmp(a, b, a_count * sizeof *a));
}

static LodStatus find_or_add(LodPlan *plan, const LodPlanGroup *wanted,
                             size_t *index)
{
  for (size_t i = 0; i < plan->group_count; i++) {
    const LodPlanGroup *group = &plan->groups[i];
    if (lists_equal(group->columns, group->column_count, wanted->columns,
                    wanted->column_count) &&
        lists_equal(group->keys, group->key_count, wanted->keys,
                    wanted->key_count) &&
        lists_equal(group->subject, group->subject_count, wanted->subject,
                    wanted->subject_count)) {
      *index = i;
      return LOD_SUCCESS;
    }
  }
  for (size_t i = 0; i < wanted->column_count; i++)
    if (wanted->columns[i] < plan->table->schema->column_count)
      plan->hashed[wanted->columns[i]] = 1;
  plan->groups[plan->group_count] = *wanted;
  *index = plan->group_count++;
  return LOD_SUCCESS;
}

/* The column whose cell is split to fill COLUMN; COLUMN itself when none is. */
static size_t source_column(const LodPlan *plan, size_t column)
{
  const LodBinding *binding = plan->binding;
  if (binding->fields[column] != LOD_NO_COLUMN)
    return column;
  for (size_t i = 0; i < binding->split_count; i++)
    for (size_t t = 0; t < lod_split_target_count(binding->splits[i]); t++)
      if (lod_split_target_at(binding->splits[i], t) == column)
        return lod_split_column(binding->splits[i]);
  return column;
}

/* Does KEY, or what serves in its place, differ in every row where COLUMN
   differs?  A counted key is of one row alone.  Of an identifier keys take in
   what IRIs make of it, so it may still be WRITTEN in several ways. */
static bool key_determines(const LodPlan *plan, size_t key, size_t column,
                           bool written)
{
  const LodTableMap *table = plan->table;
  if (written && plan->identifier_of[column] != SIZE_MAX &&
      !table->keys[key].counted)
    return false;
  size_t source = source_column(plan, column);
  for (size_t steps = 0; steps <= table->key_count; steps++) {
    const LodKey *k = &table->keys[key];
    bool reads = k->all_columns || k->counted;
    for (size_t i = 0; i < k->column_count && !reads; i++)
      reads = k->columns[i] == column || k->columns[i] == source;
    if (!reads || k->counted || k->otherwise == SIZE_MAX)
      return reads;
    key = k->otherwise;
  }
  return false;
}

/* Does KEY determine all that OTHER, or what serves in its place, reads?  A
   counted key is of one row alone. */
static bool key_determines_key(const LodPlan *plan, size_t key, size_t other)
{
  const LodTableMap *table = plan->table;
  for (size_t steps = 0; steps <= table->key_count; steps++) {
    const LodKey *k = &table->keys[other];
    if (k->counted || k->all_columns)
      return false;
    for (size_t i = 0; i < k->column_count; i++)
      if (!key_determines(plan, key, k->columns[i], false))
        return false;
    for (size_t i = 0; i < k->needed_count; i++)
      if (!key_determines(plan, key, k->needed[i], false))
        return false;
    if (k->otherwise == SIZE_MAX)
      return true;
    other = k->otherwise;
  }
  return false;
}

/* Of two keys that determine each other the first one stays. */
static void drop_determined_keys(const LodPlan *plan, ReadSet *set)
{
  const size_t count = plan->table->key_count;
  for (size_t k = 0; k < count; k++)
    for (size_t other = 0; other < count && set->keys[k]; other++)
      if (other != k && set->keys[other] && key_determines_key(plan, k, other))
        set->keys[other] = 0;
}

/* A column that a key has taken in tells nothing beside it: statements about
   one thing share a group. */
static void drop_determined(const LodPlan *plan, ReadSet *set)
{
  const LodTableMap *table = plan->table;
  drop_determined_keys(plan, set);
  for (size_t k = 0; k < table->key_count; k++)
    for (size_t c = 0; c < table->schema->column_count && set->keys[k]; c++)
      if (set->columns[c] &&
          key_determines(plan, k, c, set->columns[c] == READ_AS_WRITTEN))
        set->columns[c] = READ_NOT;
}

static LodStatus make_group(LodPlan *plan, const LodTermMap *subject,
                            const LodStatementMap *map, ReadSet *set,
                            LodPlanGroup *group)
{
  size_t columns = plan->table->schema->column_count;
  read_term(plan, subject, set);
  LodStatus status =
      list_columns(plan, set->columns, &group->subject, &group->subject_count);
  size_t subject_keys = count_set(set->keys, plan->table->key_count);
  read_term(plan, &map->predicate, set);
  read_term(plan, &map->object, set);
  if (map->condition != LOD_NO_COLUMN)
    set->columns[map->condition] = READ_AS_WRITTEN;
  if (map->cell != LOD_NO_COLUMN)
    set->columns[map->cell] = READ_AS_WRITTEN;
  drop_determined(plan, set);
  if (!status)
    status =
        list_columns(plan, set->columns, &group->columns, &group->column_count);
  if (!status)
    status = list_keys(plan, set->keys, &group->keys, &group->key_count);
  group->varies = subject_keys == 0 && group->key_count == 0 &&
                  group->subject_count > 0 &&
                  group->subject_count < count_set(set->columns, columns);
  return status;
}

LodStatus lod_plan_find_group(LodPlan *plan, const LodTermMap *subject,
                              const LodStatementMap *map, size_t *index)
{
  size_t columns = plan->table->schema->column_count;
  ReadSet set = {.columns = lod_arena_alloc(plan->arena, columns + 1),
                 .keys =
                     lod_arena_alloc(plan->arena, plan->table->key_count + 1)};
  if (!set.columns || !set.keys)
    return LOD_ERR_NO_MEMORY;
  LodPlanGroup group = {0};
  LodStatus status = make_group(plan, subject, map, &set, &group);
  if (status)
    return status;
  if (set.row) {
    *index = LOD_NO_GROUP;
    return LOD_SUCCESS;
  }
  return find_or_add(plan, &group, index);
}

/* Whether all that PART reads is told by what WHOLE does.  A column as it is
   written tells the identifier, too. */
static bool is_part(const LodPlan *plan, const LodPlanGroup *part,
                    const LodPlanGroup *whole)
{
  const size_t width = plan->table->schema->column_count;
  if (!lists_equal(part->keys, part->key_count, whole->keys, whole->key_count))
    return false;
  for (size_t i = 0; i < part->column_count; i++) {
    bool told = false;
    for (size_t j = 0; j < whole->column_count && !told; j++)
      told = part->columns[i] == whole->columns[j] ||
             part->columns[i] == whole->columns[j] + width;
    if (!told)
      return false;
  }
  return true;
}

/* A whole reads more than its part, or the same as it is written. */
static size_t reading(const LodPlan *plan, const LodPlanGroup *group)
{
  const size_t width = plan->table->schema->column_count;
  size_t written = 0;
  for (size_t i = 0; i < group->column_count; i++)
    written += group->columns[i] < width;
  return 2 * group->column_count + written;
}

/* Whether WHOLE tells nothing beside PART but how identifiers are written that
   PART, or a key of it, takes in. */
static bool is_twin(const LodPlan *plan, const LodPlanGroup *part,
                    const LodPlanGroup *whole)
{
  const size_t width = plan->table->schema->column_count;
  for (size_t i = 0; i < whole->column_count; i++) {
    const size_t slot = whole->columns[i];
    bool told = false;
    for (size_t j = 0; j < part->column_count && !told; j++)
      told = part->columns[j] == slot || part->columns[j] == slot + width;
    if (slot < width && plan->identifier_of[slot] != SIZE_MAX)
      for (size_t j = 0; j < part->key_count && !told; j++)
        told = key_determines(plan, part->keys[j], slot, false);
    if (!told)
      return false;
  }
  return true;
}

/* The groups at two places, the whole first. */
static void compare_groups(LodPlan *plan, size_t at_whole, size_t at_part)
{
  LodPlanGroup *whole = &plan->groups[plan->order[at_whole]];
  LodPlanGroup *part = &plan->groups[plan->order[at_part]];
  if (!is_part(plan, part, whole))
    return;
  whole->parts |= lod_plan_bit(at_part);
  if (whole->twin != LOD_NO_GROUP || whole->is_twin || part->is_twin ||
      part->twin != LOD_NO_GROUP || !is_twin(plan, part, whole))
    return;
  whole->twin = plan->order[at_part];
  whole->twin_place = at_part;
  part->is_twin = true;
}

LodStatus lod_plan_order_groups(LodPlan *plan)
{
  const size_t count = plan->group_count;
  size_t *order = lod_arena_array(plan->arena, count + 1, sizeof *order);
  plan->order = order;
  if (!order)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; i++) { /* by insertion: this runs once */
    size_t at = i;
    for (; at > 0 && reading(plan, &plan->groups[order[at - 1]]) <
                         reading(plan, &plan->groups[i]);
         at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
  const size_t most = count < LOD_LAST_BIT ? count : LOD_LAST_BIT;
  for (size_t i = 0; i < count; i++)
    plan->groups[i].twin = LOD_NO_GROUP;
  for (size_t i = 0; i < most; i++)
    for (size_t j = i + 1; j < most; j++)
      compare_groups(plan, i, j);
  return LOD_SUCCESS;
}
