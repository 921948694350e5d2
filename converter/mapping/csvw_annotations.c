#include "base/ascii.h"
#include "mapping/csvw_internal.h"

#define SCHEMA (1u << LOD_CSVW_SCHEMA)
#define COLUMN (1u << LOD_CSVW_COLUMN)

/* What a term's value has to be. */
typedef enum Form {
  FORM_WORD, /* the one that is listed */
  FORM_TRUE, /* true or false */
  FORM_TEXT, /* a string with content */
  FORM_IRI,  /* a URI template */
  FORM_LITERAL,
  FORM_FILE, /* a relative URL that stays in the folder */
  FORM_KEYS
} Form;

typedef struct Term {
  const char *name;
  unsigned on;
  Form form;
  const char *word;
} Term;

/* vocab/ns/README.md */
static const Term terms[] = {
    {"matching", SCHEMA, FORM_WORD, "title"},
    {"nullInTemplate", SCHEMA, FORM_WORD, "omit"},
    {"key", SCHEMA, FORM_KEYS, NULL},
    {"aboutUrl", SCHEMA | COLUMN, FORM_IRI, NULL},
    {"valueUrl", COLUMN, FORM_IRI, NULL},
    {"value", COLUMN, FORM_LITERAL, NULL},
    {"entity", COLUMN, FORM_TRUE, NULL},
    {"condition", COLUMN, FORM_TEXT, NULL},
    {"identifierType", COLUMN, FORM_WORD, "organisationNumber"},
    {"codeList", COLUMN, FORM_FILE, NULL},
    {"split", COLUMN, FORM_TEXT, NULL},
    {"essential", COLUMN, FORM_TRUE, NULL},
};

static LodStatus fail(LodCsvw *c, const LodCsvwPath *path, const char *format,
                      const char *detail)
{
  return lod_csvw_fail(c, path, "annotation", format, detail);
}

static LodStatus keep(json_t *value, json_t **result)
{
  *result = json_incref(value);
  return LOD_SUCCESS;
}

static LodStatus check_word(LodCsvw *c, const char *word, json_t *value,
                            const LodCsvwPath *path, json_t **result)
{
  const char *text = json_string_value(value);
  if (text && !strcmp(text, word))
    return keep(value, result);
  return fail(c, path, "%s: must be \"%s\"", word);
}

static LodStatus check_true(LodCsvw *c, json_t *value, const LodCsvwPath *path,
                            json_t **result)
{
  if (json_is_boolean(value))
    return keep(value, result);
  return fail(c, path, "%s: must be true or false", NULL);
}

static LodStatus check_text(LodCsvw *c, json_t *value, const LodCsvwPath *path,
                            json_t **result)
{
  if (json_string_length(value))
    return keep(value, result);
  return fail(c, path, "%s: must be a string with content", NULL);
}

static LodStatus check_template(LodCsvw *c, Form form, json_t *value,
                                const LodCsvwPath *path, json_t **result)
{
  const char *text = json_string_value(value);
  LodTemplate syntax;
  size_t at;
  if (!text)
    return fail(c, path, "%s: must be a string with content", NULL);
  LodStatus status = lod_template_parse(lod_view(text), c->arena, &syntax, &at);
  if (status == LOD_ERR_INPUT)
    return fail(c, path, "%s: not a template from \"%s\" on", text + at);
  if (status)
    return status;
  if (form == FORM_LITERAL && !lod_csvw_is_literal_template(&syntax))
    return fail(c, path,
                "%s: in a literal a variable stands alone and as it is, "
                "{name}",
                NULL);
  return keep(value, result);
}

/* A relative path without a way out of the folder it begins in. */
static bool stays_below(const char *path)
{
  if (!*path || *path == '/' || strpbrk(path, ":?#\\"))
    return false;
  while (*path) {
    size_t size = strcspn(path, "/");
    if (size == 2 && path[0] == '.' && path[1] == '.')
      return false;
    path += size + (path[size] == '/');
  }
  return true;
}

