/* Compiling term maps: what is known before the first row becomes bytes. */
#include "base/memory.h"
#include "linked/plan_internal.h"
#include "rdf/encode.h"

static bool variable_op(const LodVariable *variable, LodOp *op)
{
  op->index = variable->index;
  switch (variable->kind) {
  case LOD_VARIABLE_COLUMN:
    op->kind = LOD_OP_COLUMN;
    return true;
  case LOD_VARIABLE_KEY:
    op->kind = LOD_OP_KEY;
    return true;
  case LOD_VARIABLE_ROW:
    op->kind = LOD_OP_ROW;
    return true;
  case LOD_VARIABLE_SOURCE_ROW:
    op->kind = LOD_OP_SOURCE_ROW;
    return true;
  default:
    return false;
  }
}

/* Put the text gathered so far into an op of its own. */
static LodStatus flush_text(LodPlan *plan, LodBuffer *text,
                            LodResource *resource)
{
  if (text->size == 0)
    return LOD_SUCCESS;
  LodOp *op = &resource->ops[resource->op_count++];
  op->kind = LOD_OP_TEXT;
  op->text = lod_arena_view_copy(plan->arena, lod_buffer_view(text));
  text->size = 0;
  return op->text.data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus append_encoded(LodBuffer *text, LodView iri,
                                char *(*encode)(char *, LodView))
{
  LodStatus status = lod_buffer_reserve(text, iri.size * LOD_ESCAPE_FACTOR);
  if (!status)
    text->size = (size_t)(encode(text->data + text->size, iri) - text->data);
  return status;
}

/* The first literal of a template, less what @base makes needless. */
static LodStatus open_iri(LodPlan *plan, const LodBoundTemplate *t,
                          size_t *skip, LodBuffer *text)
{
  *skip = 0;
  if (t->syntax.part_count && t->syntax.parts[0].op == 'L')
    *skip = lod_names_base_length(plan->names, t->syntax.parts[0].literal);
  return lod_buffer_append_char(text, '<');
}

static LodStatus compile_simple(LodPlan *plan, const LodBoundTemplate *t,
                                LodBuffer *text, LodResource *resource)
{
  size_t skip, variable = 0;
  LodStatus status = open_iri(plan, t, &skip, text);
  for (size_t i = 0; i < t->syntax.part_count && !status; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    if (part->op == 'L') {
      LodView v = part->literal;
      status = append_encoded(text, (LodView){v.data + skip, v.size - skip},
                              lod_encode_iri);
      skip = 0;
      continue;
    }
    const LodVariable *bound = &t->variables[variable++];
    if (bound->kind == LOD_VARIABLE_TEXT) {
      status = append_encoded(text, lod_view(bound->text), lod_encode_percent);
      continue;
    }
    LodOp op = {0};
    if (!variable_op(bound, &op))
      continue;
    status = flush_text(plan, text, resource);
    if (!status)
      resource->ops[resource->op_count++] = op;
  }
  if (!status)
    status = lod_buffer_append_char(text, '>');
  return status ? status : flush_text(plan, text, resource);
}

static LodStatus compile_constant(LodPlan *plan, const LodTermMap *map,
                                  bool predicate, LodBuffer *text)
{
  switch (map->type) {
  case LOD_TERM_IRI:
    return lod_names_write(plan->names, lod_view(map->constant), predicate,
                           text);
  case LOD_TERM_BLANK:
    return lod_buffer_printf(text, "_:%s", map->constant);
  default:
    return lod_plan_write_literal(plan, lod_view(map->constant), map, text);
  }
}

/* A blank node a row: the label says table and row, and which of the row's
   nodes it is. */
static LodStatus compile_row_node(LodPlan *plan, const LodTermMap *map,
                                  LodResource *resource)
{
  LodBuffer text = {0};
  bool row = map->reference.kind == LOD_VARIABLE_SOURCE_ROW;
  LodStatus status = lod_buffer_append_view(&text, plan->blank_prefix);
  if (!status)
    status = row ? lod_buffer_append_char(&text, 'n')
                 : lod_buffer_printf(&text, "m%zur", map->reference.index);
  if (!status)
    status = flush_text(plan, &text, resource);
  if (!status)
    resource->ops[resource->op_count++].kind =
        row ? LOD_OP_SOURCE_ROW : LOD_OP_ROW;
  lod_buffer_free(&text);
  return status;
}

/* What the ops need at most, column values apart. */
static void count_fixed(LodResource *resource)
{
  for (size_t i = 0; i < resource->op_count; i++)
    resource->fixed += resource->ops[i].kind == LOD_OP_TEXT
                           ? resource->ops[i].text.size
                           : LOD_KEY_SIZE;
}

LodStatus lod_plan_compile_resource(LodPlan *plan, const LodTermMap *map,
                                    LodResource *resource)
{
  const LodBoundTemplate *t = map->template_;
  size_t most = t ? 2 * t->variable_count + t->syntax.part_count + 2 : 2;
  *resource = (LodResource){0};
  resource->ops = lod_arena_array(plan->arena, most, sizeof *resource->ops);
  if (!resource->ops)
    return LOD_ERR_NO_MEMORY;
  LodBuffer text = {0};
  LodStatus status = LOD_SUCCESS;
  if (map->kind == LOD_MAP_REFERENCE) {
    status = compile_row_node(plan, map, resource);
  } else if (map->kind == LOD_MAP_CONSTANT) {
    status = compile_constant(plan, map, false, &text);
    if (!status)
      status = flush_text(plan, &text, resource);
  } else if (lod_template_is_simple(t)) {
    status = compile_simple(plan, t, &text, resource);
  } else {
    resource->general = t;
  }
  lod_buffer_free(&text);
  count_fixed(resource);
  return status;
}

/* From the closing quote on: datatype or language. */
static LodStatus append_literal_end(LodPlan *plan, const char *datatype,
                                    const char *language, LodBuffer *out)
{
  LodStatus status = lod_buffer_append_char(out, '"');
  if (status)
    return status;
  if (language)
    return lod_buffer_printf(out, "@%s", language);
  if (!datatype || strcmp(datatype, LOD_XSD "string") == 0)
    return LOD_SUCCESS;
  status = lod_buffer_append_text(out, "^^");
  return status ? status
                : lod_names_write(plan->names, lod_view(datatype), false, out);
}

LodStatus lod_plan_write_literal(LodPlan *plan, LodView value,
                                 const LodTermMap *map, LodBuffer *out)
{
  LodStatus status = lod_buffer_append_char(out, '"');
  if (!status)
    status = append_encoded(out, value, lod_encode_literal);
  if (!status)
    status = append_literal_end(plan, map->datatype, map->language, out);
  return status;
}

static LodBareForm bare_form(const LodPlan *plan, const LodTermMap *map)
{
  const char *type = map->datatype;
  if (!lod_syntax_is_turtle(plan->options.syntax) || !type)
    return LOD_BARE_NONE;
  if (strcmp(type, LOD_XSD "decimal") == 0)
    return LOD_BARE_DECIMAL;
  if (strcmp(type, LOD_XSD "integer") == 0)
    return LOD_BARE_INTEGER;
  return strcmp(type, LOD_XSD "boolean") == 0 ? LOD_BARE_BOOLEAN
                                              : LOD_BARE_NONE;
}

static LodStatus compile_predicate(LodPlan *plan, const LodTermMap *map,
                                   LodPlanStatement *statement)
{
  if (map->kind != LOD_MAP_CONSTANT) {
    LodResource *varying = lod_arena_alloc(plan->arena, sizeof *varying);
    if (!varying)
      return LOD_ERR_NO_MEMORY;
    statement->predicate = varying;
    return lod_plan_compile_resource(plan, map, varying);
  }
  LodBuffer text = {0};
  LodStatus status = lod_buffer_append_char(&text, ' ');
  if (!status)
    status = lod_names_write(plan->names, lod_view(map->constant), true, &text);
  if (!status)
    status = lod_buffer_append_char(&text, ' ');
  if (!status)
    statement->open = lod_arena_view_copy(plan->arena, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return status                 ? status
         : statement->open.data ? LOD_SUCCESS
                                : LOD_ERR_NO_MEMORY;
}

/* What an object is made of: a resource, a constant, or a value's literal. */
static LodStatus compile_object(LodPlan *plan, const LodTermMap *map,
                                LodPlanStatement *statement)
{
  if (map->kind == LOD_MAP_REFERENCE && map->code_list != SIZE_MAX) {
    statement->kind = LOD_OBJECT_CODE;
    statement->reference = map->reference;
    statement->codes = plan->table->code_lists[map->code_list].values;
    return LOD_SUCCESS;
  }
  if (map->type != LOD_TERM_LITERAL && map->kind != LOD_MAP_CONSTANT) {
    statement->kind = LOD_OBJECT_RESOURCE;
    return lod_plan_compile_resource(plan, map, &statement->resource);
  }
  LodBuffer text = {0};
  LodStatus status;
  if (map->kind == LOD_MAP_CONSTANT) {
    statement->kind = LOD_OBJECT_CONSTANT;
    status = compile_constant(plan, map, false, &text);
  } else if (map->kind == LOD_MAP_TEMPLATE) {
    statement->kind = LOD_OBJECT_TEXT;
    statement->text = map->template_;
    status = append_literal_end(plan, map->datatype, map->language, &text);
  } else {
    statement->kind = LOD_OBJECT_LITERAL;
    statement->reference = map->reference;
    statement->bare = bare_form(plan, map);
    statement->small_e =
        map->datatype && strcmp(map->datatype, LOD_XSD "double") == 0;
    status = append_literal_end(plan, map->datatype, map->language, &text);
  }
  if (!status)
    statement->close = lod_arena_view_copy(plan->arena, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return status                  ? status
         : statement->close.data ? LOD_SUCCESS
                                 : LOD_ERR_NO_MEMORY;
}

LodStatus lod_plan_compile_statement(LodPlan *plan, const LodStatementMap *map,
                                     LodPlanStatement *statement)
{
  *statement = (LodPlanStatement){.group = LOD_NO_GROUP,
                                  .list = map->list,
                                  .condition = map->condition,
                                  .cell = map->cell};
  LodStatus status = compile_predicate(plan, &map->predicate, statement);
  return status ? status : compile_object(plan, &map->object, statement);
}
