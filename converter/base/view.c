#include "base/view.h"

int lod_view_compare(LodView a, LodView b)
{
  size_t shorter = a.size < b.size ? a.size : b.size;
  int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
  if (order)
    return order;
  return (a.size > b.size) - (a.size < b.size);
}
