# Sources of the room linked.
librooms_la_SOURCES += \
  converter/linked/comment.c \
  converter/linked/plan_fuse.c converter/linked/plan_statement.c \
  converter/linked/explain.c converter/linked/explain.h \
  converter/linked/explain_dot.c \
  converter/linked/names.c converter/linked/names.h \
  converter/linked/plan.c converter/linked/plan.h \
  converter/linked/plan_evaluate.c converter/linked/plan_groups.c \
  converter/linked/plan_internal.h converter/linked/plan_render.c \
  converter/linked/plan_resolve.c converter/linked/plan_terms.c \
  converter/linked/render_loop.inc \
  converter/linked/prologue.c converter/linked/provenance.c \
  converter/linked/provenance.h converter/linked/row.c \
  converter/linked/standard.c converter/linked/standard.h \
  converter/linked/syntax.c converter/linked/syntax.h
