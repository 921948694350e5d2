#include "json_value.h"

#include <string.h>

static bool numbers_equal(const json_t *a, const json_t *b)
{
  if (json_is_integer(a) && json_is_integer(b))
    return json_integer_value(a) == json_integer_value(b);
  return json_number_value(a) == json_number_value(b);
}

static bool arrays_equal(const json_t *a, const json_t *b)
{
  const size_t size = json_array_size(a);
  bool same = json_is_array(b) && json_array_size(b) == size;
  for (size_t i = 0; i < size && same; i++)
    same = json_value_equal(json_array_get(a, i), json_array_get(b, i));
  return same;
}

static bool objects_equal(const json_t *a, const json_t *b)
{
  const char *key;
  json_t *value;
  if (!json_is_object(b) || json_object_size(a) != json_object_size(b))
    return false;
  json_object_foreach((json_t *)a, key, value)
  {
    const json_t *const other = json_object_get(b, key);
    if (!other || !json_value_equal(value, other))
      return false;
  }
  return true;
}

bool json_value_equal(const json_t *a, const json_t *b)
{
  if (json_is_number(a) && json_is_number(b))
    return numbers_equal(a, b);
  if (json_is_array(a))
    return arrays_equal(a, b);
  return json_is_object(a) ? objects_equal(a, b) : json_equal(a, b);
}
