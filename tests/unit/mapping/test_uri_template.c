/* The examples of RFC 6570, section 3.2 (texts, lists and undefined values)
   and of section 1.2, then what the grammar refuses. */
#include "mapping/uri_template.h"

#include "base/memory.h"
#include <check.h>
#include <stdlib.h>

typedef struct Variable {
  const char *name;
  const char *items[4];
} Variable;

/* Section 3.2, "undef" and associative arrays left out. */
static const Variable variables[] = {
    {"count", {"one", "two", "three"}},
    {"dom", {"example", "com"}},
    {"dub", {"me/too"}},
    {"hello", {"Hello World!"}},
    {"half", {"50%"}},
    {"var", {"value"}},
    {"who", {"fred"}},
    {"base", {"http://example.com/home/"}},
    {"path", {"/foo/bar"}},
    {"list", {"red", "green", "blue"}},
    {"v", {"6"}},
    {"x", {"1024"}},
    {"y", {"768"}},
    {"empty", {""}},
    {"gaps", {"", ""}},
    {"place", {"\xC3\x85rsta, \xE2\x82\xAC"}},
    {"encoded", {"a%20b%C3%A5c%zz"}},
    {"a.b", {"dotted"}},
    {"%C3%A5", {"escaped"}},
};

static bool look_up(void *user, LodView name, LodTemplateValue *value)
{
  LodView *items = user;
  for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
    if (!lod_view_equal(lod_view(variables[i].name), name))
      continue;
    size_t n = 0;
    for (; n < 4 && variables[i].items[n]; n++)
      items[n] = lod_view(variables[i].items[n]);
    *value = (LodTemplateValue){items, n};
    return true;
  }
  return false;
}

static const struct {
  const char *template_, *expected;
} good[] = {
    /* 1.2 */
    {"http://example.com/~{who}/", "http://example.com/~fred/"},
    {"map?{x,y}", "map?1024,768"},
    /* 3.2.1 */
    {"{count}", "one,two,three"},
    {"{count*}", "one,two,three"},
    {"{/count}", "/one,two,three"},
    {"{/count*}", "/one/two/three"},
    {"{;count}", ";count=one,two,three"},
    {"{;count*}", ";count=one;count=two;count=three"},
    {"{?count}", "?count=one,two,three"},
    {"{?count*}", "?count=one&count=two&count=three"},
    {"{&count*}", "&count=one&count=two&count=three"},
    /* 3.2.2 */
    {"{var}", "value"},
    {"{hello}", "Hello%20World%21"},
    {"{half}", "50%25"},
    {"O{empty}X", "OX"},
    {"O{undef}X", "OX"},
    {"{x,y}", "1024,768"},
    {"{x,hello,y}", "1024,Hello%20World%21,768"},
    {"?{x,empty}", "?1024,"},
    {"?{x,undef}", "?1024"},
    {"?{undef,y}", "?768"},
    {"{var:3}", "val"},
    {"{var:30}", "value"},
    {"{list}", "red,green,blue"},
    {"{list*}", "red,green,blue"},
    /* 3.2.3 */
    {"{+var}", "value"},
    {"{+hello}", "Hello%20World!"},
    {"{+half}", "50%25"},
    {"{base}index", "http%3A%2F%2Fexample.com%2Fhome%2Findex"},
    {"{+base}index", "http://example.com/home/index"},
    {"O{+empty}X", "OX"},
    {"O{+undef}X", "OX"},
    {"{+path}/here", "/foo/bar/here"},
    {"here?ref={+path}", "here?ref=/foo/bar"},
    {"up{+path}{var}/here", "up/foo/barvalue/here"},
    {"{+x,hello,y}", "1024,Hello%20World!,768"},
    {"{+path,x}/here", "/foo/bar,1024/here"},
    {"{+path:6}/here", "/foo/b/here"},
    {"{+list}", "red,green,blue"},
    {"{+list*}", "red,green,blue"},
    /* 3.2.4 */
    {"{#var}", "#value"},
    {"{#hello}", "#Hello%20World!"},
    {"{#half}", "#50%25"},
    {"foo{#empty}", "foo#"},
    {"foo{#undef}", "foo"},
    {"{#x,hello,y}", "#1024,Hello%20World!,768"},
    {"{#path,x}/here", "#/foo/bar,1024/here"},
    {"{#path:6}/here", "#/foo/b/here"},
    {"{#list}", "#red,green,blue"},
    {"{#list*}", "#red,green,blue"},
    /* 3.2.5 */
    {"{.who}", ".fred"},
    {"{.who,who}", ".fred.fred"},
    {"{.half,who}", ".50%25.fred"},
    {"www{.dom*}", "www.example.com"},
    {"X{.var}", "X.value"},
    {"X{.empty}", "X."},
    {"X{.undef}", "X"},
    {"X{.var:3}", "X.val"},
    {"X{.list}", "X.red,green,blue"},
    {"X{.list*}", "X.red.green.blue"},
    /* 3.2.6 */
    {"{/who}", "/fred"},
    {"{/who,who}", "/fred/fred"},
    {"{/half,who}", "/50%25/fred"},
    {"{/who,dub}", "/fred/me%2Ftoo"},
    {"{/var}", "/value"},
    {"{/var,empty}", "/value/"},
    {"{/var,undef}", "/value"},
    {"{/var,x}/here", "/value/1024/here"},
    {"{/var:1,var}", "/v/value"},
    {"{/list}", "/red,green,blue"},
    {"{/list*}", "/red/green/blue"},
    {"{/list*,path:4}", "/red/green/blue/%2Ffoo"},
    /* 3.2.7 */
    {"{;who}", ";who=fred"},
    {"{;half}", ";half=50%25"},
    {"{;empty}", ";empty"},
    {"{;v,empty,who}", ";v=6;empty;who=fred"},
    {"{;v,bar,who}", ";v=6;who=fred"},
    {"{;x,y}", ";x=1024;y=768"},
    {"{;x,y,empty}", ";x=1024;y=768;empty"},
    {"{;x,y,undef}", ";x=1024;y=768"},
    {"{;hello:5}", ";hello=Hello"},
    {"{;list}", ";list=red,green,blue"},
    {"{;list*}", ";list=red;list=green;list=blue"},
    /* 3.2.8 */
    {"{?who}", "?who=fred"},
    {"{?half}", "?half=50%25"},
    {"{?x,y}", "?x=1024&y=768"},
    {"{?x,y,empty}", "?x=1024&y=768&empty="},
    {"{?x,y,undef}", "?x=1024&y=768"},
    {"{?var:3}", "?var=val"},
    {"{?list}", "?list=red,green,blue"},
    {"{?list*}", "?list=red&list=green&list=blue"},
    /* 3.2.9 */
    {"{&who}", "&who=fred"},
    {"{&half}", "&half=50%25"},
    {"?fixed=yes{&x}", "?fixed=yes&x=1024"},
    {"{&x,y,empty}", "&x=1024&y=768&empty="},
    {"{&x,y,undef}", "&x=1024&y=768"},
    {"{&var:3}", "&var=val"},
    {"{&list}", "&list=red,green,blue"},
    {"{&list*}", "&list=red&list=green&list=blue"},
    /* 3.1: literals */
    {"", ""},
    {"a b", "a%20b"},
    {"/\xC3\xA5\"<>\\^`|", "/%C3%A5%22%3C%3E%5C%5E%60%7C"},
    {"%C3%A5%20%2g%", "%C3%A5%20%252g%25"},
    {"!$&'()*+,;=:/?#[]@-._~", "!$&'()*+,;=:/?#[]@-._~"},
    /* 2.3: names; 2.4.1: a prefix counts characters and splits none */
    {"{a.b}{%C3%A5}", "dottedescaped"},
    {"{place}", "%C3%85rsta%2C%20%E2%82%AC"},
    {"{place:1}{+place:2}", "%C3%85%C3%85r"},
    {"{place:9999}", "%C3%85rsta%2C%20%E2%82%AC"},
    {"{+encoded}", "a%20b%C3%A5c%25zz"},
    {"{encoded}", "a%2520b%25C3%25A5c%25zz"},
    {"{+encoded:2}|{#encoded:4}", "a%20%7C#a%20b%C3%A5"},
    /* empty items (appendix A) */
    {"{gaps}{;gaps}{;gaps*}", ",;gaps=,;gaps;gaps"},
    {"{?gaps}{&gaps*}", "?gaps=,&gaps=&gaps="},
    {"{/undef,who,undef}", "/fred"},
    {"{?undef}{&undef,undef}", ""},
};

