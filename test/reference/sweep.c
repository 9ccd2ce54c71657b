#include "sweep.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct {
  const function *f;
  const parameters *p;
  int count;
  sweep_result *result;
  atomic_int next;
  pthread_mutex_t lock;
} job;

static inline uint32_t hash_step(uint32_t h, uint32_t r) {
  h = (h ^ r) * 0x9e3779b1u;
  return h ^ h >> 15;
}

// By distance, then by bits, so that the list does not depend on the order of the threads.
static int compare(const void *a, const void *b) {
  const hard_input *l = a, *r = b;
  if (l->distance != r->distance) return l->distance < r->distance ? -1 : 1;
  return (l->x > r->x) - (l->x < r->x);
}

static void keep(job *j, hard_input input) {
  sweep_result *r = j->result;
  pthread_mutex_lock(&j->lock);
  int i = r->hardest_count;
  if (i == j->count && compare(&r->hardest[i - 1], &input) > 0) i--;
  if (i < j->count) {
    for (; i > 0 && compare(&r->hardest[i - 1], &input) > 0; i--) r->hardest[i] = r->hardest[i - 1];
    r->hardest[i] = input;
    if (r->hardest_count < j->count) r->hardest_count++;
  }
  pthread_mutex_unlock(&j->lock);
}

static uint32_t value(job *j, uint32_t bits, workspace *w) {
  float x = float_of(bits), result;
  if (isnan(x)) return 0x7fc00000;
  if (isinf(x) || !j->p->moderate) return bits_of(round_value(j->f, x, j->p, w));
  approx a = j->f->in_double(x, j->p);
  // Wider than necessary where hard inputs are wanted: one input in a million then goes to MPFR.
  if (j->count && a.error > 0) a.error = fmax(a.error, fabs(a.value) * 0x1p-44);
  if (decided(a, &result)) return bits_of(result);
  double distance;
  result = round_by_mpfr(j->f, x, j->p, w, &distance);
  // An exact tie (distance 0) is not hard but exact.
  if (j->count && distance > 0) keep(j, (hard_input){bits, bits_of(result), distance});
  return bits_of(result);
}

static void *work(void *argument) {
  job *j = argument;
  workspace w;
  workspace_init(&w);
  for (int b; (b = atomic_fetch_add(&j->next, 1)) < BLOCKS;) {
    uint32_t h = 0x811c9dc5;
    for (uint32_t i = 0; i < BLOCK_LENGTH; i++) h = hash_step(h, value(j, (uint32_t)b << 24 | i, &w));
    j->result->blocks[b] = h;
  }
  workspace_clear(&w);
  return NULL;
}

void sweep(const function *f, const parameters *p, int threads, int count, sweep_result *result) {
  job j = {.f = f, .p = p, .count = count < HARDEST ? count : HARDEST, .result = result};
  atomic_init(&j.next, 0);
  pthread_mutex_init(&j.lock, NULL);
  result->hardest_count = 0;
  pthread_t ids[64];
  if (threads > 64) threads = 64;
  for (int i = 1; i < threads; i++) pthread_create(&ids[i], NULL, work, &j);
  work(&j);
  for (int i = 1; i < threads; i++) pthread_join(ids[i], NULL);
  uint32_t h = 0x811c9dc5;
  for (int b = 0; b < BLOCKS; b++) h = hash_step(h, result->blocks[b]);
  result->final = h;
}
