#include "table/input.h"
#include "base/memory.h"

LodStatus lod_input_start(LodInput *input, LodSource *source, size_t read_bytes,
                          bool keep_pairs)
{
  *input = (LodInput){.source = source,
                      .nul = SIZE_MAX,
                      .read_bytes = read_bytes,
                      .keep_pairs = keep_pairs};
  /* One byte more for a CR that stays behind. */
  input->data = lod_malloc(read_bytes + 1 + LOD_SLACK);
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
  const bool wait = input->keep_pairs && !input->ended &&
                    input->size > input->at &&
                    input->data[input->size - 1] == '\r';
  return wait ? input->size - 1 : input->size;
}

LodStatus lod_input_fill(LodInput *input)
{
  while (!input->ended && input->nul == SIZE_MAX &&
         input->at == usable_end(input)) {
    const size_t kept = input->size - input->at; /* a CR or nothing */
    if (kept)
      input->data[0] = input->data[input->at];
    input->at = 0;
    input->size = kept;
    size_t got = 0;
    const LodStatus status = lod_source_read(input->source, input->data + kept,
                                             input->read_bytes, &got);
    if (status)
      return status;
    input->size += got;
    input->ended = !got;
    const char *const nul = got ? memchr(input->data + kept, '\0', got) : NULL;
    if (nul)
      input->nul = (size_t)(nul - input->data);
  }
  return LOD_SUCCESS;
}

LodView lod_input_slice(const LodInput *input, size_t wanted)
{
  const size_t ready = usable_end(input) - input->at;
  return (LodView){input->data + input->at, ready < wanted ? ready : wanted};
}

bool lod_input_at_nul(const LodInput *input)
{
  return input->at == input->nul;
}
