#include "cli/options.h"

#include "cli/text.h"
#include <lodstone/explain.h>
#include <stddef.h>

/* Shorthands for sets of commands. */
enum {
  TABLES = LOD_CONVERT | LOD_CHECK | LOD_BATCH | LOD_LOAD | LOD_EXPLAIN,
  RUNS = LOD_CONVERT | LOD_BATCH | LOD_LOAD,
  READS = RUNS | LOD_CHECK
};

#define AT(member) offsetof(LodOptions, member)

static const LodChoice whens[] = {{"auto", LOD_AUTO},
                                  {"always", LOD_ALWAYS},
                                  {"never", LOD_NEVER},
                                  {NULL, 0}};

static const LodChoice layers[] = {{"all", LOD_LAYER_ALL},
                                   {"plain", LOD_LAYER_PLAIN},
                                   {"links", LOD_LAYER_LINKS},
                                   {NULL, 0}};

static const LodChoice policies[] = {{"keep", LOD_BAD_CELLS_KEEP},
                                     {"skip", LOD_BAD_CELLS_SKIP},
                                     {"stop", LOD_BAD_CELLS_STOP},
                                     {NULL, 0}};

static const LodChoice trims[] = {
    {"true", 0}, {"false", 0}, {"start", 0}, {"end", 0}, {NULL, 0}};

static const LodChoice marks[] = {{".", 0}, {",", 0}, {NULL, 0}};

static const LodChoice results[] = {{"table", 0},  {"csv", 0}, {"tsv", 0},
                                    {"json", 0},   {"xml", 0}, {"ntriples", 0},
                                    {"turtle", 0}, {NULL, 0}};

static const LodChoice guards[] = {{"off", 0}, {NULL, 0}};

