#include "store/sparql_check.h"

#include "base/map.h"
#include "base/message.h"
#include "rdf/prefix.h"
#include "store/sparql_text.h"

/* Nothing is fetched for a query: rasqal would, for SERVICE.  It looks at
   HAVING before the groups are made, and does not know of the rest. */
static const struct {
  const char *word;
  const char *reason; /* message id */
} refused[] = {
    {"SERVICE", N_("SERVICE is not allowed: a query asks this store alone")},
    {"FROM", N_("FROM is not allowed: load the document, and name graphs of "
                "the store with GRAPH")},
    {"HAVING", N_("HAVING is not supported: put the groups in a subquery and "
                  "use FILTER on its variables")},
    {"EXISTS", N_("EXISTS is not supported: use OPTIONAL and FILTER "
                  "(BOUND(?x)), or FILTER (!BOUND(?x)) for NOT EXISTS")},
    {"MINUS", N_("MINUS is not supported: use OPTIONAL and FILTER "
                 "(!BOUND(?x))")},
};

static LodStatus refuse(LodLog *log, unsigned line, const char *reason)
{
  LodPlace place = {.file = "SPARQL", .line = line};
  lod_log_add(log, LOD_ERROR, "sparql", &place, "%s", _(reason));
  return LOD_ERR_INPUT;
}

static LodStatus check_word(const LodSparqlToken *token, LodLog *log)
{
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
    if (lod_sparql_is_word(token, refused[i].word))
      return refuse(log, token->line, refused[i].reason);
  return LOD_SUCCESS;
}

/* PrefixedName = PNAME_NS PN_LOCAL?; a blank node's name has "_" for it. */
static LodView prefix_of(const LodSparqlToken *token)
{
  const char *colon = memchr(token->text.data, ':', token->text.size);
  return (LodView){token->text.data, (size_t)(colon - token->text.data)};
}

static LodStatus check_prefix(const LodSparqlToken *token,
                              const LodMap *declared, LodLog *log)
{
  LodView prefix = prefix_of(token);
  LodPlace place = {.file = "SPARQL", .line = token->line};
  if (lod_view_equal(prefix, LOD_VIEW("_")) || lod_map_get(declared, prefix))
    return LOD_SUCCESS;
  const char *namespace_ = lod_prefix_namespace(prefix);
  lod_log_add(log, LOD_ERROR, "sparql", &place,
              "the prefix \"%.*s:\" is not declared; put before the query: "
              "PREFIX %.*s: <%s>",
              (int)prefix.size, prefix.data, (int)prefix.size, prefix.data,
              namespace_ ? namespace_ : "http://...");
  return LOD_ERR_INPUT;
}

/* rasqal 0.9.33 gives one row for VALUES ?x {1 2}. */
static LodStatus check_token(const LodSparqlToken *token,
                             const LodSparqlToken *before, LodMap *declared,
                             LodLog *log)
{
  static const char yes[] = "";
  switch (token->kind) {
  case LOD_SPARQL_WORD:
    return check_word(token, log);
  case LOD_SPARQL_VARIABLE:
    return lod_sparql_is_word(before, "VALUES")
               ? refuse(log, token->line,
                        N_("VALUES needs parentheses here: VALUES (?x) "
                           "{(1) (2)}"))
               : LOD_SUCCESS;
  case LOD_SPARQL_NAME:
    return lod_sparql_is_word(before, "PREFIX")
               ? lod_map_set(declared, prefix_of(token), (void *)yes)
               : check_prefix(token, declared, log);
  default:
    return LOD_SUCCESS;
  }
}

LodStatus lod_sparql_check(const char *text, LodLog *log)
{
  LodSparqlScanner scanner;
  LodSparqlToken token = {0}, before;
  LodMap *declared = lod_map_new();
  LodStatus status = declared ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  lod_sparql_scan(lod_view(text), &scanner);
  while (!status) {
    before = token;
    token = lod_sparql_next(&scanner);
    if (token.kind == LOD_SPARQL_END)
      break;
    status = check_token(&token, &before, declared, log);
  }
  lod_map_free(declared);
  return status;
}

/* The words of SPARQL 1.1's grammar that rasqal knows (19.8), the functions
   apart. */
