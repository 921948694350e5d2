#include "mapping/csvw_internal.h"
#include "rdf/language.h"

LodStatus lod_csvw_put(json_t *object, const char *key, json_t *value)
{
  return json_object_set_new(object, key, value) ? LOD_ERR_NO_MEMORY
                                                 : LOD_SUCCESS;
}

LodStatus lod_csvw_add(json_t *array, json_t *value)
{
  return json_array_append_new(array, value) ? LOD_ERR_NO_MEMORY : LOD_SUCCESS;
}

static LodStatus make(json_t *value, json_t **result)
{
  *result = value;
  return value ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

/* The result on success, else nothing. */
static LodStatus finish(LodStatus status, json_t *made, json_t **result)
{
  if (status) {
    json_decref(made);
    made = NULL;
  }
  *result = made;
  return status;
}

/* 5.1.1: items that are no objects are ignored, no array is an empty one. */
static LodStatus normalise_array(LodCsvw *c, const LodCsvwProperty *property,
                                 json_t *value, const LodCsvwPath *path,
                                 json_t **result)
{
  json_t *made = json_array();
  LodStatus status = made ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!json_is_array(value))
    lod_csvw_warn(c, path, "metadata-value",
                  "%s: not an array; an empty one is taken", NULL);
  for (size_t i = 0; i < json_array_size(value) && !status; i++) {
    LodCsvwPath at = {path, NULL, i};
    json_t *item = json_array_get(value, i), *normal = NULL;
    if (!json_is_object(item)) {
      lod_csvw_warn(c, &at, "metadata-value", "%s: not an object; ignored",
                    NULL);
      continue;
    }
    status = lod_csvw_normalise(c, property->item, item, &at, &normal);
    if (!status)
      status = lod_csvw_add(made, normal);
  }
  return finish(status, made, result);
}

static LodStatus normalise_notes(LodCsvw *c, json_t *value,
                                 const LodCsvwPath *path, json_t **result)
{
  if (json_is_array(value))
    return lod_csvw_normalise_common(c, value, path, result);
  lod_csvw_warn(c, path, "metadata-value",
                "%s: not an array; an empty one is taken", NULL);
  return make(json_array(), result);
}

/* 5.1.2: what is no string is an empty one. */
static LodStatus normalise_link(LodCsvw *c, json_t *value,
                                const LodCsvwPath *path, json_t **result)
{
  const char *link = json_string_value(value), *url;
  if (!link) {
    lod_csvw_warn(c, path, "metadata-value",
                  "%s: not a URL; the document's own is taken", NULL);
    link = "";
  }
  if (!strcmp(path->name, "@id") && !strncmp(link, "_:", 2))
    return lod_csvw_fail(c, path, "metadata-structure",
                         "%s: must not be a blank node", NULL);
  LodStatus status = lod_csvw_link(c, c->context->base, link, &url);
  return status ? status : make(json_string(url), result);
}

/* 5.1.3: what is no string is an empty one. */
static LodStatus normalise_template(LodCsvw *c, json_t *value,
                                    const LodCsvwPath *path, json_t **result)
{
  const char *text = json_string_value(value);
  LodTemplate syntax;
  size_t at;
  *result = NULL;
  if (!text) {
    lod_csvw_warn(c, path, "metadata-value",
                  "%s: not a string; an empty one is taken", NULL);
    return make(json_string(""), result);
  }
  LodStatus status = lod_template_parse(lod_view(text), c->arena, &syntax, &at);
  if (status != LOD_ERR_INPUT)
    return status ? status : make(json_incref(value), result);
  lod_csvw_warn(c, path, "metadata-value",
                "%s: not a URI template from \"%s\" on; ignored", text + at);
  return LOD_SUCCESS;
}

/* 5.1.4: a string or a filled array of strings; else as if not there. */
static LodStatus normalise_column_reference(LodCsvw *c, json_t *value,
                                            const LodCsvwPath *path,
                                            json_t **result)
{
  const char *expected;
  *result = NULL;
  if (json_is_string(value))
    return make(json_pack("[O]", value), result);
  if (json_is_array(value) && lod_csvw_check(LOD_CSVW_NULLS, value, &expected))
    return make(json_incref(value), result);
  lod_csvw_warn(c, path, "metadata-reference",
                "%s: not a column name or an array of them; ignored", NULL);
  return LOD_SUCCESS;
}

/* Section 6, step 4: the object at URL, with its own context.  What it refers
   to is relative to where it was had from (RFC 3986, 5.1.3). */