/* Beside the metadata or below, wherever @base points. */
static LodStatus check_file(LodCsvw *c, json_t *value, const LodCsvwPath *path,
                            json_t **result)
{
  const char *text = json_string_value(value), *url;
  LodView decoded = {"", 0};
  LodStatus status = LOD_SUCCESS;
  if (text)
    status = lod_csvw_percent_decode(c->arena, lod_view(text), &decoded);
  if (status)
    return status;
  if (!text || !stays_below(decoded.data) || !stays_below(text))
    return fail(c, path,
                "%s: must be a relative URL of a file in the metadata's folder "
                "or below it",
                NULL);
  status = lod_csvw_link(c, c->context->location, text, &url);
  if (status)
    return status;
  *result = json_string(url);
  return *result ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

/* "_" and a name that templates can have, none of the recommendation's. */
static bool is_key_name(const json_t *value)
{
  static const char *const reserved[] = {"_row", "_sourceRow", "_name",
                                         "_column", "_sourceColumn"};
  const char *name = json_string_value(value);
  if (!name || name[0] != '_' || !name[1])
    return false;
  for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
    if (!strcmp(name, reserved[i]))
      return false;
  for (; *name; name++)
    if (!lod_ascii_is_alpha(*name) && !lod_ascii_is_digit(*name) &&
        *name != '_')
      return false;
  return true;
}

static bool is_list(const json_t *value)
{
  const char *unused;
  return json_is_array(value) &&
         lod_csvw_check(LOD_CSVW_TERMINATORS, value, &unused);
}

static bool is_all(const json_t *value)
{
  const char *text = json_string_value(value);
  return text && !strcmp(text, "*");
}

/* One property of a key, IRI without our namespace; *known: is it one? */
static bool is_key_property(const char *name, const json_t *value, bool *known)
{
  *known = true;
  if (!strcmp(name, "name") || !strcmp(name, "otherwise"))
    return is_key_name(value);
  if (!strcmp(name, "columns"))
    return is_all(value) || is_list(value);
  if (!strcmp(name, "counted"))
    return json_is_boolean(value);
  if (!strcmp(name, "needed"))
    return is_list(value);
  *known = false;
  return true;
}

static LodStatus normalise_key(LodCsvw *c, json_t *value,
                               const LodCsvwPath *path, json_t *made)
{
  const char *key, *iri;
  json_t *item;
  LodStatus status = LOD_SUCCESS;
  json_object_foreach(value, key, item)
  {
    LodCsvwPath at = {path, key, 0};
    bool known = false, good = true;
    if ((status = lod_csvw_expand(c, key, &iri)))
      return status;
    if (!strncmp(iri, LOD_NS, sizeof LOD_NS - 1))
      good = is_key_property(iri + sizeof LOD_NS - 1, item, &known);
    if (!good)
      return fail(c, &at, "%s: not what a key has here", NULL);
    if (!known)
      lod_csvw_warn(c, &at, "annotation-unknown",
                    "%s: a key has no such property; ignored", NULL);
    else if ((status = lod_csvw_put(made, iri, json_incref(item))))
      return status;
  }
  if (!json_object_get(made, LOD_NS "name") ||
      !json_object_get(made, LOD_NS "columns"))
    return fail(c, path, "%s: a key has a lod:name and lod:columns", NULL);
  return LOD_SUCCESS;
}

static LodStatus normalise_keys(LodCsvw *c, json_t *value,
                                const LodCsvwPath *path, json_t *list)
{
  size_t count = json_is_array(value) ? json_array_size(value) : 1;
  for (size_t i = 0; i < count; i++) {
    LodCsvwPath at = {path, NULL, i};
    json_t *item = json_is_array(value) ? json_array_get(value, i) : value;
    json_t *made = json_object();
    if (!json_is_object(item)) {
      json_decref(made);
      return fail(c, &at, "%s: a key is an object", NULL);
    }
    LodStatus status =
        made ? normalise_key(c, item, &at, made) : LOD_ERR_NO_MEMORY;
    if (status) {
      json_decref(made);
      return status;
    }
    if (lod_csvw_add(list, made))
      return LOD_ERR_NO_MEMORY;
  }
  return LOD_SUCCESS;
}

static LodStatus check_keys(LodCsvw *c, json_t *value, const LodCsvwPath *path,
                            json_t **result)
{
  json_t *list = json_array();
  LodStatus status =
      list ? normalise_keys(c, value, path, list) : LOD_ERR_NO_MEMORY;
  if (status)
    json_decref(list);
  else
    *result = list;
  return status;
}

static LodStatus check_term(LodCsvw *c, const Term *term, json_t *value,
                            const LodCsvwPath *path, json_t **result)
{
  switch (term->form) {
  case FORM_WORD:
    return check_word(c, term->word, value, path, result);
  case FORM_TRUE:
    return check_true(c, value, path, result);
  case FORM_TEXT:
    return check_text(c, value, path, result);
  case FORM_FILE:
    return check_file(c, value, path, result);
  case FORM_KEYS:
    return check_keys(c, value, path, result);
  case FORM_IRI:
  case FORM_LITERAL:
    break;
  }
  return check_template(c, term->form, value, path, result);
}

LodStatus lod_csvw_normalise_annotation(LodCsvw *c, LodCsvwObject object,
                                        const char *iri, json_t *value,
                                        const LodCsvwPath *path,
                                        json_t **result)
{
  const char *name = iri + sizeof LOD_NS - 1;
  *result = NULL;
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
    if (strcmp(terms[i].name, name))
      continue;
    if (terms[i].on & (1u << object))
      return check_term(c, &terms[i], value, path, result);
    lod_csvw_warn(c, path, "annotation-misplaced",
                  "%s: this annotation does not stand here; ignored", NULL);
    return LOD_SUCCESS;
  }
  lod_csvw_warn(c, path, "annotation-unknown",
                "%s: no annotation of lodstone; ignored", NULL);
  return LOD_SUCCESS;
}

