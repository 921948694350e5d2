#include <lodstone/nearest.h>

#include "base/ascii.h"

/* Names that people type are shorter. */
#define LONGEST 63

static unsigned least(unsigned a, unsigned b)
{
  return a < b ? a : b;
}

static bool is_same(char a, char b)
{
  return lod_ascii_lower(a) == lod_ascii_lower(b);
}

/* The optimal string alignment distance: Levenshtein's, and neighbours that
   have changed places (Damerau) count once. */
static unsigned distance(LodView a, LodView b)
{
  unsigned rows[3][LONGEST + 1];
  unsigned *before = rows[0], *above = rows[1], *row = rows[2];
  for (unsigned j = 0; j <= b.size; j++)
    above[j] = j;
  for (unsigned i = 1; i <= a.size; i++) {
    row[0] = i;
    for (unsigned j = 1; j <= b.size; j++) {
      bool same = is_same(a.data[i - 1], b.data[j - 1]);
      row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !same);
      if (i > 1 && j > 1 && is_same(a.data[i - 1], b.data[j - 2]) &&
          is_same(a.data[i - 2], b.data[j - 1]))
        row[j] = least(row[j], before[j - 2] + 1);
    }
    unsigned *spare = before;
    before = above;
    above = row;
    row = spare;
  }
  return above[b.size];
}

static bool begins_with(LodView text, LodView prefix)
{
  return prefix.size > 1 && prefix.size <= text.size &&
         lod_ascii_equal_nocase((LodView){text.data, prefix.size}, prefix);
}

void lod_nearest_try(LodNearest *nearest, const char *candidate)
{
  LodView word = lod_view(nearest->word), other = lod_view(candidate);
  size_t size = word.size > other.size ? word.size : other.size;
  if (size > LONGEST || word.size == 0)
    return;
  unsigned away = distance(word, other);
  bool like = away <= (size > 3 ? size / 3 : 1) && away < size;
  if (!like && begins_with(other, word)) {
    like = true;
    away = LONGEST; /* what is like it goes before */
  }
  if (!like || (nearest->best && away >= nearest->distance))
    return;
  nearest->best = candidate;
  nearest->distance = away;
}