static LodStatus normalise_document(LodCsvw *c, LodCsvwObject object,
                                    const char *url,
                                    const LodCsvwFetched *fetched,
                                    json_t **result)
{
  json_t *root, *made = NULL;
  const char *location =
      lod_arena_view_strdup(c->arena, lod_buffer_view(&fetched->location));
  LodCsvwContext inner = {.file = url, .location = location, .base = location};
  const LodCsvwContext *outer = c->context;
  if (!location)
    return LOD_ERR_NO_MEMORY;
  LodStatus status =
      lod_csvw_parse(c, lod_buffer_view(&fetched->bytes), url, &root);
  if (status)
    return status;
  c->context = &inner;
  status = lod_csvw_read_context(c, root, false, &inner);
  json_object_del(root, "@context");
  if (!status)
    status = lod_csvw_normalise(c, object, root, NULL, &made);
  if (!status && !json_object_get(made, "@id"))
    status = lod_csvw_put(made, "@id", json_string(url));
  c->context = outer;
  json_decref(root);
  return finish(status, made, result);
}

static LodStatus normalise_reference(LodCsvw *c, LodCsvwObject object,
                                     const char *link, const LodCsvwPath *path,
                                     json_t **result)
{
  const char *url;
  LodCsvwFetched fetched = {0};
  LodStatus status = lod_csvw_link(c, c->context->base, link, &url);
  if (!status)
    status = lod_csvw_read_url(c, path, url, &fetched);
  if (!status)
    status = normalise_document(c, object, url, &fetched, result);
  lod_csvw_fetched_clear(&fetched);
  return status;
}

/* 5.1.5: an object or its URL; else one without properties. */
static LodStatus normalise_object(LodCsvw *c, const LodCsvwProperty *property,
                                  json_t *value, const LodCsvwPath *path,
                                  json_t **result)
{
  if (json_is_object(value))
    return lod_csvw_normalise(c, property->item, value, path, result);
  if (json_is_string(value))
    return normalise_reference(c, property->item, json_string_value(value),
                               path, result);
  lod_csvw_warn(c, path, "metadata-value",
                "%s: neither an object nor its URL; an empty object is "
                "taken",
                NULL);
  json_t *empty = json_object();
  LodStatus status = empty ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status)
    status = lod_csvw_normalise(c, property->item, empty, path, result);
  json_decref(empty);
  return status;
}

/* The strings of VALUE under LANGUAGE in MADE. */
static LodStatus add_titles(LodCsvw *c, json_t *made, const char *language,
                            json_t *value, const LodCsvwPath *path)
{
  json_t *texts = json_object_get(made, language);
  if (!texts) {
    texts = json_array();
    if (lod_csvw_put(made, language, texts))
      return LOD_ERR_NO_MEMORY;
  }
  if (json_is_string(value))
    return lod_csvw_add(texts, json_incref(value));
  if (!json_is_array(value))
    lod_csvw_warn(c, path, "metadata-value",
                  "%s: not a string or an array of strings; ignored", NULL);
  for (size_t i = 0; i < json_array_size(value); i++) {
    LodCsvwPath at = {path, NULL, i};
    json_t *item = json_array_get(value, i);
    if (!json_is_string(item))
      lod_csvw_warn(c, &at, "metadata-value", "%s: not a string; ignored",
                    NULL);
    else if (lod_csvw_add(texts, json_incref(item)))
      return LOD_ERR_NO_MEMORY;
  }
  return LOD_SUCCESS;
}

/* 5.1.6 and section 6, step 6: an object of arrays by language. */
static LodStatus normalise_natural(LodCsvw *c, json_t *value,
                                   const LodCsvwPath *path, json_t **result)
{
  const char *key, *own = c->context->language ? c->context->language : "und";
  json_t *item, *made = json_object();
  LodStatus status = made ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status && !json_is_object(value))
    return finish(add_titles(c, made, own, value, path), made, result);
  json_object_foreach(value, key, item)
  {
    LodCsvwPath at = {path, key, 0};
    if (status)
      break;
    if (lod_language_is_well_formed(lod_view(key)))
      status = add_titles(c, made, key, item, &at);
    else
      lod_csvw_warn(c, &at, "metadata-value", "%s: not a language tag; ignored",
                    NULL);
  }
  return finish(status, made, result);
}

static LodStatus check_type(LodCsvw *c, LodCsvwObject object, json_t *value,
                            const LodCsvwPath *path, json_t **result)
{
  const char *type = json_string_value(value);
  const char *wanted = lod_csvw_object_name(object);
  if (type && !strcmp(type, wanted))
    return make(json_incref(value), result);
  return lod_csvw_fail(c, path, "metadata-structure", "%s: must be \"%s\"",
                       wanted);
}

