/* IRIs: RFC 3987, 2.2 (syntax), RFC 3986, 5.4 (resolution examples). */
#include "rdf/iri.h"
#include <check.h>
#include <stdlib.h>

static const char *const absolute[] = {
    "http://example.org/",
    "http://example.org",
    "urn:a",
    "a:",
    "mailto:fred@example.org",
    "tag:example.org,2006:a",
    "http://user:pw@example.org:8080/p/a/t/h?query=/?#fragment/?",
    "http://example.org:/",
    "http:///path",
    "file:///srv/a.csv#row=1",
    "http://[::1]/",
    "http://[2001:db8::7]:80/x",
    "http://[1:2:3:4:5:6:7:8]/",
    "http://[1:2:3:4:5:6:7::]/",
    "http://[::ffff:192.0.2.1]/",
    "http://[v7.a:b]/",
    "http://192.0.2.1/",
    "http://example.org/%C3%A5?%20#%7b",
    "http://r\xC3\xA4ksm\xC3\xB6rg\xC3\xA5s.example/\xC3\xA5\xE2\x82\xAC",
    "http://example.org/\xF0\x9F\x98\x80",
    "http://example.org/?\xEE\x80\x80\xF3\xB0\x80\x80", /* private: query */
    "http://example.org/!$&'()*+,;=:@-._~",
    "x-y.z+1:opaque",
};

static const char *const relative[] = {
    "",         "a",         "a/b:c", "./a:b", "../x",
    "//host/x", "/x?y#z",    "#row",  "?q",    "\xC3\xA5/b",
    "a%20b",    "//h:1/a:b", "a;b=1", "_a",    "1/2:3",
};

static const char *const bad[] = {
    "http://example.org/a b",
    "http://example.org/a> <http://example.org/b",
    "http://example.org/<",
    "http://example.org/\"",
    "http://example.org/{x}",
    "http://example.org/a|b",
    "http://example.org/a^b",
    "http://example.org/a`b",
    "http://example.org/a\\u0020b",
    "http://example.org/\t",
    "http://example.org/\n",
    "http://example.org/\x01",
    "http://example.org/\x7F",
    "http://example.org/%",
    "http://example.org/%2",
    "http://example.org/%zz",
    "http://example.org/%2\xC3\xA5",
    "http://example.org/[a]",
    "http://example.org/?[a]",
    "http://example.org/#a#b",
    "http://example.org/#[",
    "http://a@b@c/",
    "http://example.org:80a/",
    "http://exa[mple.org/",
    "http://[::1/",
    "http://[::1]x/",
    "http://[1:2:3:4:5:6:7]/",
    "http://[1:2:3:4:5:6:7:8:9]/",
    "http://[1:2:3:4:5:6:7:8::]/",
    "http://[1::2::3]/",
    "http://[12345::]/",
    "http://[::256.0.2.1]/",
    "http://[::01.0.2.1]/",
    "http://[::1.0.2]/",
    "http://[:]/",
    "http://[]/",
    "http://[v.a]/",
    "http://[v1.]/",
    "1http://example.org/",
    "ht tp://example.org/",
    "h\xC3\xA5:x",
    ":a",
    "_:b0",
    "http://example.org/\xFF",
    "http://example.org/\xC0\xAF",         /* overlong */
    "http://example.org/\xED\xA0\x80",     /* surrogate */
    "http://example.org/\xC2\x80",         /* C1 control */
    "http://example.org/\xE2\x80\x8F",     /* right-to-left mark */
    "http://example.org/\xE2\x80\xAE",     /* right-to-left override */
    "http://example.org/\xEF\xBF\xBD",     /* U+FFFD */
    "http://example.org/\xEF\xB7\x90",     /* non-character */
    "http://example.org/\xEF\xBF\xBF",     /* non-character */
    "http://example.org/\xF0\x9F\xBF\xBF", /* non-character */
    "http://example.org/\xF3\xA0\x80\x81", /* tag character */
    "http://example.org/\xEE\x80\x80",     /* private use in the path */
    "http://example.org/#\xEE\x80\x80",    /* private use in the fragment */
};

START_TEST(accept_absolute)
{
  ck_assert(lod_iri_is_absolute(lod_view(absolute[_i])));
  ck_assert(lod_iri_is_reference(lod_view(absolute[_i])));
}
END_TEST

