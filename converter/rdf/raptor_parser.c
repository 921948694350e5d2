#include "rdf/raptor_internal.h"

#include "base/memory.h"
#include "rdf/iri.h"
#include "rdf/lines.h"
#include "rdf/screen.h"
#include <string.h>

/* Stands in for a base that is not known: no IRI that begins with it may come
   out of the parser. */
#define NO_BASE "x-lodstone-no-base:///"

struct LodRaptorParser {
  LodRaptor *raptor;
  char *syntax, *base, *name;
  bool started;          /* with the first piece, which "guess" needs */
  raptor_parser *parser; /* NULL: by lines */
  LodStatementSink sink;
  LodScreen screen;
  bool by_lines; /* N-Triples, N-Quads: without raptor */
  LodLines lines;
  LodStatus status; /* first fault */
};

static LodView uri_view(raptor_uri *uri)
{
  size_t size;
  const char *text = (const char *)raptor_uri_as_counted_string(uri, &size);
  return (LodView){text, size};
}

static LodTerm to_term(const raptor_term *t)
{
  LodTerm term = {.type = LOD_TERM_IRI};
  if (t->type == RAPTOR_TERM_TYPE_URI) {
    term.value = uri_view(t->value.uri);
  } else if (t->type == RAPTOR_TERM_TYPE_BLANK) {
    term.type = LOD_TERM_BLANK;
    term.value = (LodView){(const char *)t->value.blank.string,
                           t->value.blank.string_len};
  } else {
    const raptor_term_literal_value *literal = &t->value.literal;
    term.type = LOD_TERM_LITERAL;
    term.value = (LodView){(const char *)literal->string, literal->string_len};
    if (literal->language && literal->language_len)
      term.language =
          (LodView){(const char *)literal->language, literal->language_len};
    else if (literal->datatype)
      term.datatype = uri_view(literal->datatype);
    if (lod_view_equal(term.datatype, LOD_VIEW(LOD_XSD "string")))
      term.datatype = (LodView){0};
  }
  return term;
}

static bool needs_base(const LodTerm *term)
{
  LodView v = term->type == LOD_TERM_LITERAL ? term->datatype : term->value;
  size_t size = sizeof NO_BASE - 4; /* a resolved path keeps one slash */
  return v.size >= size && !memcmp(v.data, NO_BASE, size);
}

static void stop(LodRaptorParser *p, LodStatus status)
{
  if (!p->status)
    p->status = status;
  if (p->parser)
    raptor_parser_parse_abort(p->parser);
}

static LodStatus check(LodRaptorParser *p, const LodStatement *s)
{
  raptor_locator *locator = raptor_parser_get_locator(p->parser);
  LodPlace place = {.file = p->name};
  if (locator && locator->line > 0)
    place.line = (uint64_t)locator->line;
  LodStatus status = lod_statement_check(s, p->raptor->log, &place);
  if (!status && !p->base &&
      (needs_base(&s->subject) || needs_base(&s->predicate) ||
       needs_base(&s->object) || needs_base(&s->graph))) {
    lod_log_add(p->raptor->log, LOD_ERROR, "rdf-term", &place,
                "a relative IRI, and no base IRI is known");
    status = LOD_ERR_INPUT;
  }
  return status;
}

static void take_statement(void *user, raptor_statement *statement)
{
  LodRaptorParser *p = user;
  if (p->status)
    return;
  LodStatement s = {
      .subject = to_term(statement->subject),
      .predicate = to_term(statement->predicate),
      .object = to_term(statement->object),
  };
  if (statement->graph)
    s.graph = to_term(statement->graph);
  LodStatus fault = check(p, &s);
  if (fault) {
    stop(p, fault);
    return;
  }
  LodStatus status = p->sink.statement(p->sink.user, &s);
  if (status)
    stop(p, status);
}

static LodScreenKind screen_kind(const char *syntax)
{
  if (!strcmp(syntax, "turtle") || !strcmp(syntax, "trig"))
    return LOD_SCREEN_TEXT;
  return strcmp(syntax, "json") ? LOD_SCREEN_NONE : LOD_SCREEN_JSON;
}

static LodStatus log_screen_fault(LodRaptorParser *p, LodScreenFault fault)
{
  LodPlace place = {.file = p->name, .line = p->screen.line + 1};
  LodLog *log = p->raptor->log;
  if (fault == LOD_SCREEN_UTF8)
    lod_log_add(log, LOD_ERROR, "rdf-syntax", &place, "not UTF-8");
  else if (fault == LOD_SCREEN_GRAPH)
    lod_log_add(log, LOD_ERROR, "rdf-syntax", &place,
                "<> cannot name a graph: write its IRI");
  else
    lod_log_add(log, LOD_ERROR, "rdf-syntax", &place,
                "the character U+0000 is not allowed");
  return LOD_ERR_INPUT;
}

