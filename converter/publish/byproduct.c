#include "publish/byproduct.h"

#include "base/view.h"

#include <stdio.h>

/* A header is shorter. */
#define HEAD_BYTES ((size_t)64 << 10)

/* The columns that --reject adds, at the end of the header, with the delimiter
   and quotes of whatever dialect between them. */
static bool is_reject(LodView head)
{
  static const char line[] = "_line", reason[] = "_reason";
  const char *at = head.data, *const end = head.data + head.size;
  while ((at = memmem(at, (size_t)(end - at), line, strlen(line)))) {
    at += strlen(line);
    size_t left = (size_t)(end - at), window = strlen(reason) + 16;
    const char *found =
        memmem(at, left < window ? left : window, reason, strlen(reason));
    const char *behind = found ? found + strlen(reason) : end;
    if (behind < end && *behind != '\r')
      behind++; /* a quote */
    if (behind < end && *behind == '\r')
      return true;
  }
  return false;
}

static bool is_report(LodView head)
{
  static const char start[] = "{\n  \"tool\": \"lodstone\"";
  return head.size > strlen(start) &&
         memcmp(head.data, start, strlen(start)) == 0;
}

bool lod_is_byproduct(const char *path)
{
  char head[HEAD_BYTES];
  FILE *file = fopen(path, "rb");
  if (!file)
    return false;
  LodView text = {head, fread(head, 1, sizeof head, file)};
  fclose(file);
  return is_reject(text) || is_report(text);
}
