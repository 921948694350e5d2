#include "mapping/csvw_internal.h"
#include "rdf/iri.h"
#include "rdf/language.h"
#include "rdf/prefix.h"

#define CODE "metadata-structure"

static LodStatus make(json_t *value, json_t **result)
{
  *result = value;
  return value ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

/* 5.8.2: a term of the context, a name with a known prefix, or an absolute
   URL; ours are expanded, as no other processor knows them. */
static LodStatus normalise_type(LodCsvw *c, json_t *value,
                                const LodCsvwPath *path, json_t **result)
{
  const char *type = json_string_value(value), *iri = NULL;
  if (type && lod_prefix_term(lod_view(type)))
    return make(json_incref(value), result);
  if (type && strchr(type, ':') && strncmp(type, "_:", 2)) {
    LodStatus status = lod_csvw_expand(c, type, &iri);
    if (status)
      return status;
  }
  if (!iri || !lod_iri_is_absolute(lod_view(iri)))
    return lod_csvw_fail(c, path, CODE,
                         "%s: neither a known term, nor a name with a known "
                         "prefix, nor an absolute IRI",
                         NULL);
  size_t size = strcspn(type, ":");
  bool known = lod_prefix_namespace((LodView){type, size}) != NULL;
  return make(known ? json_incref(value) : json_string(iri), result);
}

static LodStatus normalise_types(LodCsvw *c, json_t *value,
                                 const LodCsvwPath *path, json_t **result)
{
  if (!json_is_array(value))
    return normalise_type(c, value, path, result);
  json_t *made = json_array();
  LodStatus status = made ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < json_array_size(value) && !status; i++) {
    LodCsvwPath at = {path, NULL, i};
    json_t *item;
    status = normalise_type(c, json_array_get(value, i), &at, &item);
    if (!status)
      status = lod_csvw_add(made, item);
  }
  *result = made;
  if (status) {
    json_decref(made);
    *result = NULL;
  }
  return status;
}

static LodStatus normalise_id(LodCsvw *c, json_t *value,
                              const LodCsvwPath *path, json_t **result)
{
  const char *id = json_string_value(value);
  if (!id || !strncmp(id, "_:", 2))
    return lod_csvw_fail(c, path, CODE, "%s: must be a URL, and no blank node",
                         NULL);
  LodBuffer out = {0};
  LodStatus status =
      lod_mapping_resolve(c->mapping, c->context->base, lod_view(id), &out);
  if (!status)
    status = make(json_stringn(out.data ? out.data : "", out.size), result);
  lod_buffer_free(&out);
  return status;
}

static LodStatus check_value(LodCsvw *c, json_t *value, const LodCsvwPath *path)
{
  if (json_is_string(value) || json_is_number(value) || json_is_boolean(value))
    return LOD_SUCCESS;
  return lod_csvw_fail(c, path, CODE,
                       "%s: must be a string, a number, true or false", NULL);
}

static LodStatus check_language(LodCsvw *c, json_t *value,
                                const LodCsvwPath *path)
{
  const char *tag = json_string_value(value);
  if (json_is_null(value) ||
      (tag && lod_language_is_well_formed(lod_view(tag))))
    return LOD_SUCCESS;
  return lod_csvw_fail(c, path, CODE, "%s: must be a language tag or null",
                       NULL);
}

/* A value object: @value, and @type or @language (5.8.2). */
static LodStatus normalise_value(LodCsvw *c, json_t *value, json_t *made,
                                 const LodCsvwPath *path)
{
  const char *key;
  json_t *item;
  LodStatus status = LOD_SUCCESS;
  if (json_object_get(value, "@type") && json_object_get(value, "@language"))
    return lod_csvw_fail(c, path, CODE,
                         "%s: a value has @type or @language, not both", NULL);
  json_object_foreach(value, key, item)
  {
    LodCsvwPath at = {path, key, 0};
    json_t *normal = NULL;
    if (!strcmp(key, "@value"))
      status = check_value(c, item, &at);
    else if (!strcmp(key, "@language"))
      status = check_language(c, item, &at);
    else if (!strcmp(key, "@type"))
      status = normalise_type(c, item, &at, &normal);
    else
      status =
          lod_csvw_fail(c, &at, CODE, "%s: not allowed beside @value", NULL);
    if (!status)
      status = lod_csvw_put(made, key, normal ? normal : json_incref(item));
    if (status)
      break;
  }
  return status;
}

/* A property of a node object: an IRI or a name with a prefix. */
static LodStatus normalise_property(LodCsvw *c, const char *key, json_t *value,
                                    json_t *made, const LodCsvwPath *path)
{
  json_t *normal = NULL;
  const char *name = key;
  LodStatus status;
  if (!strcmp(key, "@id")) {
    status = normalise_id(c, value, path, &normal);
  } else if (!strcmp(key, "@type")) {
    status = normalise_types(c, value, path, &normal);
  } else if (key[0] == '@' || !strncmp(key, "_:", 2)) {
    return lod_csvw_fail(c, path, CODE, "%s: not allowed here", NULL);
  } else if (!strchr(key, ':')) {
    lod_csvw_warn(c, path, "metadata-property",
                  "%s: neither an IRI nor a name with a prefix; ignored", NULL);
    return LOD_SUCCESS;
  } else {
    status = lod_csvw_expand(c, key, &name);
    if (!status)
      status = lod_csvw_normalise_common(c, value, path, &normal);
  }
  return status ? status : lod_csvw_put(made, name, normal);
}

static LodStatus normalise_node(LodCsvw *c, json_t *value, json_t *made,
                                const LodCsvwPath *path)
{
  const char *key;
  json_t *item;
  LodStatus status = LOD_SUCCESS;
  json_object_foreach(value, key, item)
  {
    LodCsvwPath at = {path, key, 0};
    status = normalise_property(c, key, item, made, &at);
    if (status)
      break;
  }
  return status;
}

static LodStatus normalise_items(LodCsvw *c, json_t *value, json_t *made,
                                 const LodCsvwPath *path)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < json_array_size(value) && !status; i++) {
    LodCsvwPath at = {path, NULL, i};
    json_t *item;
    status = lod_csvw_normalise_common(c, json_array_get(value, i), &at, &item);
    if (!status)
      status = lod_csvw_add(made, item);
  }
  return status;
}

static json_t *text_value(const LodCsvw *c, json_t *value)
{
  if (!c->context->language)
    return json_pack("{sO}", "@value", value);
  return json_pack("{sOss}", "@value", value, "@language",
                   c->context->language);
}

/* Section 6, step 1, with the checks of 5.8.2 and appendix A. */
LodStatus lod_csvw_normalise_common(LodCsvw *c, json_t *value,
                                    const LodCsvwPath *path, json_t **result)
{
  LodStatus status;
  json_t *made;
  *result = NULL;
  if (json_is_string(value))
    return make(text_value(c, value), result);
  if (!json_is_object(value) && !json_is_array(value))
    return make(json_incref(value), result);
  made = json_is_array(value) ? json_array() : json_object();
  if (!made)
    return LOD_ERR_NO_MEMORY;
  if (json_is_array(value))
    status = normalise_items(c, value, made, path);
  else if (json_object_get(value, "@value"))
    status = normalise_value(c, value, made, path);
  else
    status = normalise_node(c, value, made, path);
  if (status)
    json_decref(made);
  else
    *result = made;
  return status;
}