const LodOption lod_option_table[] = {
    {"mapping", 'm', "FILE|NAME", TABLES, LOD_GROUP_MAPPING,
     LOD_OPTION_DOCUMENT, AT(convert.mapping), NULL, 0,
     N_("CSVW metadata (a file or a URL) for the input, or the name of a "
        "specification pack (leverantorsreskontra, leverantorsreskontra/1.1); "
        "without it the metadata that the input leads to, else the header "
        "row")},
    {"metadata", 0, "FILE|URL", TABLES, LOD_GROUP_MAPPING, LOD_OPTION_DOCUMENT,
     AT(convert.metadata), NULL, 0,
     N_("CSVW metadata, in place of what the input leads to; all the tables "
        "that it names are converted")},
    {"base", 0, "IRI", TABLES, LOD_GROUP_MAPPING, LOD_OPTION_TEXT,
     AT(convert.base), NULL, 0,
     N_("the publisher's base IRI, for what the mapping mints")},
    {"set", 0, "NAME=VALUE", TABLES, LOD_GROUP_MAPPING, LOD_OPTION_SETTING,
     AT(settings), NULL, 0,
     N_("a constant for a column that the file lacks; may be repeated")},
    {"minimal", 0, NULL, TABLES, LOD_GROUP_MAPPING, LOD_OPTION_VALUE,
     AT(convert.mode), NULL, LOD_MODE_MINIMAL,
     N_("say only what the cells say (a pack's default)")},
    {"standard", 0, NULL, TABLES, LOD_GROUP_MAPPING, LOD_OPTION_VALUE,
     AT(convert.mode), NULL, LOD_MODE_STANDARD,
     N_("describe tables and rows too (CSVW metadata's default)")},
    {"guard", 0, "off", TABLES, LOD_GROUP_MAPPING, LOD_OPTION_WORD,
     AT(convert.guard), guards, 0,
     N_("disclosure control: there is none in this release")},

    {"to", 't', "FORMAT", LOD_CONVERT | LOD_BATCH, LOD_GROUP_OUTPUT,
     LOD_OPTION_TEXT, AT(convert.format), NULL, 0,
     N_("what to write; without it the ending of --output decides, else "
        "ntriples")},
    {"output", 'o', "FILE", LOD_CONVERT | LOD_EXPLAIN, LOD_GROUP_OUTPUT,
     LOD_OPTION_TEXT, AT(convert.output), NULL, 0,
     N_("write FILE, all of it or nothing, instead of standard output")},
    {"layer", 0, "LAYER", RUNS, LOD_GROUP_OUTPUT, LOD_OPTION_CHOICE,
     AT(convert.layer), layers, 0,
     N_("which statements: all; plain, those that link nowhere outside the "
        "data set; links, the outgoing links alone")},
    {"provenance", 0, NULL, RUNS, LOD_GROUP_OUTPUT, LOD_OPTION_FLAG,
     AT(convert.provenance), NULL, 0, N_("CSVW provenance statements too")},
    {"dot", 0, NULL, LOD_EXPLAIN, LOD_GROUP_OUTPUT, LOD_OPTION_VALUE, AT(form),
     NULL, LOD_EXPLAIN_DOT,
     N_("a picture in the DOT language instead of words")},
    {"svg", 0, NULL, LOD_EXPLAIN, LOD_GROUP_OUTPUT, LOD_OPTION_VALUE, AT(form),
     NULL, LOD_EXPLAIN_SVG, N_("a picture as SVG; Graphviz must be installed")},

    {"delimiter", 0, "C", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_TEXT,
     AT(convert.delimiter), NULL, 0,
     N_("what stands between cells; \\t is a tab")},
    {"quote", 0, "C", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_TEXT,
     AT(convert.quote), NULL, 0,
     N_("what stands around cells; empty: nothing does")},
    {"escape", 0, "C", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_TEXT,
     AT(convert.escape), NULL, 0,
     N_("what stands before a character that is taken as it is, such as a "
        "quote inside of quotes; without it quotes there are doubled")},
    {"comment-prefix", 0, "TEXT", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_TEXT,
     AT(convert.comment_prefix), NULL, 0,
     N_("what a row that is a comment begins with")},
    {"encoding", 0, "NAME", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_TEXT,
     AT(convert.encoding), NULL, 0, N_("the character set of the input")},
    {"header", 0, "N", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_COUNT,
     AT(convert.header_rows), NULL, 0, N_("the number of header rows")},
    {"skip", 0, "N", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_COUNT,
     AT(convert.skip_rows), NULL, 0,
     N_("the number of rows to pass over before the header; they are "
        "comments of the table")},
    {"skip-columns", 0, "N", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_COUNT,
     AT(convert.skip_columns), NULL, 0,
     N_("the number of columns to pass over at the start of each row")},
    {"skip-blank-rows", 0, NULL, TABLES, LOD_GROUP_DIALECT, LOD_OPTION_FLAG,
     AT(convert.skip_blank_rows), NULL, 0,
     N_("pass over rows whose cells are all empty")},
    {"trim", 0, "WHERE", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_WORD,
     AT(convert.trim), trims, 0,
     N_("take blanks off cells: true (at both sides), start, end, or false")},
    {"null", 0, "TEXT", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_TEXT,
     AT(convert.null_text), NULL, 0,
     N_("the text of a cell that has no value")},
    {"decimal", 0, "MARK", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_WORD,
     AT(convert.decimal), marks, 0, N_("the decimal mark of numbers")},
    {"line-terminators", 0, "LIST", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_TEXT,
     AT(convert.line_terminators), NULL, 0,
     N_("what ends a row: lf (also behind cr), cr, any of these, or any "
        "texts, with commas between them; here and in the marks above \\n, "
        "\\r, \\t, \\\\ and \\xHH stand for characters")},
    {"reader", 0, "NAME", TABLES, LOD_GROUP_DIALECT, LOD_OPTION_TEXT,
     AT(convert.reader), NULL, 0,
     N_("the record reader: vector, libcsv or full; by default the fastest "
        "that can read the dialect")},

    {"bad-cells", 0, "POLICY", RUNS, LOD_GROUP_FAULTS, LOD_OPTION_CHOICE,
     AT(convert.bad_cells), policies, 0,
     N_("a cell that is not what its column says: keep it as plain text "
        "(CSVW metadata's default), skip what it says (a pack's default), or "
        "stop")},
    {"strict", 0, NULL, READS, LOD_GROUP_FAULTS, LOD_OPTION_FLAG, AT(strict),
     NULL, 0, N_("a warning counts as a fault: exit status 1")},
    {"reject", 0, "FILE", LOD_CONVERT | LOD_LOAD, LOD_GROUP_FAULTS,
     LOD_OPTION_TEXT, AT(convert.reject), NULL, 0,
     N_("write the rows of which something was left out, with line number "
        "and reason, to FILE")},
    {"report", 0, "FILE", READS, LOD_GROUP_FAULTS, LOD_OPTION_TEXT, AT(report),
     NULL, 0, N_("write the run's report as JSON to FILE")},

    {"store", 0, "DIR", LOD_LOAD | LOD_QUERY, LOD_GROUP_STORE, LOD_OPTION_TEXT,
     AT(store), NULL, 0, N_("the folder of the store (lodstone.db)")},
    {"graph", 0, "IRI", LOD_LOAD, LOD_GROUP_STORE, LOD_OPTION_TEXT, AT(graph),
     NULL, 0, N_("the graph that the statements go to")},
    {"file", 'f', "FILE", LOD_QUERY, LOD_GROUP_STORE, LOD_OPTION_TEXT,
     AT(query_file), NULL, 0,
     N_("read the query from FILE (-: standard input)")},
    {"results", 0, "FORMAT", LOD_QUERY, LOD_GROUP_STORE, LOD_OPTION_WORD,
     AT(results), results, 0,
     N_("how the answer is written; table is for people, ntriples and turtle "
        "are for CONSTRUCT and DESCRIBE")},

    {"allow-network", 0, NULL, TABLES, LOD_GROUP_NETWORK, LOD_OPTION_FLAG,
     AT(convert.allow_network), NULL, 0,
     N_("metadata may fetch from hosts that the command line does not name; "
        "redirects may lead there, too")},
    {"max-redirects", 0, "N", TABLES, LOD_GROUP_NETWORK, LOD_OPTION_NUMBER,
     AT(convert.max_redirects), NULL, 0,
     N_("how many redirects are followed (10)")},
    {"max-download", 0, "SIZE", TABLES, LOD_GROUP_NETWORK, LOD_OPTION_SIZE,
     AT(convert.max_download), NULL, 0,
     N_("how large one answer may be, decompressed (64G)")},
    {"max-header", 0, "SIZE", TABLES, LOD_GROUP_NETWORK, LOD_OPTION_SIZE,
     AT(convert.max_header), NULL, 0,
     N_("how large the header of one answer may be (64K)")},
    {"max-growth", 0, "N", TABLES, LOD_GROUP_NETWORK, LOD_OPTION_NUMBER,
     AT(convert.max_growth), NULL, 0,
     N_("how many times an answer of more than 16M may be larger than it came "
        "compressed (200); 0: any")},
    {"max-locations", 0, "N", TABLES, LOD_GROUP_NETWORK, LOD_OPTION_NUMBER,
     AT(convert.max_locations), NULL, 0,
     N_("how many places where metadata may be are tried, of the links of a "
        "table and of the site's list each (32)")},
    {"timeout", 0, "SECONDS", TABLES, LOD_GROUP_NETWORK, LOD_OPTION_NUMBER,
     AT(convert.timeout), NULL, 0,
     N_("how long a server may be silent (60); 0: for ever")},

    {"jobs", 'j', "N", READS, LOD_GROUP_LIMITS, LOD_OPTION_NUMBER,
     AT(convert.jobs), NULL, 0,
     N_("the number of workers; 0, the default, is one a core")},
    {"memory", 0, "SIZE", READS, LOD_GROUP_LIMITS, LOD_OPTION_SIZE,
     AT(convert.memory), NULL, 0,
     N_("how large key sets grow before they go to disk (256M)")},
    {"max-field", 0, "SIZE", TABLES, LOD_GROUP_LIMITS, LOD_OPTION_SIZE,
     AT(convert.max_field), NULL, 0, N_("how large a cell may be (16M)")},
    {"max-columns", 0, "N", TABLES, LOD_GROUP_LIMITS, LOD_OPTION_POSITIVE,
     AT(convert.max_columns), NULL, 0,
     N_("how many cells a row may have (65536)")},
    {"max-match", 0, "N", TABLES, LOD_GROUP_LIMITS, LOD_OPTION_POSITIVE,
     AT(convert.max_match), NULL, 0,
     N_("how many steps a regular expression may take with one cell "
        "(200000)")},
    {"max-metadata", 0, "SIZE", TABLES, LOD_GROUP_LIMITS, LOD_OPTION_SIZE,
     AT(convert.max_metadata), NULL, 0,
     N_("how large a document of metadata or a code list may be (16M)")},
    {"max-depth", 0, "N", LOD_BATCH, LOD_GROUP_LIMITS, LOD_OPTION_NUMBER,
     AT(convert.max_depth), NULL, 0,
     N_("how deep the folders may lie in which tables are looked for (32)")},
    {"shard", 0, "I/N", LOD_CONVERT | LOD_LOAD, LOD_GROUP_LIMITS,
     LOD_OPTION_SHARD, 0, NULL, 0,
     N_("only the I-th of N parts of a table; one behind the other they are "
        "the "
        "whole")},

    {"progress", 0, "WHEN", LOD_CONVERT | LOD_CHECK | LOD_LOAD,
     LOD_GROUP_CONSOLE, LOD_OPTION_CHOICE, AT(progress), whens, 0,
     N_("show how far the run has come")},
    {"color", 0, "WHEN", LOD_ALL_COMMANDS, LOD_GROUP_CONSOLE, LOD_OPTION_CHOICE,
     AT(color), whens, 0, N_("colours in messages")},
    {"quiet", 'q', NULL, LOD_ALL_COMMANDS, LOD_GROUP_CONSOLE, LOD_OPTION_FLAG,
     AT(quiet), NULL, 0, N_("show errors only")},
    {"verbose", 'v', NULL, LOD_ALL_COMMANDS, LOD_GROUP_CONSOLE, LOD_OPTION_FLAG,
     AT(verbose), NULL, 0, N_("close with a summary of the run")},
    {"help", 'h', NULL, LOD_ALL_COMMANDS, LOD_GROUP_CONSOLE, LOD_OPTION_FLAG,
     AT(help), NULL, 0, N_("show this help")},
    {NULL, 0, NULL, 0, LOD_GROUP_CONSOLE, LOD_OPTION_FLAG, 0, NULL, 0, NULL},
};

const char *lod_option_group_title(LodOptionGroup group)
{
  static const char *const titles[] = {
      [LOD_GROUP_MAPPING] = N_("Mapping"),
      [LOD_GROUP_OUTPUT] = N_("Output"),
      [LOD_GROUP_DIALECT] = N_("How the table is written, where no metadata "
                               "says it"),
      [LOD_GROUP_FAULTS] = N_("Faults"),
      [LOD_GROUP_STORE] = N_("Store"),
      [LOD_GROUP_NETWORK] = N_("Network"),
      [LOD_GROUP_LIMITS] = N_("Limits"),
      [LOD_GROUP_CONSOLE] = N_("Messages"),
  };
  return titles[group];
}
