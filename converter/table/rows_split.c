/* Splits: texts taken apart for several columns. */
#include "table/rows_internal.h"

static size_t target_count(const LodRowsState *state, size_t index)
{
  return lod_split_target_count(state->rows.binding->splits[index]);
}

/* The text of target J of split INDEX. */
static LodView *target_text(const LodRowsState *state, size_t index, size_t j)
{
  const LodSplit *const split = state->rows.binding->splits[index];
  return &state->split_texts[lod_split_target_at(split, j)];
}

static bool match(LodRowsState *state, size_t index, LodView text)
{
  const LodSplit *const split = state->rows.binding->splits[index];
  const bool matches =
      text.data && lod_split_match(split, state->split_work, text);
  for (size_t j = 0; j < target_count(state, index); ++j)
    *target_text(state, index, j) =
        matches ? lod_split_text(split, state->split_work, text, j)
                : (LodView){NULL, 0};
  return matches;
}

/* Texts that begin and end alike share slots. */
static size_t slot_of(LodView text)
{
  uint64_t first = 0, last = 0;
  if (text.size >= 8) {
    memcpy(&first, text.data, 8);
    memcpy(&last, text.data + text.size - 8, 8);
  } else {
    for (size_t i = 0; i < text.size; ++i)
      first = first << 8 | (unsigned char)text.data[i];
  }
  const uint64_t mixed = (first ^ last * UINT64_C(0x9e3779b97f4a7c15)) *
                         UINT64_C(0xc2b2ae3d27d4eb4f);
  return (size_t)(mixed >> 54) % LOD_SPLIT_SLOTS;
}

static bool is_of(const LodSplitMemo *memo, LodView text)
{
  return memo->size == text.size + 1 &&
         lod_bytes_equal(memo->text, text.data, text.size);
}

static void keep_parts(const LodRowsState *state, size_t index, LodView text,
                       bool matches, LodSplitMemo *memo)
{
  memcpy(memo->text, text.data, text.size);
  memo->size = (uint8_t)(text.size + 1);
  memo->matches = matches;
  for (size_t j = 0; j < target_count(state, index); ++j) {
    const LodView part = *target_text(state, index, j);
    memo->starts[j] = part.data ? (uint8_t)(part.data - text.data) : 0;
    memo->sizes[j] = part.data ? (uint8_t)part.size : UINT8_MAX;
  }
}

static void recall_parts(const LodRowsState *state, size_t index, LodView text,
                         const LodSplitMemo *memo)
{
  for (size_t j = 0; j < target_count(state, index); ++j)
    *target_text(state, index, j) =
        memo->sizes[j] == UINT8_MAX
            ? (LodView){NULL, 0}
            : (LodView){text.data + memo->starts[j], memo->sizes[j]};
}

bool lod_rows_split(LodRowsState *state, size_t index, LodView text)
{
  if (!text.data || text.size > LOD_SPLIT_TEXT ||
      target_count(state, index) > LOD_SPLIT_PARTS)
    return match(state, index, text);
  LodSplitMemo *const memos = state->split_memos + index * LOD_SPLIT_SLOTS;
  const size_t slot = slot_of(text);
  for (size_t i = 0; i < 2; ++i)
    if (is_of(&memos[slot ^ i], text)) {
      recall_parts(state, index, text, &memos[slot ^ i]);
      return memos[slot ^ i].matches;
    }
  memos[slot ^ 1] = memos[slot];
  const bool matches = match(state, index, text);
  keep_parts(state, index, text, matches, &memos[slot]);
  return matches;
}
