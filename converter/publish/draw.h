/* Drawing by Graphviz, where it is installed. */
#ifndef LOD_PUBLISH_DRAW_H
#define LOD_PUBLISH_DRAW_H

#include "base/buffer.h"
#include <lodstone/log.h>

/* Replace the DOT text in *text by its SVG drawing, made by the program "dot".
   LOD_ERR_USAGE, logged, when it is not installed or fails. */
LOD_NODISCARD LodStatus lod_draw_svg(LodBuffer *text, LodLog *log);

#endif
