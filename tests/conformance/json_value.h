/* JSON values: are two the same, whatever the order of their members? */
#ifndef CONFORMANCE_JSON_VALUE_H
#define CONFORMANCE_JSON_VALUE_H

#include <jansson.h>
#include <stdbool.h>

/* Numbers are compared as numbers: 1 and 1.0 are the same. */
bool json_value_equal(const json_t *a, const json_t *b);

#endif
