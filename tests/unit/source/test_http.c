/* Values of header fields, and what is asked for at all.  What servers answer
   is tested with one (tests/system/http.sh). */
#include "base/memory.h"
#include "source/http.h"
#include "source/http_headers.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* RFC 9110, 8.3.1 and 5.6.4; RFC 4180, 3. */
static const struct {
  const char *value, *type, *charset, *header;
} types[] = {
    {NULL, "", "", ""},
    {"", "", "", ""},
    {"text/csv", "text/csv", "", ""},
    {"Text/CSV ; Charset=ISO-8859-1; header=absent", "text/csv", "ISO-8859-1",
     "absent"},
    {"text/csv;header=\"present\" ;charset=\"utf-8\"", "text/csv", "utf-8",
     "present"},
    {"text/csv; charset=\"utf\\-8\"", "text/csv", "utf-8", ""},
    {"text/tab-separated-values;; charset = utf-16",
     "text/tab-separated-values", "utf-16", ""},
    {"text/csv; x=\"a;charset=latin1\"", "text/csv", "", ""},
    {"text/csv; charset=a; charset=b", "text/csv", "a", ""},
    {"text/csv; charset", "text/csv", "", ""},
    {"text/csv; charset=\"open", "text/csv", "open", ""},
};

START_TEST(media_types)
{
  LodMediaType type;
  lod_http_media_type(types[_i].value, &type);
  ck_assert_str_eq(type.type, types[_i].type);
  ck_assert_str_eq(type.charset, types[_i].charset);
  ck_assert_str_eq(type.header, types[_i].header);
}
END_TEST

START_TEST(values_that_are_too_long)
{
  char value[600];
  LodMediaType type;
  memset(value, 'a', sizeof value);
  memcpy(value, "text/csv;charset=", 17);
  value[sizeof value - 1] = '\0';
  lod_http_media_type(value, &type);
  ck_assert_str_eq(type.charset, "");
  memset(value, 'a', sizeof value - 1);
  lod_http_media_type(value, &type);
  ck_assert_str_eq(type.type, "");
}
END_TEST

/* RFC 8288, 3 and appendix B.2: "target|relations|type|anchor" a link. */
static const struct {
  const char *field, *links;
} fields[] = {
    {"", ""},
    {"<m.json>; rel=\"describedby\"; type=\"application/csvm+json\"",
     "m.json|describedby|application/csvm+json|0 "},
    {"<m.json>;rel=describedby;type=application/csvm+json",
     "m.json|describedby|application/csvm+json|0 "},
    {"<a>; rel=next, <b,;c>; rel=\"prev describedBy\" , <d>",
     "a|next||0 b,;c|prev describedBy||0 d|||0 "},
    {"<a>; title=\"x, <b>; rel=\\\"y\\\"\"; rel=z", "a|z||0 "},
    {"<a>; rel=one; rel=two; type=\"A/B;c=d\"; type=e/f", "a|one|a/b|0 "},
    {"<a>; rel=x; anchor=\"#b\"", "a|x||1 "},
    {",, <a> ;  rel = x ;; , ,", "a|x||0 "},
    {"<a", ""},
    {"no link, <a>", ""},
    {"<a>; rel", "a|||0 "},
    {"<>; rel=self", "|self||0 "},
};

START_TEST(links)
{
  char found[2000] = "";
  LodView rest = lod_view(fields[_i].field);
  LodLink link;
  while (lod_http_next_link(&rest, &link)) {
    size_t used = strlen(found);
    snprintf(found + used, sizeof found - used, "%.*s|%s|%s|%d ",
             (int)link.target.size, link.target.data, link.relations, link.type,
             link.has_anchor);
  }
  ck_assert_str_eq(found, fields[_i].links);
}
END_TEST

START_TEST(relations)
{
  LodLink link = {.relations = "next  describedBy\tx"};
  ck_assert(lod_http_link_is(&link, "describedby"));
  ck_assert(lod_http_link_is(&link, "next"));
  ck_assert(lod_http_link_is(&link, "x"));
  ck_assert(!lod_http_link_is(&link, "described"));
  ck_assert(!lod_http_link_is(&link, "describedbyy"));
}
END_TEST

