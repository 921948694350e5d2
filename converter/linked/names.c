#include "linked/names.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "rdf/encode.h"
#include "rdf/prefix.h"

typedef struct Name {
  char *prefix;
  char *iri;
} Name;

struct LodNames {
  LodArena *arena;
  LodSyntax syntax;
  LodView base;
  const LodMappingPrefix *own;
  size_t own_count;
  Name *used;
  size_t used_count, used_capacity;
};

/* RFC 3986, 5.2.4: resolving takes them out.  May say yes to what are none. */
static bool has_dot_segments(LodView path)
{
  return path.size && memmem(path.data, path.size, "/.", 2);
}

LodStatus lod_names_new(LodSyntax syntax, const char *base,
                        const LodMappingPrefix *prefixes, size_t prefix_count,
                        LodNames **result)
{
  *result = NULL;
  LodNames *names = lod_calloc(1, sizeof *names);
  if (!names)
    return LOD_ERR_NO_MEMORY;
  names->arena = lod_arena_new();
  if (base && has_dot_segments(lod_view(base)))
    base = NULL;
  if (names->arena && base)
    names->base = lod_view(lod_arena_strdup(names->arena, base));
  if (!names->arena || (base && !names->base.data)) {
    lod_names_free(names);
    return LOD_ERR_NO_MEMORY;
  }
  names->syntax = syntax;
  names->own = prefixes;
  names->own_count = prefix_count;
  *result = names;
  return LOD_SUCCESS;
}

void lod_names_free(LodNames *names)
{
  if (!names)
    return;
  lod_arena_free(names->arena);
  lod_free(names->used);
  lod_free(names);
}

/* The namespace of an IRI ends behind its last '#', else its last '/'. */
static size_t namespace_size(LodView iri)
{
  const char *hash = memchr(iri.data, '#', iri.size);
  if (hash)
    return (size_t)(hash - iri.data) + 1;
  for (size_t i = iri.size; i > 0; i--)
    if (iri.data[i - 1] == '/')
      return i;
  return 0;
}

/* A part of PN_LOCAL and PN_PREFIX that needs no escape. */
static bool is_plain_name(LodView name)
{
  if (name.size == 0 || !lod_ascii_is_alpha(name.data[0]))
    return false;
  for (size_t i = 1; i < name.size; i++) {
    char c = name.data[i];
    if (!lod_ascii_is_alpha(c) && !lod_ascii_is_digit(c) && c != '_' &&
        c != '-')
      return false;
  }
  return true;
}

static bool prefix_is_taken(const LodNames *names, LodView prefix)
{
  for (size_t i = 0; i < names->used_count; i++)
    if (lod_view_equal(lod_view(names->used[i].prefix), prefix))
      return true;
  if (lod_prefix_namespace(prefix))
    return true;
  for (size_t i = 0; i < names->own_count; i++)
    if (lod_view_equal(lod_view(names->own[i].prefix), prefix))
      return true;
  return false;
}

/* A prefix made from the last word of the namespace: "payment" of
   http://reference.data.gov.uk/def/payment#; numbered when it is taken. */
static LodStatus invent_prefix(LodNames *names, LodView iri, LodBuffer *out)
{
  LodView rest = {iri.data, iri.size - 1};
  size_t end = rest.size;
  while (end > 0 && !is_plain_name((LodView){rest.data + end - 1, 1}))
    end--;
  size_t start = end;
  while (start > 0 && lod_ascii_is_alpha(rest.data[start - 1]))
    start--;
  LodView word = {rest.data + start, end - start};
  if (!is_plain_name(word) || word.size > 24)
    word = LOD_VIEW("ns");
  for (unsigned n = 1;; n++) {
    out->size = 0;
    LodStatus status = lod_buffer_append_view(out, word);
    if (!status && n > 1)
      status = lod_buffer_append_uint(out, n);
    if (status || !prefix_is_taken(names, lod_buffer_view(out)))
      return status;
  }
}

/* The prefix that the mapping or the CSVW context has for a namespace; of two
   the longer one, which is the clearer (dcterms, not dc).  What a mapping takes
   for a prefix may be none in Turtle. */
static const char *known_prefix(const LodNames *names, LodView iri)
{
  for (size_t i = 0; i < names->own_count; i++)
    if (lod_view_equal(lod_view(names->own[i].iri), iri) &&
        is_plain_name(lod_view(names->own[i].prefix)))
      return names->own[i].prefix;
  const char *prefix, *known, *best = NULL;
  for (size_t i = 0; lod_prefix_at(i, &prefix, &known); i++)
    if (lod_view_equal(lod_view(known), iri) &&
        (!best || strlen(prefix) > strlen(best)))
      best = prefix;
  return best;
}