static void forbid_fetching(raptor_parser *parser)
{
  raptor_parser_set_option(parser, RAPTOR_OPTION_NO_NET, NULL, 1);
  raptor_parser_set_option(parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
  raptor_parser_set_option(parser, RAPTOR_OPTION_NORMALIZE_LANGUAGE, NULL, 0);
  raptor_parser_set_option(parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL,
                           0);
}

static LodStatus start_raptor(LodRaptorParser *p)
{
  raptor_world *world = p->raptor->world;
  const char *base = p->base ? p->base : NO_BASE;
  p->parser = raptor_new_parser(world, p->syntax);
  if (!p->parser)
    return LOD_ERR_NO_MEMORY;
  p->screen.kind = screen_kind(p->syntax);
  forbid_fetching(p->parser);
  raptor_parser_set_statement_handler(p->parser, p, take_statement);
  raptor_uri *uri = raptor_new_uri(world, (const unsigned char *)base);
  if (!uri)
    return LOD_ERR_NO_MEMORY;
  int failed = raptor_parser_parse_start(p->parser, uri);
  raptor_free_uri(uri);
  return failed ? LOD_ERR_NO_MEMORY : LOD_SUCCESS;
}

static LodStatus start(LodRaptorParser *p)
{
  bool quads = !strcmp(p->syntax, "nquads");
  p->by_lines = quads || !strcmp(p->syntax, "ntriples");
  if (!p->by_lines)
    return start_raptor(p);
  p->lines = (LodLines){
      .quads = quads, .name = p->name, .log = p->raptor->log, .sink = p->sink};
  return LOD_SUCCESS;
}

/* Settle the syntax by the first piece where it is to be guessed. */
static LodStatus choose(LodRaptorParser *p, LodView piece)
{
  LodPlace place = {.file = p->name};
  if (strcmp(p->syntax, "guess") != 0)
    return LOD_SUCCESS;
  const char *syntax = lod_raptor_guess(p->raptor, p->name, piece);
  if (!syntax) {
    lod_log_add(p->raptor->log, LOD_ERROR, "rdf-syntax", &place,
                "no RDF syntax that is known");
    return LOD_ERR_INPUT;
  }
  lod_free(p->syntax);
  p->syntax = lod_strdup(syntax);
  return p->syntax ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

LodStatus lod_raptor_parser_new(LodRaptor *raptor, const char *syntax,
                                const char *base, const char *name,
                                const LodStatementSink *sink,
                                LodRaptorParser **result)
{
  *result = NULL;
  if (!lod_raptor_has_parser(raptor, syntax)) {
    lod_log_add(raptor->log, LOD_ERROR, "rdf-syntax", NULL,
                "\"%s\" is no RDF syntax that can be read", syntax);
    return LOD_ERR_USAGE;
  }
  if (base && !lod_iri_is_safe(lod_view(base))) {
    lod_log_add(raptor->log, LOD_ERROR, "rdf-term", NULL,
                "the base \"%s\" is not an absolute IRI", base);
    return LOD_ERR_USAGE;
  }
  LodRaptorParser *p = lod_calloc(1, sizeof *p);
  if (!p)
    return LOD_ERR_NO_MEMORY;
  *p = (LodRaptorParser){.raptor = raptor, .sink = *sink};
  p->syntax = lod_strdup(syntax);
  p->base = base ? lod_strdup(base) : NULL;
  p->name = name ? lod_strdup(name) : NULL;
  if (!p->syntax || (base && !p->base) || (name && !p->name)) {
    lod_raptor_parser_free(p);
    return LOD_ERR_NO_MEMORY;
  }
  *result = p;
  return LOD_SUCCESS;
}

void lod_raptor_parser_free(LodRaptorParser *p)
{
  if (!p)
    return;
  if (p->parser)
    raptor_free_parser(p->parser);
  lod_lines_clear(&p->lines);
  lod_free(p->syntax);
  lod_free(p->base);
  lod_free(p->name);
  lod_free(p);
}

static LodStatus screen(LodRaptorParser *p, LodView piece, bool last)
{
  LodScreenFault fault = lod_screen_piece(&p->screen, piece.data, piece.size);
  if (!fault && last)
    fault = lod_screen_end(&p->screen);
  return fault ? log_screen_fault(p, fault) : LOD_SUCCESS;
}

/* A failure without a message of raptor's is one of memory. */
static LodStatus parse(LodRaptorParser *p, LodView piece, bool last)
{
  LodRaptor *raptor = p->raptor;
  uint64_t before = raptor->faults;
  raptor->code = "rdf-syntax";
  raptor->name = p->name;
  int failed = raptor_parser_parse_chunk(
      p->parser, (const unsigned char *)piece.data, piece.size, last);
  raptor->name = NULL;
  if (p->status)
    return p->status;
  if (raptor->faults != before)
    return LOD_ERR_INPUT;
  return failed ? LOD_ERR_NO_MEMORY : LOD_SUCCESS;
}

static LodStatus feed(LodRaptorParser *p, LodView piece, bool last)
{
  LodStatus status = LOD_SUCCESS;
  if (!p->started) {
    status = choose(p, piece);
    if (!status)
      status = start(p);
    p->started = true;
  }
  if (!status && p->by_lines)
    return lod_lines_feed(&p->lines, piece, last);
  if (!status)
    status = screen(p, piece, last);
  return status ? status : parse(p, piece, last);
}

LodStatus lod_raptor_parser_feed(LodRaptorParser *p, LodView piece, bool last)
{
  if (!p->status && (piece.size || last))
    p->status = feed(p, piece, last);
  return p->status;
}

LodStatus lod_raptor_parse(LodRaptor *raptor, const char *syntax, LodView text,
                           const char *base, const char *name,
                           const LodStatementSink *sink)
{
  LodRaptorParser *parser;
  LodStatus status =
      lod_raptor_parser_new(raptor, syntax, base, name, sink, &parser);
  if (!status)
    status = lod_raptor_parser_feed(parser, text, true);
  lod_raptor_parser_free(parser);
  return status;
}
