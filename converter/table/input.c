#include "table/input.h"
#include "base/memory.h"
#include "base/utf8.h"

#define LONGEST_CHARACTER ((size_t)4) /* in UTF-8 */

LodStatus lod_input_start(LodInput *input, LodSource *source, size_t read_bytes,
                          size_t window, bool keep_pairs)
{
  *input = (LodInput){.source = source,
                      .nul = SIZE_MAX,
                      .read_bytes = read_bytes,
                      .capacity = read_bytes + window + LONGEST_CHARACTER,
                      .keep_pairs = keep_pairs};
  /* One byte more for a CR that stays behind. */
  input->data = lod_malloc(input->capacity + LOD_SLACK);
  return input->data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

void lod_input_free(LodInput *input)
{
  lod_free(input->data);
  input->data = NULL;
}

/* Where the bytes that can be taken end. */
static size_t usable_end(const LodInput *input)
{
  if (input->nul != SIZE_MAX)
    return input->nul;
  const bool wait = input->keep_pairs && !input->ended && !input->failure &&
                    input->size > input->at &&
                    input->data[input->size - 1] == '\r';
  return wait ? input->size - 1 : input->size;
}

/* Read on behind what has not been taken, which goes to the front. */
static void read_on(LodInput *input)
{
  const size_t kept = input->size - input->at;
  if (kept)
    memmove(input->data, input->data + input->at, kept);
  input->at = 0;
  input->size = kept;
  size_t got = 0;
  input->failure = lod_source_read(input->source, input->data + kept,
                                   input->read_bytes, &got);
  if (input->failure)
    return;
  input->size += got;
  input->ended = !got;
  const char *const nul = got ? memchr(input->data + kept, '\0', got) : NULL;
  if (nul)
    input->nul = (size_t)(nul - input->data);
}

static bool may_have_more(const LodInput *input)
{
  return !input->ended && !input->failure && input->nul == SIZE_MAX;
}

LodStatus lod_input_fill(LodInput *input)
{
  while (may_have_more(input) && input->at == usable_end(input))
    read_on(input);
  return input->at == usable_end(input) ? input->failure : LOD_SUCCESS;
}

void lod_input_gather(LodInput *input, size_t wanted)
{
  while (may_have_more(input)) {
    const size_t ready = input->size - input->at;
    if (ready >= wanted || input->capacity - ready < input->read_bytes)
      break;
    read_on(input);
  }
}

LodView lod_input_slice(const LodInput *input, size_t wanted)
{
  const size_t ready = usable_end(input) - input->at;
  return (LodView){input->data + input->at, ready < wanted ? ready : wanted};
}

/* The bytes of SLICE that are whole characters, with those of the last one
   that lie behind it, of AVAILABLE. */
static size_t whole_characters(LodView slice, size_t available)
{
  const size_t valid = lod_utf8_valid_prefix(slice);
  LodView cut = {slice.data + valid, slice.size - valid};
  while (cut.size && cut.size < LONGEST_CHARACTER &&
         valid + cut.size < available) {
    ++cut.size;
    if (lod_utf8_valid_prefix(cut) == cut.size)
      return valid + cut.size;
  }
  return valid;
}

LodStatus lod_input_text(LodInput *input, size_t wanted, LodView *text)
{
  const LodStatus status = lod_input_fill(input);
  *text = lod_input_slice(input, wanted);
  if (status || !text->size)
    return status;
  size_t size = whole_characters(*text, input->size - input->at);
  if (!size) { /* what begins here may be cut by the end of what was read */
    lod_input_gather(input, LONGEST_CHARACTER);
    *text = lod_input_slice(input, wanted);
    size = whole_characters(*text, input->size - input->at);
  }
  text->size = size;
  return size || input->size - input->at >= LONGEST_CHARACTER ? LOD_SUCCESS
                                                              : input->failure;
}

bool lod_input_at_nul(const LodInput *input)
{
  return input->at == input->nul;
}

bool lod_input_at_end(const LodInput *input)
{
  return input->at == input->size && input->ended;
}
