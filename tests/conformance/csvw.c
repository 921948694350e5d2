/* The W3C's suite for CSV on the Web, read from its manifests: a line of TAP a
   test, and a report in EARL.

   usage: csvw [KIND]...     of rdf, json, validation, nonnorm; without any:
                             the first three, those of the recommendations

   LODSTONE_CSVW_SUITE names the suite's folder (tests/, well-known/); without
   it, or without a suite, all is skipped.  The program reaches the files by
   HTTP, through a proxy of our own. */
#include "earl.h"
#include "graph.h"
#include "json_value.h"
#include "process.h"
#include "proxy.h"

#include "base/file.h"
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX   ((size_t)64 << 20)
#define SECONDS    60
#define HARD_ERROR 99

typedef struct Runner {
  char suite[2048], program[2048], report[2048];
  Proxy *proxy;
  FILE *earl;
  LodLog *log; /* of what our own parsers say */
  unsigned number, failures;
} Runner;

typedef struct Test {
  const json_t *entry;
  const char *type; /* without "csvt:" */
  char url[2048], metadata[2048];
} Test;

/* Why a test fails; empty: it does not. */
typedef struct Reason {
  char text[400];
} Reason;

static const char *text_of(const json_t *object, const char *name)
{
  return json_string_value(json_object_get(object, name));
}

static bool is_one_of(const char *text, const char *const *words)
{
  for (; *words; words++)
    if (!strcmp(text, *words))
      return true;
  return false;
}

static bool starts_with(const char *text, const char *start)
{
  return !strncmp(text, start, strlen(start));
}

static bool ends_with(const char *text, const char *end)
{
  const size_t size = strlen(text), own = strlen(end);
  return size >= own && !strcmp(text + size - own, end);
}

/* -- Judging --------------------------------------------------------------- */

static Reason because(const char *format, const char *detail)
{
  Reason reason;
  snprintf(reason.text, sizeof reason.text, format, detail);
  for (char *at = reason.text; *at; at++)
    if (*at == '\n')
      *at = ' ';
  return reason;
}

static Reason well(void)
{
  return (Reason){""};
}

/* What the report says: -1, there is none. */
static int warned(const Runner *runner)
{
  json_error_t error;
  json_t *const report = json_load_file(runner->report, 0, &error);
  const json_t *const messages = json_object_get(report, "messages");
  int result = json_is_array(messages) ? 0 : -1;
  for (size_t i = 0; i < json_array_size(messages); i++) {
    const char *const severity =
        text_of(json_array_get(messages, i), "severity");
    if (severity && !strcmp(severity, "warning"))
      result = 1;
  }
  json_decref(report);
  return result;
}

static bool read_result(Runner *runner, const Test *test, LodBuffer *bytes)
{
  char path[4200];
  snprintf(path, sizeof path, "%s/tests/%s", runner->suite,
           text_of(test->entry, "result"));
  return !lod_file_read(path, FILE_MAX, runner->log, bytes);
}

static Reason judge_json(LodView got, LodView wanted)
{
  json_error_t error;
  const size_t flags = JSON_DECODE_ANY | JSON_REJECT_DUPLICATES;
  json_t *const a = json_loadb(got.data, got.size, flags, &error);
  Reason reason = a ? well() : because("no JSON: %s", error.text);
  json_t *const b = json_loadb(wanted.data, wanted.size, flags, &error);
  if (a && !b)
    reason = because("the suite's result is no JSON: %s", error.text);
  else if (a && !json_value_equal(a, b))
    reason = because("the JSON is another one%s", "");
  json_decref(a);
  json_decref(b);
  return reason;
}

static Reason judge_rdf(Runner *runner, const Test *test, LodView got,
                        LodView wanted)
{
  char base[4200];
  Reason reason = well();
  snprintf(base, sizeof base, SUITE_URL "%s", text_of(test->entry, "result"));
  Graph *const a = graph_parse("ntriples", got, NULL, runner->log);
  Graph *const b = graph_parse("turtle", wanted, base, runner->log);
  if (!a)
    reason = because("the output is no N-Triples%s", "");
  else if (!b)
    reason = because("the suite's result is no Turtle%s", "");
  else if (!graph_is_isomorphic(a, b))
    snprintf(reason.text, sizeof reason.text,
             "the graph is another one (%zu statements, wanted %zu)",
             graph_size(a), graph_size(b));
  graph_free(a);
  graph_free(b);
  return reason;
}

