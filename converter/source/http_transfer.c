#include "base/ascii.h"
#include "source/http_headers.h"
#include "source/http_internal.h"

#include <inttypes.h>
#include <time.h>

/* When this much waits to be read, the server has to wait. */
#define MOST_WAITING ((size_t)256 << 10)
#define MOST_PEEKED  ((size_t)64 << 10)
/* Of an answer that is none, to keep the connection; then it is cut. */
#define MOST_DROPPED ((size_t)64 << 10)
/* Small answers may grow as they like. */
#define FREE_GROWTH ((uint64_t)16 << 20)
#define POLL_MS     500

static long answer_of(const LodTransfer *t)
{
  long code = 0;
  curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &code);
  return code;
}

/* 203: a proxy has changed it, which is the user's to know. */
bool lod_transfer_is_good(const LodTransfer *t)
{
  const long code = answer_of(t);
  return code == 200 || code == 203;
}

static size_t waiting(const LodTransfer *t)
{
  return t->body.size - t->at;
}

/* Has the compressed answer grown beyond all reason? */
static bool is_bomb(const LodTransfer *t)
{
  curl_off_t came = 0;
  const unsigned most = t->http->options.most_growth;
  if (!most || t->taken <= FREE_GROWTH)
    return false;
  curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &came);
  return (uint64_t)came < t->taken / most;
}

static void fail(LodTransfer *t, CURLcode code)
{
  t->code = code;
  t->fault = code == CURLE_OUT_OF_MEMORY ? LOD_HTTP_MEMORY : LOD_HTTP_FAILED;
}

/* Content-Encoding = #content-coding (RFC 9110, 8.4); of those that were asked
   for one. */
static void find_coding(LodTransfer *t)
{
  static const char *const known[] = {"gzip", "x-gzip", "deflate"};
  const char *const name = lod_transfer_header(t, "Content-Encoding", 0);
  const LodView coding = lod_ascii_trim(lod_view(name ? name : ""));
  if (!coding.size || lod_ascii_equal_nocase(coding, LOD_VIEW("identity")))
    return;
  for (size_t i = 0; i < sizeof known / sizeof *known && !t->coding; ++i)
    if (lod_ascii_equal_nocase(coding, lod_view(known[i])) &&
        lod_inflate_new(&t->coding))
      fail(t, CURLE_OUT_OF_MEMORY);
  if (lod_transfer_header(t, "Content-Encoding", 1) ||
      (!t->coding && !t->fault))
    fail(t, CURLE_BAD_CONTENT_ENCODING);
}

static void check_limits(LodTransfer *t)
{
  if (t->taken > t->http->options.most_bytes)
    t->fault = LOD_HTTP_SIZE;
  else if (is_bomb(t))
    t->fault = LOD_HTTP_GROWTH;
}

static void take_coded(LodTransfer *t, const char *data, size_t size)
{
  bool more = true;
  lod_inflate_give(t->coding, data, size);
  while (more && !t->fault) {
    const size_t before = t->body.size;
    const LodStatus status = lod_inflate_take(t->coding, &t->body, &more);
    t->taken += t->body.size - before;
    if (status)
      fail(t, status == LOD_ERR_NO_MEMORY ? CURLE_OUT_OF_MEMORY
                                          : CURLE_BAD_CONTENT_ENCODING);
    else
      check_limits(t);
  }
}

static void take_plain(LodTransfer *t, const char *data, size_t size)
{
  t->taken += size;
  check_limits(t);
  if (!t->fault && lod_buffer_append(&t->body, data, size))
    t->fault = LOD_HTTP_MEMORY;
}

size_t lod_transfer_take(char *data, size_t one, size_t count, void *user)
{
  LodTransfer *const t = user;
  const size_t size = one * count;
  if (!lod_transfer_is_good(t)) {
    t->dropped += size;
    return t->dropped > MOST_DROPPED ? CURL_WRITEFUNC_ERROR : size;
  }
  if (waiting(t) >= MOST_WAITING) {
    t->paused = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  if (!t->begun)
    find_coding(t);
  t->begun = true;
  if (t->coding && !t->fault)
    take_coded(t, data, size);
  else if (!t->fault)
    take_plain(t, data, size);
  return t->fault ? CURL_WRITEFUNC_ERROR : size;
}

size_t lod_transfer_take_header(char *data, size_t one, size_t count,
                                void *user)
{
  LodTransfer *const t = user;
  const size_t size = one * count;
  (void)data;
  t->header += size;
  if (t->header > t->http->options.most_header)
    t->fault = LOD_HTTP_HEADER;
  return t->fault ? 0 : size;
}

/* RFC 9112, 6.3, 3 and 5: Transfer-Encoding overrides the length; else an
   answer whose length is malformed, or said in several ways, is discarded, and
   the connection closed.  (libcurl takes the last one.) */
LodStatus lod_transfer_check_length(LodTransfer *t)
{
  const char *value;
  LodLength length = {0};
  bool good = true;
  if (lod_transfer_header(t, "Transfer-Encoding", 0))
    return LOD_SUCCESS;
  for (size_t i = 0;
       good && (value = lod_transfer_header(t, "Content-Length", i)); i++)
    good = lod_http_take_length(value, &length);
  if (good)
    return LOD_SUCCESS;
  t->fault = LOD_HTTP_LENGTH;
  t->body.size = t->at = 0;
  return lod_http_fault_status(t->fault);
}

/* What is behind the header of an answer that is none does not matter. */
static void finish(LodTransfer *t, CURLcode code)
{
  t->done = true;
  if (t->fault || (t->dropped && code == CURLE_WRITE_ERROR))
    return;
  if (code)
    fail(t, code);
  else if (t->coding && !lod_inflate_is_whole(t->coding))
    fail(t, CURLE_PARTIAL_FILE);
}

static void step(LodTransfer *t)
{
  int running, left;
  CURLMsg *message;
  CURLcode code = CURLE_OK;
  if (t->paused) {
    t->paused = false;
    code = curl_easy_pause(t->easy, CURLPAUSE_CONT);
  }
  if (!code && curl_multi_perform(t->multi, &running))
    code = CURLE_OUT_OF_MEMORY;
  if (code)
    finish(t, code);
  while ((message = curl_multi_info_read(t->multi, &left)))
    if (message->msg == CURLMSG_DONE)
      finish(t, message->data.result);
}

static time_t now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec;
}

