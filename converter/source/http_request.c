#include "base/ascii.h"
#include "base/memory.h"
#include "config.h"
#include "source/http_internal.h"

#include <pthread.h>
#include <stdlib.h>

/* Anything may be in a Location: it is encoded, and judged afterwards. */
#define URL_FLAGS                                                              \
  (CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_NON_SUPPORT_SCHEME)

/* libcurl asks for this once a process. */
static void start_library(void)
{
  (void)curl_global_init(CURL_GLOBAL_DEFAULT);
}

void lod_http_disconnect(LodHttp *http)
{
  curl_multi_cleanup(http->idle);
  http->idle = NULL;
}

static LodStatus append_part(CURLU *url, CURLUPart part, LodBuffer *out)
{
  char *text = NULL;
  const CURLUcode code = curl_url_get(url, part, &text, CURLU_DEFAULT_PORT);
  LodStatus status =
      code == CURLUE_OUT_OF_MEMORY ? LOD_ERR_NO_MEMORY : LOD_SUCCESS;
  for (const char *at = text; at && *at && !status; ++at)
    status = lod_buffer_append_char(out, lod_ascii_lower(*at));
  curl_free(text);
  return status;
}

/* RFC 6454, 4: scheme, host and port. */
static LodStatus append_origin(CURLU *url, LodBuffer *out)
{
  LodStatus status = append_part(url, CURLUPART_SCHEME, out);
  if (!status)
    status = lod_buffer_append_text(out, "://");
  if (!status)
    status = append_part(url, CURLUPART_HOST, out);
  if (!status)
    status = lod_buffer_append_char(out, ':');
  return status ? status : append_part(url, CURLUPART_PORT, out);
}

static LodStatus allow_origin(LodHttp *http, const char *url)
{
  LodBuffer origin = {0};
  CURLU *parsed = curl_url();
  LodStatus status = parsed ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status && !curl_url_set(parsed, CURLUPART_URL, url, URL_FLAGS)) {
    status = append_origin(parsed, &origin);
    if (!status)
      status = lod_map_set(http->origins, lod_buffer_view(&origin), http);
  }
  curl_url_cleanup(parsed);
  lod_buffer_free(&origin);
  return status;
}

/* Take the origins of what was named since the last request. */
static LodStatus settle_origins(LodHttp *http)
{
  LodStatus status = LOD_SUCCESS;
  LodBuffer url = {0};
  while (http->settled < lod_map_size(http->named) && !status) {
    LodView named = lod_map_key_at(http->named, http->settled);
    url.size = 0;
    status = lod_buffer_append(&url, named.data, named.size);
    if (!status)
      status = lod_buffer_terminate(&url);
    if (!status)
      status = allow_origin(http, url.data);
    if (!status)
      http->settled++;
  }
  lod_buffer_free(&url);
  return status;
}

/* The same host by https, where http was named: servers send one on to it. */
static bool is_upgrade(const LodHttp *http, LodView origin)
{
  LodBuffer plain = {0};
  const size_t start = sizeof "https://" - 1, end = sizeof ":443" - 1;
  bool known = false;
  if (origin.size > start + end && !memcmp(origin.data, "https://", start) &&
      !memcmp(origin.data + origin.size - end, ":443", end) &&
      !lod_buffer_printf(&plain, "http://%.*s:80",
                         (int)(origin.size - start - end), origin.data + start))
    known = lod_map_get(http->origins, lod_buffer_view(&plain)) != NULL;
  lod_buffer_free(&plain);
  return known;
}

static LodStatus check_host(const LodTransfer *t, LodHttpFault *fault)
{
  LodBuffer origin = {0};
  LodStatus status = append_origin(t->target, &origin);
  LodView view = lod_buffer_view(&origin);
  if (!status && !t->http->options.any_host &&
      !lod_map_get(t->http->origins, view) && !is_upgrade(t->http, view))
    *fault = LOD_HTTP_HOST;
  lod_buffer_free(&origin);
  return status;
}

static bool has_part(CURLU *url, CURLUPart part)
{
  char *text = NULL;
  const bool has = !curl_url_get(url, part, &text, 0);
  curl_free(text);
  return has;
}

/* Is what the target names to be fetched at all? */
static LodStatus check_target(LodTransfer *t)
{
  LodStatus status = LOD_SUCCESS;
  if (!lod_http_is_url(t->url.data))
    t->fault = LOD_HTTP_SCHEME;
  else if (has_part(t->target, CURLUPART_USER) ||
           has_part(t->target, CURLUPART_PASSWORD))
    t->fault = LOD_HTTP_USER;
  else
    status = check_host(t, &t->fault);
  return status ? status : lod_http_fault_status(t->fault);
}

static LodStatus keep_url(LodTransfer *t, const char *url)
{
  t->url.size = 0;
  LodStatus status = lod_buffer_append(&t->url, url, strcspn(url, "#"));
  return status ? status : lod_buffer_terminate(&t->url);
}

/* Parse URL, which may be relative to what was asked for before. */
static LodStatus set_target(LodTransfer *t, const char *url)
{
  const CURLUcode code = curl_url_set(t->target, CURLUPART_URL, url, URL_FLAGS);
  if (code == CURLUE_OUT_OF_MEMORY)
    return LOD_ERR_NO_MEMORY;
  if (code)
    t->fault = LOD_HTTP_BAD_URL;
  return lod_http_fault_status(t->fault);
}

static CURLM *take_multi(LodHttp *http)
{
  CURLM *multi = http->idle ? http->idle : curl_multi_init();
  http->idle = NULL;
  return multi;
}