START_TEST(languages)
{
  static const char *const rows[][2] = {
      {NULL, ""}, {"sv", "sv"}, {" en-GB ", "en-GB"}, {"sv, en", ""}, {"", ""}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i)
    ck_assert(
        lod_view_equal(lod_http_language(rows[i][0]), lod_view(rows[i][1])));
}
END_TEST

/* RFC 9112, 6.3 and RFC 9110, 5.6.1 and 8.6: the values of the fields, with
   "|" between them, and the length that they say; -1: none. */
static const struct {
  const char *fields;
  long long length;
} lengths[] = {
    {"0", 0},
    {"12", 12},
    {" 0012 ", 12},
    {"12|12", 12},
    {"12, 12", 12},
    {",12, ,12,", 12},
    {"12,12|12", 12},
    {"9000000000000000000", 9000000000000000000},
    {"12|13", -1},
    {"12,13", -1},
    {"13|12", -1},
    {"", -1},
    {",", -1},
    {"12|", -1},
    {"-1", -1},
    {"+1", -1},
    {"1 2", -1},
    {"0x12", -1},
    {"12.0", -1},
    {"12a", -1},
    {"12;13", -1},
    {"9300000000000000000", -1},
    {"18446744073709551628", -1}, /* 12 in 64 bits */
    {"99999999999999999999999999999999", -1},
};

START_TEST(content_lengths)
{
  LodLength length = {0};
  char *copy = strdup(lengths[_i].fields);
  bool good = true;
  for (char *at = copy, *value; good && at;) {
    value = strsep(&at, "|");
    good = lod_http_take_length(value, &length);
  }
  ck_assert_int_eq(good, lengths[_i].length >= 0);
  if (good) {
    ck_assert(length.known);
    ck_assert_uint_eq(length.bytes, (uint64_t)lengths[_i].length);
  }
  free(copy);
}
END_TEST

START_TEST(urls)
{
  ck_assert(lod_http_is_url("http://x"));
  ck_assert(lod_http_is_url("HTTPS://x"));
  ck_assert(!lod_http_is_url("http:/x"));
  ck_assert(!lod_http_is_url("file:///x"));
  ck_assert(!lod_http_is_url("httpx://x"));
  ck_assert(!lod_http_is_url(""));
}
END_TEST

/* What is refused before any packet is sent, and what gets as far as the
   network (port 1 of the loopback, where nobody listens). */
static const struct {
  const char *allowed, *url;
  LodStatus status;
  const char *message;
} requests[] = {
    {NULL, "http://127.0.0.1:1/a", LOD_ERR_INPUT,
     "http://127.0.0.1:1/a: <http://127.0.0.1:1/a> is on a host that the "
     "command line does not name; --allow-network lets it be fetched"},
    {"http://127.0.0.1:1/b", "http://127.0.0.1:1/a", LOD_ERR_NETWORK,
     "http://127.0.0.1:1/a: cannot be fetched: nobody answers there"},
    {"http://127.0.0.1:1/b", "http://127.0.0.1:2/a", LOD_ERR_INPUT,
     "http://127.0.0.1:2/a: <http://127.0.0.1:2/a> is on a host that the "
     "command line does not name; --allow-network lets it be fetched"},
    /* an address has many forms (RFC 3986, 7.4) */
    {"http://127.0.0.1:1/b", "http://0x7f.1:1/a", LOD_ERR_NETWORK,
     "http://0x7f.1:1/a: cannot be fetched: nobody answers there"},
    {"https://127.0.0.1:1/", "http://127.0.0.1:1/", LOD_ERR_INPUT,
     "http://127.0.0.1:1/: <http://127.0.0.1:1/> is on a host that the command "
     "line does not name; --allow-network lets it be fetched"},
    {NULL, "file:///etc/passwd", LOD_ERR_INPUT,
     "file:///etc/passwd: <file:///etc/passwd> is not fetched: only http and "
     "https are"},
    {NULL, "ftp://127.0.0.1/x", LOD_ERR_INPUT,
     "ftp://127.0.0.1/x: <ftp://127.0.0.1/x> is not fetched: only http and "
     "https are"},
    {"http://127.0.0.1:1/", "http://me:secret@127.0.0.1:1/", LOD_ERR_INPUT,
     ": a URL with a user name or password in it is not fetched"},
    {"http://127.0.0.1:1/", "http://", LOD_ERR_INPUT,
     "http://: this, or what it redirects to, is no URL"},
    {"http://127.0.0.1:1/", "http://127.0.0.1:99999/", LOD_ERR_INPUT,
     "http://127.0.0.1:99999/: this, or what it redirects to, is no URL"},
};

