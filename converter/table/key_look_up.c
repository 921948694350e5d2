#include "table/key_look_up.h"
#include "base/memory.h"
#include "table/key_cache.h"
#include <stdlib.h>

/* A record that may have the value of a question. */
typedef struct Candidate {
  LodKeyPlace place;
  size_t use, question;
} Candidate;

/* A growing array. */
typedef struct List {
  void *items;
  size_t count, capacity;
} List;

struct LodKeyLookUp {
  LodKeyCache *cache; /* of verdicts */
  LodKeyReader *readers;
  size_t uses;
  List questions, candidates;
};

static void *append(List *list, size_t size)
{
  if (list->count == list->capacity) {
    const size_t capacity = list->capacity ? 2 * list->capacity : 256;
    void *const items = lod_reallocarray(list->items, capacity, size);
    if (!items)
      return NULL;
    list->items = items;
    list->capacity = capacity;
  }
  return (char *)list->items + list->count++ * size;
}

LodKeyLookUp *lod_key_look_up_new(size_t uses)
{
  LodKeyLookUp *const made = lod_calloc(1, sizeof *made);
  if (!made)
    return NULL;
  made->uses = uses;
  made->cache = lod_key_cache_new();
  made->readers = lod_calloc(uses + 1, sizeof *made->readers);
  if (made->cache && made->readers)
    return made;
  lod_key_look_up_free(made);
  return NULL;
}

void lod_key_look_up_free(LodKeyLookUp *look_up)
{
  if (!look_up)
    return;
  for (size_t i = 0; look_up->readers && i < look_up->uses; ++i)
    lod_key_reader_close(&look_up->readers[i]);
  lod_free(look_up->readers);
  lod_key_cache_free(look_up->cache);
  lod_free(look_up->questions.items);
  lod_free(look_up->candidates.items);
  lod_free(look_up);
}

/* An entry with the hash of the question that was asked last. */
static LodStatus note_candidate(void *user, uint64_t *value, bool *taken)
{
  LodKeyLookUp *const look_up = user;
  const LodKeyQuestion *const questions = look_up->questions.items;
  const size_t question = look_up->questions.count - 1;
  Candidate *const made = append(&look_up->candidates, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  *made = (Candidate){*value, questions[question].use, question};
  *taken = false;
  return LOD_SUCCESS;
}

LodStatus lod_key_look_up_ask(LodKeyLookUp *look_up,
                              const LodKeyQuestion *question)
{
  uint64_t found;
  bool taken;
  if (lod_key_cache_get(look_up->cache, question->use, question->hash,
                        question->value, &found)) {
    *question->verdict = (LodKeyVerdict)found;
    return LOD_SUCCESS;
  }
  LodKeyQuestion *const made = append(&look_up->questions, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  *made = *question;
  *made->verdict = LOD_KEY_NOWHERE;
  const LodKeyVisitor visitor = {note_candidate, look_up};
  return lod_keyset_visit(question->index->set,
                          lod_key_index_hash(question->index, question->hash),
                          &visitor, &taken);
}

static int by_place(const void *a, const void *b)
{
  const Candidate *const first = a, *const second = b;
  if (first->use != second->use)
    return first->use < second->use ? -1 : 1;
  return (first->place > second->place) - (first->place < second->place);
}

static LodStatus confirm(LodKeyLookUp *look_up, const Candidate *candidate)
{
  const LodKeyQuestion *const questions = look_up->questions.items;
  const LodKeyQuestion *const question = &questions[candidate->question];
  bool same = false;
  if (*question->verdict != LOD_KEY_NOWHERE)
    return LOD_SUCCESS;
  const LodStatus status =
      lod_key_reader_compare(&look_up->readers[question->use], question->index,
                             lod_key_place_offset(candidate->place),
                             question->hash, question->value, &same);
  if (!status && same)
    *question->verdict = lod_key_place_repeated(candidate->place)
                             ? LOD_KEY_SEVERAL
                             : LOD_KEY_ONE;
  return status;
}

LodStatus lod_key_look_up_answer(LodKeyLookUp *look_up)
{
  List *const list = &look_up->candidates;
  const Candidate *const candidates = list->items;
  const LodKeyQuestion *const questions = look_up->questions.items;
  LodStatus status = LOD_SUCCESS;
  if (list->count)
    qsort(list->items, list->count, sizeof *candidates, by_place);
  for (size_t i = 0; i < list->count && !status; ++i)
    status = confirm(look_up, &candidates[i]);
  for (size_t i = 0; i < look_up->questions.count && !status; ++i)
    lod_key_cache_put(look_up->cache, questions[i].use, questions[i].hash,
                      questions[i].value, *questions[i].verdict);
  look_up->questions.count = list->count = 0;
  return status;
}