static json_t *find_term(json_t *object, const char *name)
{
  char iri[sizeof LOD_NS + 32] = LOD_NS;
  strncat(iri, name, 31);
  return json_object_get(object, iri);
}

const char *lod_csvw_annotation(json_t *object, const char *name)
{
  return json_string_value(find_term(object, name));
}

bool lod_csvw_is_annotated(json_t *object, const char *name)
{
  return json_is_true(find_term(object, name));
}

static LodStatus keep_split(LodSchema *schema, const char *pattern,
                            LodColumn *column)
{
  column->split = pattern ? lod_arena_strdup(schema->arena, pattern) : NULL;
  return pattern && !column->split ? LOD_ERR_NO_MEMORY : LOD_SUCCESS;
}

static LodStatus apply_to_column(LodCsvw *c, LodCsvwTable *table, size_t index)
{
  LodSchema *schema = table->map->schema;
  LodColumn *column = &schema->columns[index];
  json_t *json = table->columns[index];
  const char *condition = lod_csvw_annotation(json, "condition");
  column->essential = lod_csvw_is_annotated(json, "essential");
  if (lod_csvw_annotation(json, "identifierType"))
    column->identifier = LOD_IDENTIFIER_ORGANISATION_NUMBER;
  if (condition &&
      lod_schema_find(schema, lod_view(condition)) == LOD_NO_COLUMN)
    return fail(c, &table->path,
                "%s: lod:condition names \"%s\", which is no column",
                condition);
  if (lod_csvw_annotation(json, "value") && !column->virtual_column)
    return fail(c, &table->path,
                "%s: lod:value is for virtual columns; \"%s\" is none",
                column->name);
  return keep_split(schema, lod_csvw_annotation(json, "split"), column);
}

/* What a null in a template means holds for a whole mapping. */
static LodStatus apply_null_rule(LodCsvw *c, LodCsvwTable *table)
{
  LodMapping *m = c->mapping;
  bool omit = lod_csvw_annotation(table->schema, "nullInTemplate") != NULL;
  if (table->map == m->tables)
    m->null_omits_term = omit;
  else if (omit != m->null_omits_term)
    return fail(c, &table->path,
                "%s: lod:nullInTemplate must be the same for all tables", NULL);
  return LOD_SUCCESS;
}

LodStatus lod_csvw_apply_annotations(LodCsvw *c, LodCsvwTable *table)
{
  LodSchema *schema = table->map->schema;
  LodStatus status = apply_null_rule(c, table);
  schema->match_by_title =
      lod_csvw_annotation(table->schema, "matching") != NULL;
  for (size_t i = 0; i < schema->column_count && !status; i++)
    status = apply_to_column(c, table, i);
  return status;
}