static LodStatus add_name(LodNames *names, LodView prefix, LodView iri,
                          const char **result)
{
  if (names->used_count == names->used_capacity) {
    size_t capacity = names->used_capacity ? 2 * names->used_capacity : 16;
    Name *grown = lod_reallocarray(names->used, capacity, sizeof *grown);
    if (!grown)
      return LOD_ERR_NO_MEMORY;
    names->used = grown;
    names->used_capacity = capacity;
  }
  Name *name = &names->used[names->used_count];
  name->prefix = lod_arena_view_strdup(names->arena, prefix);
  name->iri = lod_arena_view_strdup(names->arena, iri);
  if (!name->prefix || !name->iri)
    return LOD_ERR_NO_MEMORY;
  names->used_count++;
  *result = name->prefix;
  return LOD_SUCCESS;
}

static LodStatus prefix_for(LodNames *names, LodView iri, const char **prefix)
{
  for (size_t i = 0; i < names->used_count; i++)
    if (lod_view_equal(lod_view(names->used[i].iri), iri)) {
      *prefix = names->used[i].prefix;
      return LOD_SUCCESS;
    }
  const char *known = known_prefix(names, iri);
  if (known)
    return add_name(names, lod_view(known), iri, prefix);
  LodBuffer invented = {0};
  LodStatus status = invent_prefix(names, iri, &invented);
  if (!status)
    status = add_name(names, lod_buffer_view(&invented), iri, prefix);
  lod_buffer_free(&invented);
  return status;
}

static LodStatus write_full(const LodNames *names, LodView iri, LodBuffer *out)
{
  size_t skip = lod_names_base_length(names, iri);
  return lod_append_iri(out, (LodView){iri.data + skip, iri.size - skip});
}

LodStatus lod_names_write(LodNames *names, LodView iri, bool predicate,
                          LodBuffer *out)
{
  if (!lod_syntax_is_turtle(names->syntax))
    return write_full(names, iri, out);
  if (predicate && lod_view_equal(iri, LOD_VIEW(LOD_RDF "type")))
    return lod_buffer_append_char(out, 'a');
  size_t split = namespace_size(iri);
  LodView local = {iri.data + split, iri.size - split};
  if (split < 2 || !is_plain_name(local) || lod_names_base_length(names, iri))
    return write_full(names, iri, out);
  const char *prefix;
  LodStatus status = prefix_for(names, (LodView){iri.data, split}, &prefix);
  if (!status)
    status = lod_buffer_append_text(out, prefix);
  if (!status)
    status = lod_buffer_append_char(out, ':');
  if (!status)
    status = lod_buffer_append_view(out, local);
  return status;
}

/* A rest is safe when its first segment, up to a '/', has no colon and is not
   empty, so that it reads neither as a scheme nor as an authority. */
size_t lod_names_base_length(const LodNames *names, LodView iri)
{
  LodView base = names->base;
  if (!lod_syntax_is_turtle(names->syntax) || base.size == 0 ||
      base.data[base.size - 1] != '/' || iri.size <= base.size ||
      memcmp(iri.data, base.data, base.size) != 0)
    return 0;
  LodView rest = {iri.data + base.size, iri.size - base.size};
  const char *slash = memchr(rest.data, '/', rest.size);
  if (!slash || has_dot_segments(rest) ||
      !is_plain_name((LodView){rest.data, (size_t)(slash - rest.data)}))
    return 0;
  return base.size;
}

LodStatus lod_names_header(const LodNames *names, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  if (!lod_syntax_is_turtle(names->syntax))
    return status;
  if (names->base.size && names->base.data[names->base.size - 1] == '/')
    status = lod_buffer_printf(out, "@base <%s> .\n", names->base.data);
  for (size_t i = 0; i < names->used_count && !status; i++)
    status = lod_buffer_printf(out, "@prefix %s: <%s> .\n",
                               names->used[i].prefix, names->used[i].iri);
  return status;
}

bool lod_names_at(const LodNames *names, size_t index, const char **prefix,
                  const char **iri)
{
  if (index >= names->used_count)
    return false;
  *prefix = names->used[index].prefix;
  *iri = names->used[index].iri;
  return true;
}