static Reason judge_output(Runner *runner, const Test *test,
                           const Process *process)
{
  LodBuffer wanted = {0};
  const LodView got = lod_buffer_view(&process->out);
  Reason reason;
  if (!read_result(runner, test, &wanted))
    reason = because("the suite lacks %s", text_of(test->entry, "result"));
  else if (strstr(test->type, "Json"))
    reason = judge_json(got, lod_buffer_view(&wanted));
  else
    reason = judge_rdf(runner, test, got, lod_buffer_view(&wanted));
  lod_buffer_free(&wanted);
  return reason;
}

/* Which tests must warn, and which must not. */
static Reason judge_warnings(const Test *test, bool warnings)
{
  static const char *const silent[] = {"PositiveValidationTest", "ToRdfTest",
                                       "ToJsonTest", NULL};
  const bool wanted = starts_with(test->type, "Warning") ||
                      ends_with(test->type, "WithWarnings");
  if (wanted && !warnings)
    return because("no warning%s", "");
  if (warnings && is_one_of(test->type, silent))
    return because("a warning where all is well%s", "");
  return well();
}

static Reason judge(Runner *runner, const Test *test, const Process *process)
{
  const char *const said = process->err.data;
  const int warnings = warned(runner);
  if (process->timed_out)
    return because("it takes too long%s", "");
  if (process->status < 0 || process->status > 125)
    return because("it crashed: %s", said);
  if (warnings < 0)
    return because("no report: %s", said);
  if (starts_with(test->type, "Negative"))
    return process->status == 1 ? well()
                                : because("the exit status is not 1: %s", said);
  if (process->status)
    return because("the exit status is not 0: %s", said);
  const Reason reason = judge_warnings(test, warnings);
  if (*reason.text || strstr(test->type, "Validation"))
    return reason;
  return judge_output(runner, test, process);
}

/* -- Running --------------------------------------------------------------- */

static Reason run_program(Runner *runner, const Test *test)
{
  const char *argv[12] = {runner->program};
  size_t count = 1;
  Process process;
  const json_t *const option = json_object_get(test->entry, "option");
  const bool validates = strstr(test->type, "Validation") != NULL;
  argv[count++] = validates ? "check" : "convert";
  if (!validates) {
    argv[count++] = "--to";
    argv[count++] = strstr(test->type, "Json") ? "json" : "ntriples";
  }
  argv[count++] = "--report";
  argv[count++] = runner->report;
  if (json_is_true(json_object_get(option, "minimal")))
    argv[count++] = "--minimal";
  if (*test->metadata) {
    argv[count++] = "--metadata";
    argv[count++] = test->metadata;
  }
  argv[count++] = test->url;
  unlink(runner->report);
  const bool ran = process_run(argv, SECONDS, &process);
  const Reason reason =
      ran ? judge(runner, test, &process)
          : because("the program cannot be run: %s", strerror(errno));
  process_free(&process);
  return reason;
}

static void run_test(Runner *runner, const json_t *entry)
{
  Test test = {.entry = entry, .type = text_of(entry, "type") + 5};
  char id[2048];
  const char *const metadata =
      text_of(json_object_get(entry, "option"), "metadata");
  snprintf(id, sizeof id, SUITE_URL "%s", text_of(entry, "id"));
  snprintf(test.url, sizeof test.url, SUITE_URL "%s", text_of(entry, "action"));
  if (metadata)
    snprintf(test.metadata, sizeof test.metadata, SUITE_URL "%s", metadata);
  proxy_say(runner->proxy, test.url, text_of(entry, "httpLink"),
            text_of(entry, "contentType"));
  const Reason reason = run_program(runner, &test);
  const bool passed = !*reason.text;
  printf("%s %u - %s %s\n", passed ? "ok" : "not ok", ++runner->number,
         text_of(entry, "id"), text_of(entry, "name"));
  if (!passed) {
    printf("# %s\n", reason.text);
    runner->failures++;
  }
  fflush(stdout);
  earl_assert(runner->earl, id, passed);
}

/* -- The suite ------------------------------------------------------------- */

static bool is_test(const json_t *entry)
{
  static const char *const needed[] = {"id", "name", "action", "type"};
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
    if (!text_of(entry, needed[i]))
      return false;
  const char *const type = text_of(entry, "type");
  const bool has_result = strstr(type, "ToRdf") || strstr(type, "ToJson");
  return starts_with(type, "csvt:") &&
         (!has_result || text_of(entry, "result"));
}

