#include "store/redland_sparql.h"

#include "base/ascii.h"
#include "base/memory.h"
#include <string.h>

/* With more than so many forms the table begins anew. */
#define MOST_FORMS ((size_t)1 << 20)
/* Longer numbers are taken for texts; so are doubles near infinity. */
#define LONGEST_NUMBER 300
#define LONGEST_DOUBLE 30

void lod_originals_clear(LodOriginals *o)
{
  for (size_t i = 0; o->nodes && i < lod_map_size(o->nodes); i++)
    librdf_free_node(lod_map_value_at(o->nodes, i));
  lod_map_free(o->nodes);
  lod_buffer_free(&o->form);
  *o = (LodOriginals){0};
}

/* The form of LITERAL: text, datatype, language. */
static LodStatus make_form(LodOriginals *o, const rasqal_literal *literal)
{
  LodView text = {(const char *)literal->string, literal->string_len};
  const char *datatype = "";
  if (literal->datatype)
    datatype = (const char *)raptor_uri_as_string(literal->datatype);
  o->form.size = 0;
  LodStatus status = lod_buffer_append_view(&o->form, text);
  if (!status)
    status = lod_buffer_append(&o->form, "", 1);
  if (!status)
    status = lod_buffer_append_text(&o->form, datatype);
  if (!status)
    status = lod_buffer_append(&o->form, "", 1);
  return status || !literal->language
             ? status
             : lod_buffer_append_text(&o->form, literal->language);
}

static LodStatus keep(LodOriginals *o, librdf_node *node)
{
  LodView form = lod_buffer_view(&o->form);
  librdf_node *before = lod_map_get(o->nodes, form);
  if (before && librdf_node_equals(before, node))
    return LOD_SUCCESS;
  librdf_node *copy = librdf_new_node_from_node(node);
  if (!copy)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_map_set(o->nodes, form, copy);
  if (status)
    librdf_free_node(copy);
  else if (before)
    librdf_free_node(before);
  return status;
}

/* CHANGED: NODE is not what LITERAL says.  If it is, it may still take the
   place of another. */
static LodStatus note(LodOriginals *o, const rasqal_literal *literal,
                      librdf_node *node, bool changed)
{
  if (!changed && !o->nodes)
    return LOD_SUCCESS;
  if (o->nodes && lod_map_size(o->nodes) >= MOST_FORMS)
    lod_originals_clear(o);
  if (!o->nodes && !(o->nodes = lod_map_new()))
    return LOD_ERR_NO_MEMORY;
  LodStatus status = make_form(o, literal);
  if (status)
    return status;
  if (!changed && !lod_map_get(o->nodes, lod_buffer_view(&o->form)))
    return LOD_SUCCESS;
  return keep(o, node);
}

/* NULL in *node: LITERAL stands for itself. */
static LodStatus look_up(LodOriginals *o, const rasqal_literal *literal,
                         librdf_node **node)
{
  *node = NULL;
  if (!o->nodes || literal->type == RASQAL_LITERAL_URI ||
      literal->type == RASQAL_LITERAL_BLANK)
    return LOD_SUCCESS;
  LodStatus status = make_form(o, literal);
  if (!status)
    *node = lod_map_get(o->nodes, lod_buffer_view(&o->form));
  return status;
}

/* A copy as rasqal frees it. */
static char *copy_text(LodView text)
{
  char *copy = rasqal_alloc_memory(text.size + 1);
  if (!copy)
    return NULL;
  if (text.size)
    memcpy(copy, text.data, text.size);
  copy[text.size] = '\0';
  return copy;
}

/* Does TEXT look like PATTERN: "0" for a digit, else itself?  What it has
   beyond the pattern is left in *rest. */
static bool looks_like(LodView text, const char *pattern, LodView *rest)
{
  size_t i = 0;
  for (; pattern[i]; i++) {
    bool digit = i < text.size && lod_ascii_is_digit(text.data[i]);
    if (i >= text.size ||
        (pattern[i] == '0' ? !digit : text.data[i] != pattern[i]))
      return false;
  }
  *rest = (LodView){text.data + i, text.size - i};
  return true;
}

static bool is_zone(LodView text)
{
  LodView rest = text;
  return !text.size || lod_view_equal(text, LOD_VIEW("Z")) ||
         ((looks_like(text, "+00:00", &rest) ||
           looks_like(text, "-00:00", &rest)) &&
          !rest.size);
}

static bool is_date(LodView text)
{
  return looks_like(text, "0000-00-00", &text) && is_zone(text);
}

static bool is_date_time(LodView text)
{
  if (!looks_like(text, "0000-00-00T00:00:00", &text))
    return false;
  size_t digits = 0;
  if (text.size && text.data[0] == '.')
    for (digits = 1; digits < text.size && digits < 10 &&
                     lod_ascii_is_digit(text.data[digits]);)
      digits++;
  return digits != 1 &&
         is_zone((LodView){text.data + digits, text.size - digits});
}

