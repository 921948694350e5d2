/* What goes wrong with a request, in words. */
#include "base/message.h"
#include "source/http_internal.h"

#include <inttypes.h>

LodStatus lod_http_fault_status(LodHttpFault fault)
{
  switch (fault) {
  case LOD_HTTP_FINE:
    return LOD_SUCCESS;
  case LOD_HTTP_MEMORY:
    return LOD_ERR_NO_MEMORY;
  case LOD_HTTP_FAILED:
  case LOD_HTTP_STALLED:
  case LOD_HTTP_LENGTH:
    return LOD_ERR_NETWORK;
  default:
    return LOD_ERR_INPUT;
  }
}

static long answer_of(const LodTransfer *t)
{
  long code = 0;
  curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &code);
  return code;
}

/* RFC 9110, 15.5 and 15.6: the request, or the server, is at fault. */
LodStatus lod_transfer_status(const LodTransfer *transfer)
{
  /* what came before the fault can be read */
  if (transfer->fault && transfer->at == transfer->body.size)
    return lod_http_fault_status(transfer->fault);
  if (lod_transfer_is_good(transfer))
    return LOD_SUCCESS;
  return answer_of(transfer) >= 500 ? LOD_ERR_NETWORK : LOD_ERR_INPUT;
}

/* What the answer means, where users meet it. */
static const char *meaning(long answer)
{
  static const struct {
    long answer;
    const char *meaning;
  } rows[] = {{401, N_("it wants a password")},
              {403, N_("it refuses access")},
              {404, N_("there is no such document")},
              {407, N_("the proxy wants a password")},
              {410, N_("the document is gone")},
              {429, N_("it is asked too often")},
              {500, N_("it has failed")},
              {502, N_("a server behind it has failed")},
              {503, N_("it is out of service for now")},
              {504, N_("a server behind it does not answer")}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i)
    if (rows[i].answer == answer)
      return _(rows[i].meaning);
  return NULL;
}

/* What libcurl says of the common cases is for programmers. */
static const char *reason(const LodTransfer *t)
{
  static const struct {
    CURLcode code;
    const char *reason;
  } rows[] = {
      {CURLE_COULDNT_RESOLVE_HOST, N_("there is no host of this name")},
      {CURLE_COULDNT_RESOLVE_PROXY, N_("there is no proxy of this name")},
      {CURLE_COULDNT_CONNECT, N_("nobody answers there")},
      {CURLE_OPERATION_TIMEDOUT, N_("nobody answers there in time")},
      {CURLE_GOT_NOTHING, N_("the server hangs up without an answer")},
      {CURLE_PARTIAL_FILE, N_("the connection broke before the end")},
      {CURLE_RECV_ERROR, N_("the connection broke")},
      {CURLE_SEND_ERROR, N_("the connection broke")},
      {CURLE_PEER_FAILED_VERIFICATION,
       N_("the server cannot prove who it is (its certificate is not "
          "trusted)")},
      {CURLE_WEIRD_SERVER_REPLY,
       N_("the server answers with a header that is none of HTTP")},
      {CURLE_BAD_CONTENT_ENCODING,
       N_("it comes in a Content-Encoding that cannot be decoded")}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i)
    if (rows[i].code == t->code)
      return _(rows[i].reason);
  return *t->error ? t->error : curl_easy_strerror(t->code);
}

static void tell_answer(const LodTransfer *t, LodSeverity severity, LodLog *log)
{
  const LodPlace place = {.file = t->name};
  const long answer = answer_of(t);
  const char *words = meaning(answer);
  if (words)
    lod_log_add(log, severity, "http-status", &place,
                "the server answers %ld: %s", answer, words);
  else
    lod_log_add(log, severity, "http-status", &place, "the server answers %ld",
                answer);
}

static void tell_limit(const LodTransfer *t, LodSeverity severity, LodLog *log)
{
  const LodPlace place = {.file = t->name};
  const LodHttpOptions *most = &t->http->options;
  if (t->fault == LOD_HTTP_REDIRECTS)
    lod_log_add(log, severity, "http-limit", &place,
                "more than %u redirects, the last one to <%s>; "
                "--max-redirects sets how many are followed",
                most->redirects, t->url.data);
  else if (t->fault == LOD_HTTP_SIZE)
    lod_log_add(log, severity, "http-limit", &place,
                "more than %" PRIu64 " bytes come; --max-download sets how "
                "many are taken",
                most->most_bytes);
  else if (t->fault == LOD_HTTP_HEADER)
    lod_log_add(log, severity, "http-limit", &place,
                "the header of the answer has more than %" PRIu64
                " bytes; --max-header sets how many are taken",
                most->most_header);
  else
    lod_log_add(log, severity, "http-limit", &place,
                "what comes compressed grows more than %u times; if you "
                "trust it, raise --max-growth",
                most->most_growth);
}

/* A password on the command line is not told on. */
static void tell_refusal(const LodTransfer *t, LodSeverity severity,
                         LodLog *log)
{
  const LodPlace place = {.file = t->name};
  if (t->fault == LOD_HTTP_USER)
    lod_log_add(log, severity, "not-fetched", NULL,
                "a URL with a user name or password in it is not fetched");
  else if (t->fault == LOD_HTTP_BAD_URL)
    lod_log_add(log, severity, "not-fetched", &place,
                "this, or what it redirects to, is no URL");
  else if (t->fault == LOD_HTTP_SCHEME)
    lod_log_add(log, severity, "not-fetched", &place,
                "<%s> is not fetched: only http and https are", t->url.data);
  else
    lod_log_add(log, severity, "not-fetched", &place,
                "<%s> is on a host that the command line does not name; "
                "--allow-network lets it be fetched",
                t->url.data);
}

void lod_transfer_tell(const LodTransfer *transfer, LodSeverity severity,
                       LodLog *log)
{
  const LodPlace place = {.file = transfer->name};
  switch (transfer->fault) {
  case LOD_HTTP_FINE:
    tell_answer(transfer, severity, log);
    break;
  case LOD_HTTP_FAILED:
    lod_log_add(log, severity, "network", &place, "cannot be fetched: %s",
                reason(transfer));
    break;
  case LOD_HTTP_STALLED:
    lod_log_add(log, severity, "network", &place,
                "nothing has come for %u seconds; --timeout sets how long to "
                "wait",
                transfer->http->options.timeout);
    break;
  case LOD_HTTP_LENGTH:
    lod_log_add(log, severity, "network", &place,
                "cannot be fetched: its Content-Length is malformed, or says "
                "several lengths");
    break;
  case LOD_HTTP_MEMORY: /* told where it ends */
    break;
  case LOD_HTTP_REDIRECTS:
  case LOD_HTTP_SIZE:
  case LOD_HTTP_GROWTH:
  case LOD_HTTP_HEADER:
    tell_limit(transfer, severity, log);
    break;
  default:
    tell_refusal(transfer, severity, log);
  }
}