/* Wait for the server, but not for ever. */
static void wait(LodTransfer *t, time_t since)
{
  const unsigned timeout = t->http->options.timeout;
  if (curl_multi_poll(t->multi, NULL, 0, POLL_MS, NULL))
    t->fault = LOD_HTTP_MEMORY;
  else if (timeout && now() - since > (time_t)timeout)
    t->fault = LOD_HTTP_STALLED;
}

static void drop_read(LodTransfer *t)
{
  memmove(t->body.data, t->body.data + t->at, waiting(t));
  t->body.size -= t->at;
  t->at = 0;
}

LodStatus lod_transfer_pump(LodTransfer *t, size_t wanted)
{
  time_t since = now();
  if (t->at)
    drop_read(t);
  while (!t->done && !t->fault && waiting(t) < wanted) {
    const size_t before = waiting(t) + t->dropped;
    step(t);
    if (waiting(t) + t->dropped != before)
      since = now();
    else if (!t->done && !t->fault)
      wait(t, since);
  }
  return waiting(t) ? LOD_SUCCESS : lod_http_fault_status(t->fault);
}

LodStatus lod_transfer_read(LodTransfer *transfer, LodLog *log, char *data,
                            size_t capacity, size_t *size)
{
  *size = 0;
  LodStatus status = LOD_SUCCESS;
  if (!waiting(transfer))
    status = lod_transfer_pump(transfer, 1);
  if (status) {
    lod_transfer_tell(transfer, LOD_ERROR, log);
    return status;
  }
  *size = waiting(transfer) < capacity ? waiting(transfer) : capacity;
  if (*size)
    memcpy(data, transfer->body.data + transfer->at, *size);
  transfer->at += *size;
  return LOD_SUCCESS;
}

LodStatus lod_transfer_peek(LodTransfer *transfer, LodLog *log, size_t wanted,
                            LodView *bytes)
{
  if (wanted > MOST_PEEKED)
    wanted = MOST_PEEKED;
  const LodStatus status = lod_transfer_pump(transfer, wanted);
  if (status)
    lod_transfer_tell(transfer, LOD_ERROR, log);
  *bytes = (LodView){transfer->body.data + transfer->at, waiting(transfer)};
  if (bytes->size > wanted)
    bytes->size = wanted;
  return status;
}

LodStatus lod_transfer_read_all(LodTransfer *transfer, LodLog *log,
                                LodSeverity severity, LodBuffer *out)
{
  const uint64_t limit = transfer->http->options.most_document;
  const size_t before = out->size;
  size_t got = 1;
  LodStatus status = LOD_SUCCESS;
  while (!status && got) {
    status = lod_buffer_reserve(out, MOST_PEEKED);
    if (!status)
      status = lod_transfer_read(transfer, log, out->data + out->size,
                                 MOST_PEEKED, &got);
    out->size += status ? 0 : got;
    if (!status && out->size - before > limit) {
      lod_log_add(log, severity, "file-too-large",
                  &(LodPlace){.file = transfer->name},
                  "it has more than %" PRIu64
                  " bytes; --max-metadata sets how many are read",
                  limit);
      status = LOD_ERR_INPUT;
    }
  }
  return status;
}

const char *lod_transfer_name(const LodTransfer *transfer)
{
  return transfer->name;
}

const char *lod_transfer_url(const LodTransfer *transfer)
{
  return transfer->url.data;
}

const char *lod_transfer_header(const LodTransfer *transfer, const char *name,
                                size_t index)
{
  struct curl_header *found;
  return curl_easy_header(transfer->easy, name, index, CURLH_HEADER, -1, &found)
             ? NULL
             : found->value;
}

uint64_t lod_transfer_size(const LodTransfer *transfer)
{
  curl_off_t size = 0;
  if (lod_transfer_header(transfer, "Content-Encoding", 0) ||
      curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
                        &size) ||
      size < 0)
    return 0;
  return (uint64_t)size;
}
