#include "guard/guard.h"
#include "base/memory.h"

/* The only policy that there is: to withhold nothing. */
struct LodGuard {
  bool is_off;
};

LodStatus lod_guard_new(const char *policy, LodLog *log, LodGuard **guard)
{
  *guard = NULL;
  if (policy && strcmp(policy, "off")) {
    lod_log_add(log, LOD_ERROR, "guard-policy", NULL,
                "there is no guard policy \"%s\"; only \"off\" can be had, "
                "which withholds nothing",
                policy);
    return LOD_ERR_USAGE;
  }
  LodGuard *const made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  made->is_off = true;
  *guard = made;
  return LOD_SUCCESS;
}

void lod_guard_free(LodGuard *guard)
{
  lod_free(guard);
}

/* Fails closed: without a guard that says so nothing passes. */
LodStatus lod_guard_apply(const LodGuard *guard, LodRows *rows)
{
  if (guard && guard->is_off)
    return LOD_SUCCESS;
  for (size_t row = 0; row < rows->row_count; ++row)
    rows->suppressed[row] = 1;
  for (size_t i = 0; i < rows->row_count * rows->column_count; ++i)
    rows->values[i] = (LodValue){NULL, 0, LOD_VALUE_WITHHELD, 0};
  return LOD_ERR_USAGE;
}

/* Fails closed, too. */
bool lod_guard_passes(const void *guard, LodView text)
{
  const LodGuard *const judge = guard;
  (void)text;
  return judge && judge->is_off;
}