/* NULL, which has been said: there is no such manifest, or it is no good. */
static json_t *load_manifest(const Runner *runner, const char *kind)
{
  char path[4200];
  json_error_t error;
  snprintf(path, sizeof path, "%s/tests/manifest-%s.jsonld", runner->suite,
           kind);
  json_t *const manifest = json_load_file(path, 0, &error);
  json_t *const entries = json_object_get(manifest, "entries");
  bool good = json_array_size(entries) > 0;
  for (size_t i = 0; i < json_array_size(entries); i++)
    good = good && is_test(json_array_get(entries, i));
  if (good)
    return manifest;
  printf("Bail out! %s is no manifest\n", path);
  json_decref(manifest);
  return NULL;
}

static bool run_kind(Runner *runner, const char *kind)
{
  json_t *const manifest = load_manifest(runner, kind);
  const json_t *const entries = json_object_get(manifest, "entries");
  for (size_t i = 0; i < json_array_size(entries); i++)
    run_test(runner, json_array_get(entries, i));
  json_decref(manifest);
  return manifest != NULL;
}

/* libtool's wrapper takes longer than the program. */
static void set_program(Runner *runner, const char *build)
{
  char libraries[2048];
  snprintf(runner->program, sizeof runner->program, "%s/.libs/lodstone", build);
  snprintf(libraries, sizeof libraries, "%s/.libs", build);
  if (access(runner->program, X_OK) == 0)
    setenv("LD_LIBRARY_PATH", libraries, 1);
  else
    snprintf(runner->program, sizeof runner->program, "%s/lodstone", build);
}

static void set_environment(const Runner *runner)
{
  char address[64];
  snprintf(address, sizeof address, "http://127.0.0.1:%u",
           proxy_port(runner->proxy));
  setenv("http_proxy", address, 1);
  setenv("no_proxy", "", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("LANGUAGE", "en", 1);
  unsetenv("https_proxy");
  unsetenv("LODSTONE_VOCAB");
}

/* Where suite, program and report are; false: there is no suite. */
static bool find_suite(Runner *runner)
{
  const char *const source = getenv("top_srcdir");
  const char *const build = getenv("top_builddir");
  const char *const named = getenv("LODSTONE_CSVW_SUITE");
  char tests[2100];
  if (named)
    snprintf(runner->suite, sizeof runner->suite, "%s", named);
  else
    snprintf(runner->suite, sizeof runner->suite, "%s/../shared/suites/csvw",
             source ? source : ".");
  snprintf(tests, sizeof tests, "%s/tests", runner->suite);
  set_program(runner, build ? build : ".");
  snprintf(runner->report, sizeof runner->report,
           "%s/tests/conformance-%d.json", build ? build : ".", (int)getpid());
  return access(tests, R_OK) == 0;
}

static bool start(Runner *runner)
{
  const char *const build = getenv("top_builddir");
  char path[2100];
  snprintf(path, sizeof path, "%s/earl-csvw.ttl", build ? build : ".");
  runner->earl = earl_begin(path);
  runner->proxy = proxy_start(runner->suite);
  runner->log = lod_log_new();
  if (runner->earl && runner->proxy && runner->log) {
    set_environment(runner);
    return true;
  }
  printf("Bail out! %s\n", strerror(errno));
  return false;
}

static bool stop(Runner *runner)
{
  const bool written = runner->earl && earl_end(runner->earl);
  proxy_stop(runner->proxy);
  lod_log_free(runner->log);
  unlink(runner->report);
  if (!written)
    printf("Bail out! the report could not be written\n");
  return written;
}

int main(int argc, char **argv)
{
  static const char *const normative[] = {"rdf", "json", "validation", NULL};
  static Runner runner;
  if (!find_suite(&runner)) {
    printf("1..0 # SKIP no suite in %s; name it with LODSTONE_CSVW_SUITE\n",
           runner.suite);
    return 0; /* as the driver of TAP wants it */
  }
  bool good = start(&runner);
  const char *const *kinds =
      argc > 1 ? (const char *const *)argv + 1 : (const char *const *)normative;
  for (; good && *kinds; kinds++)
    good = run_kind(&runner, *kinds);
  if (good)
    printf("1..%u\n# %u passed, %u failed\n", runner.number,
           runner.number - runner.failures, runner.failures);
  if (!stop(&runner) || !good)
    return HARD_ERROR;
  return runner.failures > 0;
}