START_TEST(what_is_asked_for)
{
  static const LodHttpOptions options = {
      .redirects = 1, .timeout = 5, .most_bytes = 10, .most_header = 1000};
  char text[300];
  LodHttp *http;
  LodTransfer *transfer;
  LodLog *log = lod_log_new();
  ck_assert_int_eq(lod_http_new(&options, &http), LOD_SUCCESS);
  if (requests[_i].allowed)
    ck_assert_int_eq(lod_http_allow(http, requests[_i].allowed), LOD_SUCCESS);
  ck_assert_int_eq(lod_http_open(http, requests[_i].url, "*/*", &transfer),
                   requests[_i].status);
  lod_transfer_tell(transfer, LOD_WARNING, log);
  ck_assert_uint_eq(lod_log_size(log), 1);
  const LodMessage *message = lod_log_at(log, 0);
  ck_assert_int_eq(message->severity, LOD_WARNING);
  snprintf(text, sizeof text, "%s: %s",
           message->place.file ? message->place.file : "", message->text);
  ck_assert_str_eq(text, requests[_i].message);
  lod_transfer_free(transfer);
  lod_http_free(http);
  lod_log_free(log);
}
END_TEST

/* No memory, wherever: said as such, nothing is lost.  (What libcurl allocates
   is its own.) */
START_TEST(no_memory)
{
  static const LodHttpOptions options = {
      .redirects = 1, .timeout = 5, .most_bytes = 10, .most_header = 1000};
  LodStatus status = LOD_ERR_NO_MEMORY;
  size_t nth = 0;
  while (status == LOD_ERR_NO_MEMORY) {
    LodHttp *http = NULL;
    LodTransfer *transfer = NULL;
    lod_memory_fail_at(++nth);
    status = lod_http_new(&options, &http);
    if (!status)
      status = lod_http_allow(http, "http://127.0.0.1:1/");
    if (!status)
      status = lod_http_open(http, "https://127.0.0.1:1/", "*/*", &transfer);
    lod_memory_fail_at(0);
    ck_assert_ptr_eq(status == LOD_ERR_NO_MEMORY ? transfer : NULL, NULL);
    lod_transfer_free(transfer);
    lod_http_free(http);
  }
  ck_assert_int_eq(status, LOD_ERR_INPUT);
  ck_assert_uint_gt(nth, 8);
}
END_TEST

#define COUNT(rows) ((int)(sizeof rows / sizeof *rows))

int main(void)
{
  unsetenv("http_proxy");
  unsetenv("all_proxy");
  unsetenv("ALL_PROXY");
  Suite *suite = suite_create("http");
  TCase *tcase = tcase_create("http");
  tcase_add_loop_test(tcase, media_types, 0, COUNT(types));
  tcase_add_test(tcase, values_that_are_too_long);
  tcase_add_loop_test(tcase, links, 0, COUNT(fields));
  tcase_add_test(tcase, relations);
  tcase_add_test(tcase, languages);
  tcase_add_loop_test(tcase, content_lengths, 0, COUNT(lengths));
  tcase_add_test(tcase, urls);
  tcase_add_loop_test(tcase, what_is_asked_for, 0, COUNT(requests));
  tcase_add_test(tcase, no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