/* Section 6, step 7: the object or array form where there is one. */
static LodStatus normalise_atomic(LodCsvw *c, const LodCsvwProperty *property,
                                  json_t *value, const LodCsvwPath *path,
                                  json_t **result)
{
  const char *format;
  *result = NULL;
  if (!lod_csvw_check(property->rule, value, &format)) {
    lod_csvw_warn(c, path, "metadata-value", format, NULL);
    return LOD_SUCCESS;
  }
  bool list = property->rule == LOD_CSVW_NULLS ||
              property->rule == LOD_CSVW_TERMINATORS;
  if (list && json_is_string(value))
    return make(json_pack("[O]", value), result);
  if (property->rule == LOD_CSVW_DATATYPES && json_is_string(value))
    return make(json_pack("{sO}", "base", value), result);
  if (property->rule == LOD_CSVW_DATATYPES)
    return lod_csvw_normalise(c, LOD_CSVW_DATATYPE, value, path, result);
  if (property->rule == LOD_CSVW_FORMAT && json_is_object(value))
    return lod_csvw_normalise(c, LOD_CSVW_NUMBER_FORMAT, value, path, result);
  return make(json_incref(value), result);
}

static LodStatus normalise_property(LodCsvw *c, LodCsvwObject object,
                                    const LodCsvwProperty *property,
                                    json_t *value, const LodCsvwPath *path,
                                    json_t **result)
{
  switch (property->kind) {
  case LOD_CSVW_ARRAY:
    return normalise_array(c, property, value, path, result);
  case LOD_CSVW_NOTES:
    return normalise_notes(c, value, path, result);
  case LOD_CSVW_LINK:
    return normalise_link(c, value, path, result);
  case LOD_CSVW_TEMPLATE:
    return normalise_template(c, value, path, result);
  case LOD_CSVW_COLUMN_REFERENCE:
    return normalise_column_reference(c, value, path, result);
  case LOD_CSVW_OBJECT:
    return normalise_object(c, property, value, path, result);
  case LOD_CSVW_NATURAL:
    return normalise_natural(c, value, path, result);
  case LOD_CSVW_ATOMIC:
    break;
  }
  if (property->rule == LOD_CSVW_TYPE)
    return check_type(c, object, value, path, result);
  return normalise_atomic(c, property, value, path, result);
}

/* Only the named properties may stand on a foreign key (5.5); elsewhere the
   unknown ones are ignored (section 4). */
static LodStatus refuse(LodCsvw *c, LodCsvwObject object,
                        const LodCsvwPath *path)
{
  if (object == LOD_CSVW_FOREIGN_KEY || object == LOD_CSVW_REFERENCE)
    return lod_csvw_fail(c, path, "metadata-structure",
                         "%s: a foreign key has no such property", NULL);
  lod_csvw_warn(c, path, "metadata-property",
                "%s: no such property here; ignored", NULL);
  return LOD_SUCCESS;
}

/* 5.8: a prefixed name or an absolute URL; ours are checked on their own. */
static LodStatus normalise_other(LodCsvw *c, LodCsvwObject object,
                                 const char *key, json_t *value,
                                 const LodCsvwPath *path, const char **iri,
                                 json_t **result)
{
  *result = NULL;
  if (key[0] == '@')
    return lod_csvw_fail(c, path, "metadata-structure", "%s: not allowed here",
                         NULL);
  if (!strchr(key, ':') || !lod_csvw_takes_common(object))
    return refuse(c, object, path);
  if (!strncmp(key, "_:", 2))
    return lod_csvw_fail(c, path, "metadata-structure",
                         "%s: must not be a blank node", NULL);
  LodStatus status = lod_csvw_expand(c, key, iri);
  if (status)
    return status;
  if (!strncmp(*iri, LOD_NS, sizeof LOD_NS - 1))
    return lod_csvw_normalise_annotation(c, object, *iri, value, path, result);
  return lod_csvw_normalise_common(c, value, path, result);
}

LodStatus lod_csvw_normalise(LodCsvw *c, LodCsvwObject object, json_t *value,
                             const LodCsvwPath *path, json_t **result)
{
  const char *key;
  json_t *item, *made = json_object();
  LodStatus status = made ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  json_object_foreach(value, key, item)
  {
    LodCsvwPath at = {path, key, 0};
    const LodCsvwProperty *property = lod_csvw_property(object, key);
    const char *name = key;
    json_t *normal = NULL;
    if (status)
      break;
    if (property)
      status = normalise_property(c, object, property, item, &at, &normal);
    else
      status = normalise_other(c, object, key, item, &at, &name, &normal);
    if (!status && normal)
      status = lod_csvw_put(made, name, normal);
  }
  if (!status)
    status = lod_csvw_validate(c, object, made, path);
  return finish(status, made, result);
}
