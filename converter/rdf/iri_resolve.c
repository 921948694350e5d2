#include "rdf/iri.h"

/* Take COUNT bytes from the front of *rest. */
static LodView take(LodView *rest, size_t count)
{
  LodView part = {rest->data, count};
  rest->data += count;
  rest->size -= count;
  return part;
}

/* The size of the first segment, its leading slash included. */
static size_t segment_size(LodView path)
{
  size_t size = 1;
  while (size < path.size && path.data[size] != '/')
    size++;
  return size;
}

static bool starts_with(LodView text, LodView prefix)
{
  return text.size >= prefix.size &&
         !memcmp(text.data, prefix.data, prefix.size);
}

/* Drop the last segment and its slash of what stands in OUT from START. */
static void drop_segment(LodBuffer *out, size_t start)
{
  while (out->size > start && out->data[--out->size] != '/')
    ;
}

/* RFC 3986, 5.2.4, steps A to E. */
static LodStatus append_without_dots(LodView in, LodBuffer *out)
{
  size_t start = out->size;
  LodStatus status = LOD_SUCCESS;
  while (in.size && !status) {
    if (starts_with(in, LOD_VIEW("../"))) {
      take(&in, 3);
    } else if (starts_with(in, LOD_VIEW("./")) ||
               starts_with(in, LOD_VIEW("/./"))) {
      take(&in, 2);
    } else if (lod_view_equal(in, LOD_VIEW("/."))) {
      in.size = 1;
    } else if (starts_with(in, LOD_VIEW("/../"))) {
      take(&in, 3);
      drop_segment(out, start);
    } else if (lod_view_equal(in, LOD_VIEW("/.."))) {
      in.size = 1;
      drop_segment(out, start);
    } else if (lod_view_equal(in, LOD_VIEW(".")) ||
               lod_view_equal(in, LOD_VIEW(".."))) {
      in.size = 0;
    } else {
      status = lod_buffer_append_view(out, take(&in, segment_size(in)));
    }
  }
  return status;
}

/* RFC 3986, 5.2.3: the base's path up to its last slash, then REFERENCE. */
static LodStatus append_merged(const LodIriParts *base, LodView reference,
                               LodBuffer *out)
{
  LodBuffer merged = {0};
  size_t keep = base->path.size;
  while (keep && base->path.data[keep - 1] != '/')
    keep--;
  LodStatus status;
  if (base->has_authority && !base->path.size)
    status = lod_buffer_append_char(&merged, '/');
  else
    status = lod_buffer_append(&merged, base->path.data, keep);
  if (!status)
    status = lod_buffer_append_view(&merged, reference);
  if (!status)
    status = append_without_dots(lod_buffer_view(&merged), out);
  lod_buffer_free(&merged);
  return status;
}

static LodStatus append_part(bool present, const char *before, LodView part,
                             const char *after, LodBuffer *out)
{
  if (!present)
    return LOD_SUCCESS;
  LodStatus status = lod_buffer_append_text(out, before);
  if (!status)
    status = lod_buffer_append_view(out, part);
  return status ? status : lod_buffer_append_text(out, after);
}

static LodStatus append_path(const LodIriParts *base, const LodIriParts *r,
                             LodBuffer *out)
{
  if (r->has_scheme || r->has_authority ||
      (r->path.size && r->path.data[0] == '/'))
    return append_without_dots(r->path, out);
  if (r->path.size)
    return append_merged(base, r->path, out);
  return lod_buffer_append_view(out, base->path);
}

/* RFC 3986, 5.2.2 (strict) and 5.3. */
LodStatus lod_iri_resolve(LodView base, LodView reference, LodBuffer *out)
{
  LodIriParts b, r;
  lod_iri_split(base, &b);
  lod_iri_split(reference, &r);
  if (!r.has_scheme && !b.has_scheme)
    return LOD_ERR_INPUT;
  const LodIriParts *head = r.has_scheme || r.has_authority ? &r : &b;
  bool same_document = !r.has_scheme && !r.has_authority && !r.path.size;
  bool base_query = same_document && !r.has_query;
  LodStatus status =
      append_part(true, "", r.has_scheme ? r.scheme : b.scheme, ":", out);
  if (!status)
    status = append_part(head->has_authority, "//", head->authority, "", out);
  if (!status)
    status = append_path(&b, &r, out);
  if (!status && base_query)
    status = append_part(b.has_query, "?", b.query, "", out);
  if (!status && !base_query)
    status = append_part(r.has_query, "?", r.query, "", out);
  if (!status)
    status = append_part(r.has_fragment, "#", r.fragment, "", out);
  return status;
}
