#include "linked/provenance.h"

#include "linked/plan_internal.h"

#define PROV  "http://www.w3.org/ns/prov#"
#define AGENT "https://w3id.org/lodstone"

/* Statements are written in full, so that nothing is left to declare. */
typedef struct Writer {
  LodNames *names;
  LodBuffer *out;
  uint64_t *statements;
  LodStatus status;
} Writer;

static LodTerm iri(const char *value)
{
  return (LodTerm){.type = LOD_TERM_IRI, .value = lod_view(value)};
}

static LodTerm blank(const char *label)
{
  return (LodTerm){.type = LOD_TERM_BLANK, .value = lod_view(label)};
}

static void say(Writer *writer, LodTerm subject, const char *predicate,
                LodTerm object)
{
  LodStatement statement = {
      .subject = subject, .predicate = iri(predicate), .object = object};
  if (writer->status)
    return;
  writer->status = lod_write_statement(writer->names, &statement, writer->out);
  ++*writer->statements;
}

static void say_time(Writer *writer, LodTerm subject, const char *predicate,
                     time_t time)
{
  char text[40] = "";
  struct tm parts;
  if (gmtime_r(&time, &parts))
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  say(writer, subject, predicate,
      (LodTerm){.type = LOD_TERM_LITERAL,
                .value = lod_view(text),
                .datatype = LOD_VIEW(LOD_XSD "dateTime")});
}

static void say_usage(Writer *writer, LodTerm activity, const char *label,
                      const char *entity, const char *role)
{
  say(writer, activity, PROV "qualifiedUsage", blank(label));
  say(writer, blank(label), LOD_RDF "type", iri(PROV "Usage"));
  say(writer, blank(label), PROV "entity", iri(entity));
  say(writer, blank(label), PROV "hadRole", iri(role));
}

/* What was generated: the group that standard mode describes, else the table.
 */
static LodTerm generated(const LodPlan *plan)
{
  const LodMapping *mapping = plan->mapping;
  if (!mapping->standard_mode)
    return iri(plan->options.table_url);
  return mapping->group_id ? iri(mapping->group_id)
                           : blank(mapping->group_label);
}

static void say_all(Writer *writer, const LodPlan *plan,
                    const LodProvenance *provenance)
{
  char activity[64], data[64], metadata[64];
  int size = (int)plan->blank_prefix.size - 2;
  const char *prefix = plan->blank_prefix.data + 2; /* without "_:" */
  snprintf(activity, sizeof activity, "%.*sp0", size, prefix);
  snprintf(data, sizeof data, "%.*sp1", size, prefix);
  snprintf(metadata, sizeof metadata, "%.*sp2", size, prefix);
  LodTerm node = blank(activity);
  say(writer, generated(plan), PROV "wasGeneratedBy", node);
  say(writer, node, LOD_RDF "type", iri(PROV "Activity"));
  say(writer, node, PROV "wasAssociatedWith", iri(AGENT));
  say_time(writer, node, PROV "startedAtTime", provenance->started);
  say_time(writer, node, PROV "endedAtTime", provenance->ended);
  say_usage(writer, node, data, plan->options.table_url,
            LOD_CSVW "csvEncodedTabularData");
  if (provenance->metadata)
    say_usage(writer, node, metadata, provenance->metadata,
              LOD_CSVW "tabularMetadata");
}

LodStatus lod_provenance_write(const LodPlan *plan,
                               const LodProvenance *provenance, LodBuffer *out,
                               uint64_t *statements)
{
  Writer writer = {.out = out, .statements = statements};
  LodStatus status =
      lod_names_new(LOD_SYNTAX_NTRIPLES, NULL, NULL, 0, &writer.names);
  if (status)
    return status;
  if (lod_syntax_is_turtle(plan->options.syntax))
    writer.status = lod_buffer_append_char(out, '\n');
  say_all(&writer, plan, provenance);
  lod_names_free(writer.names);
  return writer.status;
}
