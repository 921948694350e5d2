#include "rdf/raptor_internal.h"

#include "base/memory.h"
#include <string.h>

/* Errors and warnings of raptor's go to the log; the callers compare FAULTS,
   for a return value of 0 does not say that all went well. */
static void take_message(void *user, raptor_log_message *message)
{
  LodRaptor *raptor = user;
  LodPlace place = {.file = raptor->name};
  if (message->level < RAPTOR_LOG_LEVEL_WARN)
    return;
  if (message->locator && message->locator->line > 0)
    place.line = (uint64_t)message->locator->line;
  if (message->locator && message->locator->column > 0)
    place.column = (uint32_t)message->locator->column;
  bool fault = message->level > RAPTOR_LOG_LEVEL_WARN;
  raptor->faults += fault;
  lod_log_add(raptor->log, fault ? LOD_ERROR : LOD_WARNING, raptor->code,
              &place, "%s", message->text);
}

static unsigned char *generated_label(LodRaptor *raptor)
{
  LodBuffer label = {0};
  unsigned char *copy = NULL;
  if (!lod_buffer_printf(&label, "genid%llu",
                         (unsigned long long)++raptor->labels) &&
      !lod_buffer_terminate(&label))
    copy = raptor_alloc_memory(label.size + 1);
  if (copy)
    memcpy(copy, label.data, label.size + 1);
  lod_buffer_free(&label);
  return copy;
}

/* Name a blank node.  Raptor would keep a document's own label "genid1" and
   give it to a node without one, too; here such labels get a "u" in front. */
static unsigned char *take_label(void *user, unsigned char *own)
{
  if (!own)
    return generated_label(user);
  const char *after = (const char *)own;
  while (*after == 'u')
    after++;
  if (strncmp(after, "genid", 5) != 0)
    return own;
  size_t size = strlen((const char *)own) + 1;
  unsigned char *changed = raptor_alloc_memory(size + 1);
  if (changed) {
    changed[0] = 'u';
    memcpy(changed + 1, own, size);
  }
  raptor_free_memory(own);
  return changed;
}

LodStatus lod_raptor_new(LodLog *log, LodRaptor **result)
{
  *result = NULL;
  LodRaptor *raptor = lod_calloc(1, sizeof *raptor);
  if (!raptor)
    return LOD_ERR_NO_MEMORY;
  raptor->log = log;
  raptor->code = "rdf-syntax";
  raptor->world = raptor_new_world();
  if (raptor->world) {
    raptor_world_set_log_handler(raptor->world, raptor, take_message);
    raptor_world_set_generate_bnodeid_handler(raptor->world, raptor,
                                              take_label);
  }
  if (!raptor->world || raptor_world_open(raptor->world)) {
    lod_raptor_free(raptor);
    return LOD_ERR_NO_MEMORY;
  }
  *result = raptor;
  return LOD_SUCCESS;
}

void lod_raptor_free(LodRaptor *raptor)
{
  if (!raptor)
    return;
  if (raptor->world)
    raptor_free_world(raptor->world);
  lod_free(raptor);
}

const char *lod_raptor_serializer_at(LodRaptor *raptor, unsigned index,
                                     const char **label)
{
  const raptor_syntax_description *description =
      raptor_world_get_serializer_description(raptor->world, index);
  if (!description)
    return NULL;
  if (label)
    *label = description->label;
  return description->names[0];
}

bool lod_raptor_has_serializer(LodRaptor *raptor, const char *name)
{
  return raptor_world_is_serializer_name(raptor->world, name) != 0;
}

/* GRDDL fetches what its input names, and "guess" may pick it. */
bool lod_raptor_has_parser(LodRaptor *raptor, const char *name)
{
  return raptor_world_is_parser_name(raptor->world, name) != 0 &&
         strcmp(name, "grddl") != 0;
}

const char *lod_raptor_guess(LodRaptor *raptor, const char *name, LodView head)
{
  const char *found = raptor_world_guess_parser_name(
      raptor->world, NULL, NULL, (const unsigned char *)head.data, head.size,
      (const unsigned char *)name);
  return found && lod_raptor_has_parser(raptor, found) ? found : NULL;
}
