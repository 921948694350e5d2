#include "rdf/json_terms.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "rdf/iri.h"
#include "rdf/language.h"
#include "rdf/prefix.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct Emitter {
  const char *blank_prefix;
  unsigned *counter;
  const LodStatementSink *sink;
} Emitter;

static LodStatus emit_value(const Emitter *e, const LodTerm *subject,
                            LodView property, const json_t *value);

static LodStatus emit(const Emitter *e, const LodTerm *subject,
                      LodView property, const LodTerm *object)
{
  LodStatement s = {.subject = *subject, .object = *object};
  s.predicate.type = LOD_TERM_IRI;
  s.predicate.value = property;
  return e->sink->statement(e->sink->user, &s);
}

static LodView string_view(const json_t *string)
{
  return (LodView){json_string_value(string), json_string_length(string)};
}

/* "Metadata Vocabulary", 5.2: a term of the context, a prefixed name, or an
   absolute IRI; appended to *out.  Nothing is appended for what is none. */
static LodStatus expand(LodView name, bool may_be_term, LodBuffer *out)
{
  const char *colon = name.size ? memchr(name.data, ':', name.size) : NULL;
  if (!colon) {
    const char *iri = may_be_term ? lod_prefix_term(name) : NULL;
    return iri ? lod_buffer_append_text(out, iri) : LOD_SUCCESS;
  }
  size_t size = (size_t)(colon - name.data);
  LodView local = {colon + 1, name.size - size - 1};
  const char *space = lod_prefix_namespace((LodView){name.data, size});
  if (!space || (local.size >= 2 && !memcmp(local.data, "//", 2)))
    return lod_buffer_append_view(out, name);
  LodStatus status = lod_buffer_append_text(out, space);
  return status ? status : lod_buffer_append_view(out, local);
}

static LodStatus expand_iri(const json_t *name, bool may_be_term,
                            LodBuffer *out)
{
  if (!json_is_string(name))
    return LOD_ERR_INPUT;
  LodStatus status = expand(string_view(name), may_be_term, out);
  if (!status && !lod_iri_is_absolute(lod_buffer_view(out)))
    status = LOD_ERR_INPUT;
  return status;
}

/* XSD 1.1 part 2, 3.3.5.2: the shortest digits that give VALUE again, one of
   them before the point.  printf's decimal mark is the locale's, so that only
   its digits are taken. */
static LodStatus append_double(double value, LodBuffer *out)
{
  char text[64], digits[32];
  for (int precision = 0; precision <= 16; precision++) {
    snprintf(text, sizeof text, "%.*E", precision, value);
    if (!(strtod(text, NULL) < value) && !(strtod(text, NULL) > value))
      break;
  }
  size_t count = 0;
  const char *at = text;
  for (; *at && *at != 'E'; at++)
    if (lod_ascii_is_digit(*at))
      digits[count++] = *at;
  while (count > 1 && digits[count - 1] == '0')
    count--;
  digits[count] = '\0';
  int exponent = *at ? atoi(at + 1) : 0;
  return lod_buffer_printf(out, "%s%c.%sE%d", value < 0 ? "-" : "", digits[0],
                           count > 1 ? digits + 1 : "0", exponent);
}

/* From 2^53 on doubles have no fraction. */
static bool has_fraction(double value)
{
  double limit = 9007199254740992.0;
  if (value >= limit || value <= -limit)
    return false;
  double whole = (double)(long long)value;
  return whole < value || whole > value;
}

/* "Generating RDF", section 6, step 5: the lexical form of a JSON scalar in
 *out, its datatype in *datatype. */
static LodStatus append_native(const json_t *value, LodBuffer *out,
                               const char **datatype)
{
  switch (json_typeof(value)) {
  case JSON_TRUE:
  case JSON_FALSE:
    *datatype = LOD_XSD "boolean";
    return lod_buffer_append_text(out, json_is_true(value) ? "true" : "false");
  case JSON_INTEGER:
    *datatype = LOD_XSD "integer";
    return lod_buffer_printf(out, "%lld", (long long)json_integer_value(value));
  case JSON_REAL:
    *datatype = LOD_XSD "double";
    if (has_fraction(json_real_value(value)))
      return append_double(json_real_value(value), out);
    *datatype = LOD_XSD "integer";
    return lod_buffer_printf(out, "%.0f", json_real_value(value) + 0.0);
  case JSON_STRING:
    *datatype = NULL;
    return lod_buffer_append_view(out, string_view(value));
  default:
    return LOD_ERR_INPUT;
  }
}

