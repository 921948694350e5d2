/* URI templates (RFC 6570, all levels), parsed once. */
#ifndef LOD_MAPPING_URI_TEMPLATE_H
#define LOD_MAPPING_URI_TEMPLATE_H

#include "base/arena.h"
#include "base/buffer.h"

/* One variable of an expression, with its modifiers. */
typedef struct LodTemplateVariable {
  LodView name;
  unsigned prefix; /* ":n" in characters; 0: none */
  bool explode;    /* "*" */
} LodTemplateVariable;

/* A literal (operator 'L', already encoded) or an expression. */
typedef struct LodTemplatePart {
  char op; /* 'L', or one of 0 + # . / ; ? & */
  LodView literal;
  LodTemplateVariable *variables;
  size_t variable_count;
} LodTemplatePart;

typedef struct LodTemplate {
  LodTemplatePart *parts;
  size_t part_count;
} LodTemplate;

/* A value of a variable: none (undefined), one text, or a list. */
typedef struct LodTemplateValue {
  const LodView *items;
  size_t count; /* 0: undefined */
} LodTemplateValue;

/* The value of VARIABLE for the expansion under way; false: undefined. */
typedef bool (*LodTemplateLookup)(void *user, LodView name,
                                  LodTemplateValue *value);

/* Parse TEXT into ARENA; LOD_ERR_INPUT when it is no template (then *error is
   the byte offset of the fault). */
LOD_NODISCARD LodStatus lod_template_parse(LodView text, LodArena *arena,
                                           LodTemplate *result, size_t *error);

/* Append the expansion (RFC 6570, section 3). */
LOD_NODISCARD LodStatus lod_template_expand(const LodTemplate *t,
                                            LodTemplateLookup lookup,
                                            void *user, LodBuffer *out);

#endif
