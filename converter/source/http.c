#include "base/ascii.h"
#include "base/memory.h"
#include "source/http_internal.h"

static bool starts_with(const char *text, const char *start)
{
  LodView wanted = lod_view(start);
  LodView found = {text, strnlen(text, wanted.size)};
  return lod_ascii_equal_nocase(found, wanted);
}

bool lod_http_is_url(const char *text)
{
  return starts_with(text, "http://") || starts_with(text, "https://");
}

LodStatus lod_http_new(const LodHttpOptions *options, LodHttp **http)
{
  *http = lod_calloc(1, sizeof **http);
  if (!*http)
    return LOD_ERR_NO_MEMORY;
  (*http)->options = *options;
  (*http)->named = lod_map_new();
  (*http)->origins = lod_map_new();
  if ((*http)->named && (*http)->origins)
    return LOD_SUCCESS;
  lod_http_free(*http);
  *http = NULL;
  return LOD_ERR_NO_MEMORY;
}

void lod_http_free(LodHttp *http)
{
  if (!http)
    return;
  if (http->idle)
    lod_http_disconnect(http);
  lod_map_free(http->named);
  lod_map_free(http->origins);
  lod_free(http);
}

LodStatus lod_http_allow(LodHttp *http, const char *url)
{
  if (!lod_http_is_url(url))
    return LOD_SUCCESS;
  return lod_map_set(http->named, lod_view(url), http);
}
