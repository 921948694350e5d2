#include "table/field_buffer.h"
#include "base/memory.h"
#include <stddef.h>
#include <stdint.h>

typedef union Head {
  struct {
    size_t capacity, limit;
    bool refused;
  } is;
  max_align_t alignment;
} Head;

static Head *head_of(void *buffer)
{
  return (Head *)buffer - 1;
}

static const Head *const_head_of(const void *buffer)
{
  return (const Head *)buffer - 1;
}

void *lod_field_buffer_new(size_t size, size_t limit)
{
  if (size > SIZE_MAX - sizeof(Head))
    return NULL;
  Head *const head = lod_malloc(sizeof *head + size);
  if (!head)
    return NULL;
  head->is.capacity = size;
  head->is.limit = limit;
  head->is.refused = false;
  return head + 1;
}

void lod_field_buffer_free(void *buffer)
{
  if (buffer)
    lod_free(head_of(buffer));
}

void *lod_field_buffer_grow(void *buffer, size_t size)
{
  Head *head = head_of(buffer);
  head->is.refused = size > head->is.limit;
  if (head->is.refused)
    return NULL;
  if (size <= head->is.capacity)
    return buffer;
  /* By half as much again, so that a long field is moved seldom. */
  size_t capacity = size + size / 2;
  if (capacity > head->is.limit)
    capacity = head->is.limit;
  head = lod_reallocarray(head, 1, sizeof *head + capacity);
  if (!head)
    return NULL;
  head->is.capacity = capacity;
  return head + 1;
}

bool lod_field_buffer_refused(const void *buffer)
{
  return const_head_of(buffer)->is.refused;
}

size_t lod_field_buffer_limit(const void *buffer)
{
  return const_head_of(buffer)->is.limit;
}

size_t lod_field_buffer_capacity(const void *buffer)
{
  return const_head_of(buffer)->is.capacity;
}