/* Step 3 (with @value) and step 5: LANGUAGE and TYPE may be NULL. */
static LodStatus emit_literal(const Emitter *e, const LodTerm *subject,
                              LodView property, const json_t *value,
                              const json_t *language, const json_t *type)
{
  LodBuffer lexical = {0}, datatype = {0};
  LodTerm object = {.type = LOD_TERM_LITERAL};
  const char *native = NULL;
  LodStatus status = append_native(value, &lexical, &native);
  object.value = lod_buffer_view(&lexical);
  object.datatype = lod_view(native);
  if (!status && json_is_string(language)) {
    object.language = string_view(language);
    object.datatype = (LodView){0};
    if (!lod_language_is_well_formed(object.language))
      status = LOD_ERR_INPUT;
  } else if (!status && type) {
    status = expand_iri(type, true, &datatype);
    object.datatype = lod_buffer_view(&datatype);
  }
  if (!status)
    status = emit(e, subject, property, &object);
  lod_buffer_free(&datatype);
  lod_buffer_free(&lexical);
  return status;
}

/* Step 4.2: a type, or each of an array of types. */
static LodStatus emit_types(const Emitter *e, const LodTerm *subject,
                            const json_t *types)
{
  if (json_is_array(types)) {
    LodStatus status = LOD_SUCCESS;
    for (size_t i = 0; i < json_array_size(types) && !status; i++)
      status = emit_types(e, subject, json_array_get(types, i));
    return status;
  }
  LodBuffer iri = {0};
  LodStatus status = expand_iri(types, true, &iri);
  LodTerm object = {.type = LOD_TERM_IRI, .value = lod_buffer_view(&iri)};
  if (!status)
    status = emit(e, subject, LOD_VIEW(LOD_RDF "type"), &object);
  lod_buffer_free(&iri);
  return status;
}

/* Step 4.3: a key that names no property says nothing. */
static LodStatus emit_members(const Emitter *e, const LodTerm *subject,
                              const json_t *object)
{
  LodBuffer property = {0};
  LodStatus status = LOD_SUCCESS;
  void *at = json_object_iter((json_t *)object);
  for (; at && !status; at = json_object_iter_next((json_t *)object, at)) {
    const char *key = json_object_iter_key(at);
    property.size = 0;
    if (key[0] == '@')
      continue;
    status = expand(lod_view(key), true, &property);
    if (!status && lod_iri_is_absolute(lod_buffer_view(&property)))
      status = emit_value(e, subject, lod_buffer_view(&property),
                          json_object_iter_value(at));
  }
  lod_buffer_free(&property);
  return status;
}

/* Step 4: an object is a node with an IRI or a new blank node. */
static LodStatus emit_node(const Emitter *e, const LodTerm *subject,
                           LodView property, const json_t *value)
{
  const json_t *id = json_object_get(value, "@id");
  const json_t *types = json_object_get(value, "@type");
  LodBuffer name = {0};
  LodTerm node = {.type = id ? LOD_TERM_IRI : LOD_TERM_BLANK};
  LodStatus status =
      id ? expand_iri(id, false, &name)
         : lod_buffer_printf(&name, "%s%u", e->blank_prefix, (*e->counter)++);
  node.value = lod_buffer_view(&name);
  if (!status)
    status = emit(e, subject, property, &node);
  if (!status && types)
    status = emit_types(e, &node, types);
  if (!status)
    status = emit_members(e, &node, value);
  lod_buffer_free(&name);
  return status;
}

static LodStatus emit_value(const Emitter *e, const LodTerm *subject,
                            LodView property, const json_t *value)
{
  if (json_is_array(value)) {
    LodStatus status = LOD_SUCCESS;
    for (size_t i = 0; i < json_array_size(value) && !status; i++)
      status = emit_value(e, subject, property, json_array_get(value, i));
    return status;
  }
  if (!json_is_object(value))
    return json_is_null(value)
               ? LOD_SUCCESS
               : emit_literal(e, subject, property, value, NULL, NULL);
  const json_t *literal = json_object_get(value, "@value");
  if (!literal)
    return emit_node(e, subject, property, value);
  if (json_is_null(literal))
    return LOD_SUCCESS;
  return emit_literal(e, subject, property, literal,
                      json_object_get(value, "@language"),
                      json_object_get(value, "@type"));
}

/* "Generating RDF from Tabular Data on the Web", section 6 (JSON-LD to RDF);
   jansson's own limit bounds the depth. */
LodStatus lod_json_to_statements(const LodTerm *subject, const char *property,
                                 const json_t *value, const char *blank_prefix,
                                 unsigned *counter,
                                 const LodStatementSink *sink)
{
  Emitter e = {blank_prefix, counter, sink};
  if (!lod_iri_is_absolute(lod_view(property)))
    return LOD_ERR_INPUT;
  return emit_value(&e, subject, lod_view(property), value);
}