START_TEST(expand)
{
  LodArena *arena = lod_arena_new();
  LodBuffer out = {0};
  LodTemplate t;
  LodView items[4];
  size_t error;
  ck_assert_ptr_nonnull(arena);
  ck_assert_int_eq(
      lod_template_parse(lod_view(good[_i].template_), arena, &t, &error), 0);
  ck_assert_int_eq(lod_template_expand(&t, look_up, items, &out), 0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, good[_i].expected);
  lod_buffer_free(&out);
  lod_arena_free(arena);
}
END_TEST

/* Every allocation fails once. */
START_TEST(no_memory)
{
  LodStatus status = LOD_ERR_NO_MEMORY;
  for (size_t n = 1; status; n++) {
    LodBuffer out = {0};
    LodTemplate t;
    LodView items[4];
    size_t error;
    lod_memory_fail_at(n);
    LodArena *arena = lod_arena_new();
    if (arena)
      status = lod_template_parse(LOD_VIEW("a b{x}{?list*,who:2}c"), arena, &t,
                                  &error);
    if (arena && !status)
      status = lod_template_expand(&t, look_up, items, &out);
    lod_memory_fail_at(0);
    ck_assert(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY);
    lod_buffer_free(&out);
    lod_arena_free(arena);
  }
}
END_TEST

static const struct {
  const char *template_;
  size_t error;
} bad[] = {
    {"{", 1},     {"}", 0},       {"a}b", 1},        {"{}", 1},
    {"{x", 2},    {"{x,}", 3},    {"{,x}", 1},       {"{x y}", 2},
    {"{=x}", 1},  {"{!x}", 1},    {"{@x}", 1},       {"{|x}", 1},
    {"{x:}", 3},  {"{x:0}", 3},   {"{x:12345}", 7},  {"{x:1*}", 4},
    {"{x**}", 3}, {"{.x.}", 4},   {"{a..b}", 3},     {"{..a}", 2},
    {"{0x-}", 3}, {"{%2}", 1},    {"{\xC3\xA5}", 1}, {"{{x}}", 1},
    {"a\xFF", 1}, {"{x}\xC3", 3}, {"{++x}", 2},
};

START_TEST(refuse)
{
  LodArena *arena = lod_arena_new();
  LodTemplate t;
  size_t error = 99;
  ck_assert_ptr_nonnull(arena);
  ck_assert_int_eq(
      lod_template_parse(lod_view(bad[_i].template_), arena, &t, &error),
      LOD_ERR_INPUT);
  ck_assert_uint_eq(error, bad[_i].error);
  lod_arena_free(arena);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("uri_template");
  TCase *t = tcase_create("rfc6570");
  tcase_add_loop_test(t, expand, 0, (int)(sizeof good / sizeof *good));
  tcase_add_loop_test(t, refuse, 0, (int)(sizeof bad / sizeof *bad));
  tcase_add_test(t, no_memory);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
