/* Declaration attributes of the public interface. */
#ifndef LODSTONE_ATTRIBUTES_H
#define LODSTONE_ATTRIBUTES_H

#if defined(__GNUC__)
#define LOD_API                 __attribute__((visibility("default")))
#define LOD_NODISCARD           __attribute__((warn_unused_result))
#define LOD_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define LOD_API
#define LOD_NODISCARD
#define LOD_PRINTF(text, first)
#endif

#endif