static bool is_keyword(const LodSparqlToken *token)
{
  static const char *const words[] = {
      "ASK",       "AS",    "ASC",      "BASE",     "BIND",   "BY",
      "CONSTRUCT", "DESC",  "DESCRIBE", "DISTINCT", "FILTER", "GRAPH",
      "GROUP",     "IN",    "LIMIT",    "NAMED",    "NOT",    "OFFSET",
      "OPTIONAL",  "ORDER", "PREFIX",   "REDUCED",  "SELECT", "SEPARATOR",
      "UNDEF",     "UNION", "VALUES",   "WHERE",    "a",      "true",
      "false"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (lod_sparql_is_word(token, words[i]))
      return true;
  return false;
}

/* The first word of LINE that begins with C and is none of the grammar's. */
static LodView find_word(const char *text, unsigned line, char c)
{
  LodSparqlScanner scanner;
  LodSparqlToken token;
  lod_sparql_scan(lod_view(text), &scanner);
  do {
    token = lod_sparql_next(&scanner);
    if (token.kind == LOD_SPARQL_WORD && token.line == line &&
        *token.text.data == c && !is_keyword(&token))
      return token.text;
  } while (token.kind != LOD_SPARQL_END);
  return (LodView){"", 0};
}

/* Of the scanner: "SPARQL syntax error at 'S'", the character where nothing
   fits. */
static void say_character(const char *text, const LodPlace *place, char c,
                          LodLog *log)
{
  LodView word = find_word(text, (unsigned)place->line, c);
  if (c == '"' || c == '\'')
    lod_log_add(log, LOD_ERROR, "sparql", place,
                "a text that begins with %c is not closed", c);
  else if ((unsigned char)c >= 0x80)
    lod_log_add(log, LOD_ERROR, "sparql", place,
                "here stands a letter that no word of SPARQL has");
  else if (word.size)
    lod_log_add(log, LOD_ERROR, "sparql", place,
                "\"%.*s\" is no word of SPARQL", (int)word.size, word.data);
  else
    lod_log_add(log, LOD_ERROR, "sparql", place,
                "the sign %c has no meaning here", c);
}

/* Of the parser: "syntax error, unexpected X, expecting Y or Z". */
static void say_token(const LodPlace *place, LodView found, const char *wanted,
                      LodLog *log)
{
  bool end = lod_view_equal(found, LOD_VIEW("$end"));
  if (end && wanted)
    lod_log_add(log, LOD_ERROR, "sparql", place,
                "the query ends too early; here could stand: %s", wanted);
  else if (end)
    lod_log_add(log, LOD_ERROR, "sparql", place,
                "the query ends too early; is a } missing?");
  else if (wanted)
    lod_log_add(log, LOD_ERROR, "sparql", place,
                "%.*s is not expected here; here could stand: %s",
                (int)found.size, found.data,
                strcmp(wanted, "$end") == 0 ? _("the end of the query")
                                            : wanted);
  else if (lod_view_equal(found, LOD_VIEW("'/'")) ||
           lod_view_equal(found, LOD_VIEW("'|'")) ||
           lod_view_equal(found, LOD_VIEW("'^'")))
    lod_log_add(log, LOD_ERROR, "sparql", place,
                "%.*s is not expected here; property paths are not supported",
                (int)found.size, found.data);
  else
    lod_log_add(log, LOD_ERROR, "sparql", place, "%.*s is not expected here",
                (int)found.size, found.data);
}

static unsigned count_lines(const char *text)
{
  unsigned lines = 1;
  while ((text = strchr(text, '\n')) != NULL && text++)
    lines++;
  return lines;
}

void lod_sparql_say(const char *text, unsigned line, const char *message,
                    LodLog *log)
{
  static const char at[] = "SPARQL syntax error at '";
  static const char unexpected[] = "syntax error, unexpected ";
  static const char expecting[] = ", expecting ";
  unsigned lines = count_lines(text);
  LodPlace place = {.file = "SPARQL", .line = line < lines ? line : lines};
  if (strncmp(message, at, strlen(at)) == 0 && message[strlen(at)]) {
    say_character(text, &place, message[strlen(at)], log);
  } else if (strncmp(message, unexpected, strlen(unexpected)) == 0) {
    const char *found = message + strlen(unexpected);
    const char *wanted = strstr(found, expecting);
    LodView word = lod_view(found);
    if (wanted)
      word.size = (size_t)(wanted - found);
    say_token(&place, word, wanted ? wanted + strlen(expecting) : NULL, log);
  } else {
    lod_log_add(log, LOD_ERROR, "sparql", &place, "%s", message);
  }
}
