/* Resolving a template at load.  Expansion comes before prefixes and relative
   URLs are looked at (5.1.3), but mostly the constant text at the front says
   all there is to say: "http:", "schema:", "#", "row/". */
#include "base/ascii.h"
#include "mapping/csvw_internal.h"
#include "rdf/iri.h"

typedef enum Decision {
  DECIDED_ABSOLUTE, /* a scheme or a prefix, and its colon, are constant */
  DECIDED_RELATIVE, /* no colon can come before the first "/", "?" or "#" */
  DECIDED_BY_ROW
} Decision;

static bool is_scheme_char(char c)
{
  return lod_ascii_is_alpha(c) || lod_ascii_is_digit(c) || c == '+' ||
         c == '-' || c == '.' || c == '_';
}

/* Read on in a literal while it may be a scheme or prefix; false: TEXT has
   decided. */
static bool undecided(LodView text, bool constant_so_far, Decision *decision)
{
  for (size_t i = 0; i < text.size; i++) {
    if (is_scheme_char(text.data[i]))
      continue;
    bool colon = text.data[i] == ':';
    *decision = !colon            ? DECIDED_RELATIVE
                : constant_so_far ? DECIDED_ABSOLUTE
                                  : DECIDED_BY_ROW;
    return false;
  }
  return true;
}

/* Values of the operators 0 and "." have no colon, as it is encoded; the
   others begin with a character that ends a scheme, or give nothing. */
static Decision decide(const LodTemplate *t)
{
  Decision decision = DECIDED_RELATIVE;
  for (size_t i = 0; i < t->part_count; i++) {
    const LodTemplatePart *part = &t->parts[i];
    if (part->op == '+')
      return DECIDED_BY_ROW;
    if (part->op == 'L' && !undecided(part->literal, i == 0, &decision))
      break;
  }
  return decision;
}

/* May what follows the first part begin with a slash? */
static bool slash_may_follow(const LodTemplate *t)
{
  return t->part_count > 1 && (t->parts[1].op == '+' || t->parts[1].op == '/');
}

static bool has_dot_segment(LodView text)
{
  for (size_t i = 0; i + 1 < text.size; i++)
    if (text.data[i] == '/' && text.data[i + 1] == '.')
      return true;
  return false;
}

static LodStatus put_back(LodCsvw *c, LodStatus status, LodBuffer *text,
                          LodView *literal)
{
  if (!status) {
    *literal = lod_arena_view_copy(c->arena, lod_buffer_view(text));
    if (!literal->data)
      status = LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(text);
  return status;
}

/* Does what follows TEXT belong to its authority?  Hosts and ports have rules
   of their own, so that the row's IRI is to be checked. */
static bool has_open_authority(LodView text)
{
  LodIriParts parts;
  lod_iri_split(text, &parts);
  return parts.has_authority && !parts.path.size && !parts.has_query &&
         !parts.has_fragment;
}

/* Expand the prefix of the first literal, if it is one. */
static LodStatus resolve_absolute(LodCsvw *c, LodBoundTemplate *bound)
{
  LodView *literal = &bound->syntax.parts[0].literal;
  const char *colon = memchr(literal->data, ':', literal->size);
  LodView prefix = {literal->data, (size_t)(colon - literal->data)};
  LodView name = {colon + 1, literal->size - prefix.size - 1};
  const char *space =
      prefix.size ? lod_mapping_namespace(c->mapping, prefix) : NULL;
  bool slashes = name.size >= 2 && !memcmp(name.data, "//", 2);
  bool open = name.size < 2 && (!name.size || *name.data == '/');
  bool scheme = space || (lod_ascii_is_alpha(*literal->data) &&
                          !memchr(prefix.data, '_', prefix.size));
  if (has_dot_segment(*literal) || !scheme || has_open_authority(*literal) ||
      (space && has_open_authority(lod_view(space))) ||
      (space && open && slash_may_follow(&bound->syntax))) {
    bound->resolve = true;
    return LOD_SUCCESS;
  }
  if (!space || slashes)
    return LOD_SUCCESS;
  LodBuffer text = {0};
  LodStatus status = lod_buffer_append_text(&text, space);
  if (!status)
    status = lod_buffer_append_view(&text, name);
  return put_back(c, status, &text, literal);
}

/* How much of a relative literal can be resolved on its own: up to its last
   slash, or all of it when the path ends in it. */
static size_t resolvable(LodView literal)
{
  if (memchr(literal.data, '?', literal.size) ||
      memchr(literal.data, '#', literal.size))
    return literal.size;
  size_t size = literal.size;
  while (size && literal.data[size - 1] != '/')
    size--;
  return size;
}

static LodStatus resolve_relative(LodCsvw *c, const char *base,
                                  LodBoundTemplate *bound)
{
  LodView *literal = &bound->syntax.parts[0].literal;
  size_t size = resolvable(*literal);
  LodView head = {literal->data, size};
  LodView tail = {literal->data + size, literal->size - size};
  bool dots = tail.size && *tail.data == '.';
  bool slash = tail.size == 0 && head.size == 1 && *head.data == '/' &&
               slash_may_follow(&bound->syntax);
  if (dots || slash) {
    bound->resolve = true;
    return LOD_SUCCESS;
  }
  LodBuffer text = {0};
  LodStatus status =
      lod_iri_resolve(lod_view(base), head.size ? head : LOD_VIEW("."), &text);
  if (!status)
    status = lod_buffer_append_view(&text, tail);
  return put_back(c, status, &text, literal);
}

/* "{#x}" alone and, behind a base without a query, "{?x}" are added to the
   base's own text, whether there is a value or not. */
static LodStatus prepend_base(LodCsvw *c, const char *base,
                              LodBoundTemplate *bound)
{
  LodTemplate *t = &bound->syntax;
  LodTemplatePart *parts =
      lod_arena_array(c->arena, t->part_count + 1, sizeof *parts);
  if (!parts)
    return LOD_ERR_NO_MEMORY;
  memcpy(parts + 1, t->parts, t->part_count * sizeof *parts);
  parts[0].op = 'L';
  t->parts = parts;
  t->part_count++;
  LodBuffer text = {0};
  LodStatus status = lod_iri_resolve(lod_view(base), LOD_VIEW(""), &text);
  return put_back(c, status, &text, &parts[0].literal);
}

LodStatus lod_csvw_resolve_template(LodCsvw *c, const char *base,
                                    LodBoundTemplate *bound)
{
  const LodTemplate *t = &bound->syntax;
  Decision decision = decide(t);
  bound->base = base;
  if (t->parts[0].op == 'L' && decision == DECIDED_ABSOLUTE)
    return resolve_absolute(c, bound);
  if (t->parts[0].op == 'L' && decision == DECIDED_RELATIVE)
    return resolve_relative(c, base, bound);
  bool added =
      t->parts[0].op == '#' || (t->parts[0].op == '?' && !strchr(base, '?'));
  if (added && t->part_count == 1)
    return prepend_base(c, base, bound);
  bound->resolve = true;
  return LOD_SUCCESS;
}
