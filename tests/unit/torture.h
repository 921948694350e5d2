/* What runs out of memory: the first allocation made to fail, then the second,
   and so on, until one is left that does not fail. */
#ifndef LOD_TEST_TORTURE_H
#define LOD_TEST_TORTURE_H

#include "base/memory.h"
#include <check.h>
#include <lodstone/status.h>

/* RUN has lod_memory_fail_at(nth) where it begins and lod_memory_fail_at(0)
   where it ends, between what it needs and what it leaves behind.  It says
   LOD_ERR_NO_MEMORY each time, of more than LEAST allocations. */
static inline void torture(LodStatus (*run)(size_t nth), size_t least)
{
  LodStatus status;
  size_t nth = 0;
  do {
    status = run(++nth);
    if (status)
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
  } while (status);
  ck_assert_uint_gt(nth, least);
}

#endif