static void skip_sign(LodView *text)
{
  size_t sign = text->size && (text->data[0] == '-' || text->data[0] == '+');
  text->data += sign;
  text->size -= sign;
}

static size_t skip_digits(LodView *text)
{
  size_t size = 0;
  while (size < text->size && lod_ascii_is_digit(text->data[size]))
    size++;
  text->data += size;
  text->size -= size;
  return size;
}

static bool skip_one_of(LodView *text, const char *characters)
{
  size_t found =
      text->size && text->data[0] && strchr(characters, text->data[0]) != NULL;
  text->data += found;
  text->size -= found;
  return found;
}

/* [+-]? [0-9]+ */
static bool is_integer(LodView text)
{
  bool fits = text.size <= LONGEST_NUMBER;
  skip_sign(&text);
  return fits && skip_digits(&text) && !text.size;
}

/* [+-]? ( [0-9]+ ( '.' [0-9]* )? | '.' [0-9]+ ) */
static bool is_decimal(LodView text)
{
  bool fits = text.size <= LONGEST_NUMBER;
  skip_sign(&text);
  size_t digits = skip_digits(&text);
  if (skip_one_of(&text, "."))
    digits += skip_digits(&text);
  return fits && digits && !text.size;
}

/* [+-]? [0-9]+ ( '.' [0-9]+ )? ( [eE] [+-]? [0-9]{1,2} )? */
static bool is_double(LodView text)
{
  bool fits = text.size <= LONGEST_DOUBLE;
  skip_sign(&text);
  if (!skip_digits(&text) || (skip_one_of(&text, ".") && !skip_digits(&text)))
    return false;
  if (skip_one_of(&text, "eE")) {
    skip_sign(&text);
    size_t digits = skip_digits(&text);
    fits = fits && digits >= 1 && digits <= 2;
  }
  return fits && !text.size;
}

typedef enum Handling {
  AS_IT_IS,
  AS_DECIMAL,
  UNKNOWN_TYPE /* as a literal of a datatype that rasqal does not know */
} Handling;

/* Before the IRI of a datatype makes one that rasqal does not know. */
#define ALIAS "x-lodstone-type:"

/* rasqal frees a date twice that it cannot make one of, crashes on "." as a
   decimal and reads past the end of "INF": it gets what has the usual form
   alone.  Integers overflow in its sums: decimals do not. */
static Handling handling_of(const LodTerm *term)
{
  static const char *const integers[] = {
      "integer",         "long",         "int",
      "short",           "byte",         "nonNegativeInteger",
      "positiveInteger", "unsignedLong", "unsignedInt",
      "unsignedShort",   "unsignedByte", "nonPositiveInteger",
      "negativeInteger"};
  LodView type = term->datatype;
  size_t size = sizeof LOD_XSD - 1;
  if (type.size < size || memcmp(type.data, LOD_XSD, size) != 0)
    return AS_IT_IS;
  type.data += size;
  type.size -= size;
  if (lod_view_equal(type, LOD_VIEW("date")))
    return is_date(term->value) ? AS_IT_IS : UNKNOWN_TYPE;
  if (lod_view_equal(type, LOD_VIEW("dateTime")))
    return is_date_time(term->value) ? AS_IT_IS : UNKNOWN_TYPE;
  if (lod_view_equal(type, LOD_VIEW("decimal")))
    return is_decimal(term->value) ? AS_IT_IS : UNKNOWN_TYPE;
  if (lod_view_equal(type, LOD_VIEW("double")) ||
      lod_view_equal(type, LOD_VIEW("float")))
    return is_double(term->value) ? AS_IT_IS : UNKNOWN_TYPE;
  for (size_t i = 0; i < sizeof integers / sizeof *integers; i++)
    if (lod_view_equal(type, lod_view(integers[i])))
      return is_integer(term->value) ? AS_DECIMAL : UNKNOWN_TYPE;
  return AS_IT_IS;
}

/* The datatype that rasqal is told; *uri stays NULL where there is none. */
static LodStatus make_datatype(LodSparql *sparql, const LodTerm *term,
                               Handling handling, raptor_uri **uri)
{
  LodBuffer name = {0};
  LodStatus status = LOD_SUCCESS;
  *uri = NULL;
  if (!term->datatype.size || term->language.size)
    return LOD_SUCCESS;
  if (handling == UNKNOWN_TYPE)
    status = lod_buffer_append_text(&name, ALIAS);
  if (!status && handling == AS_DECIMAL)
    status = lod_buffer_append_text(&name, LOD_XSD "decimal");
  else if (!status)
    status = lod_buffer_append_view(&name, term->datatype);
  if (!status)
    *uri = raptor_new_uri_from_counted_string(
        librdf_world_get_raptor(sparql->store->redland.world),
        (const unsigned char *)name.data, name.size);
  lod_buffer_free(&name);
  return status || *uri ? status : LOD_ERR_NO_MEMORY;
}