START_TEST(accept_relative)
{
  ck_assert(!lod_iri_is_absolute(lod_view(relative[_i])));
  ck_assert(lod_iri_is_reference(lod_view(relative[_i])));
}
END_TEST

START_TEST(refuse)
{
  ck_assert(!lod_iri_is_absolute(lod_view(bad[_i])));
  ck_assert(!lod_iri_is_reference(lod_view(bad[_i])));
}
END_TEST

START_TEST(refuse_nul)
{
  ck_assert(!lod_iri_is_absolute(LOD_VIEW("http://a/\0b")));
  ck_assert(!lod_iri_is_absolute((LodView){NULL, 0}));
  ck_assert(lod_iri_is_reference((LodView){NULL, 0}));
}
END_TEST

/* Every byte but those of RFC 3987 breaks an IRI, wherever it stands. */
START_TEST(every_byte)
{
  const char *allowed = "-._~:/?@!$&'()*+,;=";
  char text[] = "a:b?c";
  text[4] = (char)_i;
  bool alnum = (_i >= '0' && _i <= '9') || (_i >= 'A' && _i <= 'Z') ||
               (_i >= 'a' && _i <= 'z');
  bool fine = alnum || (_i && _i < 128 && strchr(allowed, _i)) || _i == '#';
  ck_assert_int_eq(lod_iri_is_absolute((LodView){text, 5}), fine);
}
END_TEST

START_TEST(split)
{
  LodIriParts p;
  lod_iri_split(lod_view("http://u@h:1/p/q?r?s#t"), &p);
  ck_assert(p.has_scheme && p.has_authority && p.has_query && p.has_fragment);
  ck_assert(lod_view_equal(p.scheme, LOD_VIEW("http")));
  ck_assert(lod_view_equal(p.authority, LOD_VIEW("u@h:1")));
  ck_assert(lod_view_equal(p.path, LOD_VIEW("/p/q")));
  ck_assert(lod_view_equal(p.query, LOD_VIEW("r?s")));
  ck_assert(lod_view_equal(p.fragment, LOD_VIEW("t")));
  lod_iri_split(lod_view("?#"), &p);
  ck_assert(!p.has_scheme && !p.has_authority && p.has_query && p.has_fragment);
  ck_assert_uint_eq(p.path.size + p.query.size + p.fragment.size, 0);
}
END_TEST

typedef struct Resolution {
  const char *base, *reference, *expected; /* NULL: the base of 5.4 */
} Resolution;