static LodTransfer *make(LodHttp *http, const char *url)
{
  LodTransfer *t = lod_calloc(1, sizeof *t);
  if (!t)
    return NULL;
  t->http = http;
  t->name = lod_strdup(url);
  t->target = curl_url();
  t->easy = curl_easy_init();
  t->multi = take_multi(http);
  if (t->name && t->target && t->easy && t->multi && !keep_url(t, url))
    return t;
  lod_transfer_free(t);
  return NULL;
}

/* RFC 9110, 12.5.1. */
static LodStatus add_field(LodTransfer *t, const char *name, const char *value)
{
  LodBuffer text = {0};
  struct curl_slist *grown = NULL;
  LodStatus status = lod_buffer_printf(&text, "%s: %s", name, value);
  if (!status)
    status = lod_buffer_terminate(&text);
  if (!status)
    grown = curl_slist_append(t->fields, text.data);
  lod_buffer_free(&text);
  if (!grown)
    return LOD_ERR_NO_MEMORY;
  t->fields = grown;
  return LOD_SUCCESS;
}

/* What never changes is libcurl's default, but is said where safety hangs on
   it.  Proxies come from the environment, as libcurl reads it. */
static LodStatus set_options(LodTransfer *t)
{
  CURL *e = t->easy;
  const char *bundle = getenv("SSL_CERT_FILE");
  const unsigned timeout = t->http->options.timeout;
  bool bad =
      curl_easy_setopt(e, CURLOPT_CURLU, t->target) ||
      curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https") ||
      curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) ||
      curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 1L) ||
      curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 2L) ||
      (bundle && *bundle && curl_easy_setopt(e, CURLOPT_CAINFO, bundle)) ||
      curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) ||
      curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)timeout) ||
      curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->fields) ||
      curl_easy_setopt(e, CURLOPT_USERAGENT, "lodstone/" PACKAGE_VERSION) ||
      curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "gzip, deflate") ||
      curl_easy_setopt(e, CURLOPT_HTTP_CONTENT_DECODING, 0L) ||
      curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->error) ||
      curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, lod_transfer_take) ||
      curl_easy_setopt(e, CURLOPT_WRITEDATA, t) ||
      curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, lod_transfer_take_header) ||
      curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
  return bad ? LOD_ERR_NO_MEMORY : LOD_SUCCESS;
}

/* Ask, until the answer begins. */
static LodStatus request(LodTransfer *t)
{
  if (t->added)
    curl_multi_remove_handle(t->multi, t->easy);
  t->added = !curl_multi_add_handle(t->multi, t->easy);
  t->done = false;
  t->dropped = 0;
  t->header = 0;
  const LodStatus status =
      t->added ? lod_transfer_pump(t, 1) : LOD_ERR_NO_MEMORY;
  return status ? status : lod_transfer_check_length(t);
}

static const char *redirection(const LodTransfer *t)
{
  long code = 0;
  curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &code);
  bool leads_on =
      code == 301 || code == 302 || code == 303 || code == 307 || code == 308;
  return leads_on ? lod_transfer_header(t, "Location", 0) : NULL;
}

/* RFC 9110, 10.2.2: relative to what was asked for. */
static LodStatus follow(LodTransfer *t, const char *location)
{
  char *whole = NULL;
  LodStatus status = set_target(t, location);
  if (status)
    return status;
  if (curl_url_get(t->target, CURLUPART_URL, &whole, 0))
    return LOD_ERR_NO_MEMORY;
  status = keep_url(t, whole);
  curl_free(whole);
  return status;
}

static LodStatus ask(LodTransfer *t, const char *accept)
{
  LodStatus status = set_target(t, t->name);
  if (!status)
    status = add_field(t, "Accept", accept);
  if (!status)
    status = set_options(t);
  for (unsigned hops = 0; !status; ++hops) {
    status = check_target(t);
    if (!status)
      status = request(t);
    const char *location = status ? NULL : redirection(t);
    if (!location)
      break;
    status = follow(t, location);
    if (!status && hops == t->http->options.redirects) {
      t->fault = LOD_HTTP_REDIRECTS;
      status = LOD_ERR_INPUT;
    }
  }
  return status;
}

LodStatus lod_http_open(LodHttp *http, const char *url, const char *accept,
                        LodTransfer **transfer)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, start_library);
  LodStatus status = settle_origins(http);
  *transfer = status ? NULL : make(http, url);
  if (!*transfer)
    return LOD_ERR_NO_MEMORY;
  status = ask(*transfer, accept);
  if (status == LOD_ERR_NO_MEMORY) {
    lod_transfer_free(*transfer);
    *transfer = NULL;
  }
  return status;
}

void lod_transfer_free(LodTransfer *transfer)
{
  if (!transfer)
    return;
  if (transfer->added)
    curl_multi_remove_handle(transfer->multi, transfer->easy);
  curl_easy_cleanup(transfer->easy);
  if (transfer->http->idle || transfer->fault == LOD_HTTP_LENGTH)
    curl_multi_cleanup(transfer->multi); /* and its connections */
  else
    transfer->http->idle = transfer->multi;
  curl_url_cleanup(transfer->target);
  curl_slist_free_all(transfer->fields);
  lod_inflate_free(transfer->coding);
  lod_buffer_free(&transfer->body);
  lod_buffer_free(&transfer->url);
  lod_free(transfer->name);
  lod_free(transfer);
}