static rasqal_literal *make_literal(LodSparql *sparql, const LodTerm *term,
                                    Handling handling)
{
  raptor_uri *datatype;
  char *text = copy_text(term->value);
  char *language = term->language.size ? copy_text(term->language) : NULL;
  LodStatus status = make_datatype(sparql, term, handling, &datatype);
  if (!status && text && (language || !term->language.size))
    return rasqal_new_string_literal(/* takes them, also when it fails */
                                     sparql->world, (unsigned char *)text,
                                     language, datatype, NULL);
  rasqal_free_memory(text);
  rasqal_free_memory(language);
  if (datatype)
    raptor_free_uri(datatype);
  return NULL;
}

/* A decimal of the data may look like an integer that was made one. */
static bool is_changed(rasqal_literal *literal, const LodTerm *term)
{
  LodView text = {(const char *)literal->string, literal->string_len};
  LodView datatype = {0};
  if (literal->datatype)
    datatype = lod_view((const char *)raptor_uri_as_string(literal->datatype));
  return !lod_view_equal(text, term->value) ||
         !lod_view_equal(datatype, term->datatype) ||
         lod_view_equal(datatype, LOD_VIEW(LOD_XSD "decimal")) ||
         !lod_view_equal(lod_view(literal->language), term->language);
}

static rasqal_literal *new_text(LodSparql *sparql, librdf_node *node,
                                const LodTerm *term)
{
  Handling handling = handling_of(term);
  rasqal_literal *literal = make_literal(sparql, term, handling);
  if (lod_view_equal(term->datatype, LOD_VIEW(LOD_XSD "decimal")))
    sparql->decimals = true;
  if (!literal && handling == AS_IT_IS)
    literal = make_literal(sparql, term, UNKNOWN_TYPE);
  if (!literal ||
      !note(&sparql->originals, literal, node, is_changed(literal, term)))
    return literal;
  rasqal_free_literal(literal);
  return NULL;
}

rasqal_literal *lod_sparql_literal_new(LodSparql *sparql, librdf_node *node)
{
  LodTerm term = lod_redland_term(node);
  if (term.type == LOD_TERM_LITERAL)
    return new_text(sparql, node, &term);
  if (term.type == LOD_TERM_IRI)
    return rasqal_new_uri_literal(sparql->world,
                                  raptor_uri_copy(librdf_node_get_uri(node)));
  char *label = copy_text(term.value);
  return label ? rasqal_new_simple_literal(sparql->world, RASQAL_LITERAL_BLANK,
                                           (const unsigned char *)label)
               : NULL;
}

/* Integers are decimals inside.  Those that rasqal has computed end in ".0",
   the decimals of SPARQL have a point. */
static void restore_integer(const LodSparql *sparql, LodTerm *term)
{
  LodView text = term->value;
  if (!lod_view_equal(term->datatype, LOD_VIEW(LOD_XSD "decimal")))
    return;
  if (!sparql->decimals && text.size > 2 &&
      !memcmp(text.data + text.size - 2, ".0", 2))
    text.size -= 2;
  if (!is_integer(text))
    return;
  term->value = text;
  term->datatype = LOD_VIEW(LOD_XSD "integer");
}

static LodView without_alias(LodView iri)
{
  size_t size = sizeof ALIAS - 1;
  if (iri.size < size || memcmp(iri.data, ALIAS, size) != 0)
    return iri;
  return (LodView){iri.data + size, iri.size - size};
}

static LodView uri_text(raptor_uri *uri)
{
  return without_alias(lod_view((const char *)raptor_uri_as_string(uri)));
}

librdf_node *lod_sparql_node_new(LodSparql *sparql, rasqal_literal *literal)
{
  librdf_node *original;
  if (look_up(&sparql->originals, literal, &original))
    return NULL;
  if (original)
    return librdf_new_node_from_node(original);
  LodTerm term = {.type = LOD_TERM_LITERAL};
  term.value = (LodView){(const char *)literal->string, literal->string_len};
  if (literal->type == RASQAL_LITERAL_URI) {
    term.type = LOD_TERM_IRI;
    term.value = uri_text(literal->value.uri);
  } else if (literal->type == RASQAL_LITERAL_BLANK) {
    term.type = LOD_TERM_BLANK;
  }
  term.language = lod_view(literal->language);
  if (literal->datatype)
    term.datatype = uri_text(literal->datatype);
  restore_integer(sparql, &term);
  return lod_redland_node_new(sparql->store->redland.world, &term);
}