static const Resolution resolutions[] = {
    /* 5.4.1 */
    {NULL, "g:h", "g:h"},
    {NULL, "g", "http://a/b/c/g"},
    {NULL, "./g", "http://a/b/c/g"},
    {NULL, "g/", "http://a/b/c/g/"},
    {NULL, "/g", "http://a/g"},
    {NULL, "//g", "http://g"},
    {NULL, "?y", "http://a/b/c/d;p?y"},
    {NULL, "g?y", "http://a/b/c/g?y"},
    {NULL, "#s", "http://a/b/c/d;p?q#s"},
    {NULL, "g#s", "http://a/b/c/g#s"},
    {NULL, "g?y#s", "http://a/b/c/g?y#s"},
    {NULL, ";x", "http://a/b/c/;x"},
    {NULL, "g;x", "http://a/b/c/g;x"},
    {NULL, "g;x?y#s", "http://a/b/c/g;x?y#s"},
    {NULL, "", "http://a/b/c/d;p?q"},
    {NULL, ".", "http://a/b/c/"},
    {NULL, "./", "http://a/b/c/"},
    {NULL, "..", "http://a/b/"},
    {NULL, "../", "http://a/b/"},
    {NULL, "../g", "http://a/b/g"},
    {NULL, "../..", "http://a/"},
    {NULL, "../../", "http://a/"},
    {NULL, "../../g", "http://a/g"},
    /* 5.4.2 */
    {NULL, "../../../g", "http://a/g"},
    {NULL, "../../../../g", "http://a/g"},
    {NULL, "/./g", "http://a/g"},
    {NULL, "/../g", "http://a/g"},
    {NULL, "g.", "http://a/b/c/g."},
    {NULL, ".g", "http://a/b/c/.g"},
    {NULL, "g..", "http://a/b/c/g.."},
    {NULL, "..g", "http://a/b/c/..g"},
    {NULL, "./../g", "http://a/b/g"},
    {NULL, "./g/.", "http://a/b/c/g/"},
    {NULL, "g/./h", "http://a/b/c/g/h"},
    {NULL, "g/../h", "http://a/b/c/h"},
    {NULL, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {NULL, "g;x=1/../y", "http://a/b/c/y"},
    {NULL, "g?y/./x", "http://a/b/c/g?y/./x"},
    {NULL, "g?y/../x", "http://a/b/c/g?y/../x"},
    {NULL, "g#s/./x", "http://a/b/c/g#s/./x"},
    {NULL, "g#s/../x", "http://a/b/c/g#s/../x"},
    {NULL, "http:g", "http:g"}, /* strict */
    /* 5.2.3 and 5.2.4 */
    {"http://a", "g", "http://a/g"},
    {"http://a?q", "#s", "http://a?q#s"},
    {"http://a/b#f", "", "http://a/b"},
    {"http://a/b?q#f", "?", "http://a/b?"},
    {"http://a/b/c/./../../g", "", "http://a/b/c/./../../g"},
    {"http://a/", "/b/c/./../../g", "http://a/g"},
    {"http://a/", "http://b/mid/content=5/../6", "http://b/mid/6"},
    {"urn:a:b", "#c", "urn:a:b#c"},
    {"urn:a", "b", "urn:b"},
    {"urn:", "../b", "urn:b"},
    {"file:///a/b.csv", "../c d", "file:///c d"},
    {"http://a//b//c", "../d", "http://a//b/d"},
};

START_TEST(resolve)
{
  const Resolution *r = &resolutions[_i];
  LodBuffer out = {0};
  ck_assert_int_eq(lod_buffer_append_text(&out, "/x/<"), 0);
  ck_assert_int_eq(
      lod_iri_resolve(lod_view(r->base ? r->base : "http://a/b/c/d;p?q"),
                      lod_view(r->reference), &out),
      0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data + 4, r->expected);
  lod_buffer_free(&out);
}
END_TEST

START_TEST(resolve_without_base)
{
  LodBuffer out = {0};
  ck_assert_int_eq(lod_iri_resolve(LOD_VIEW("a/b"), LOD_VIEW("c"), &out),
                   LOD_ERR_INPUT);
  ck_assert_int_eq(lod_iri_resolve(LOD_VIEW(""), LOD_VIEW("a:c"), &out), 0);
  ck_assert(lod_view_equal(lod_buffer_view(&out), LOD_VIEW("a:c")));
  lod_buffer_free(&out);
}
END_TEST

START_TEST(encode)
{
  LodBuffer out = {0};
  LodView text = LOD_VIEW("a-._~Z9 /?#[]@!$&'()*+,;=:%41%4\xC3\xA5\"\0");
  ck_assert_int_eq(lod_iri_encode(text, false, &out), 0);
  ck_assert(lod_view_equal(
      lod_buffer_view(&out),
      LOD_VIEW("a-._~Z9%20%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B"
               "%3D%3A%2541%254%C3%A5%22%00")));
  out.size = 0;
  ck_assert_int_eq(lod_iri_encode(text, true, &out), 0);
  ck_assert(lod_view_equal(
      lod_buffer_view(&out),
      LOD_VIEW("a-._~Z9%20/?#[]@!$&'()*+,;=:%41%254%C3%A5%22%00")));
  out.size = 0;
  ck_assert_int_eq(lod_iri_encode((LodView){NULL, 0}, true, &out), 0);
  ck_assert_uint_eq(out.size, 0);
  lod_buffer_free(&out);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("iri");
  TCase *t = tcase_create("iri");
  tcase_add_loop_test(t, accept_absolute, 0, COUNT(absolute));
  tcase_add_loop_test(t, accept_relative, 0, COUNT(relative));
  tcase_add_loop_test(t, refuse, 0, COUNT(bad));
  tcase_add_test(t, refuse_nul);
  tcase_add_loop_test(t, every_byte, 0, 256);
  tcase_add_test(t, split);
  tcase_add_loop_test(t, resolve, 0, COUNT(resolutions));
  tcase_add_test(t, resolve_without_base);
  tcase_add_test(t, encode);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
