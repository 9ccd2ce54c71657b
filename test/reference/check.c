#include "check.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  const function *f;
  const parameters *p;
  const uint32_t *inputs;
  long from, to, values, bounds, excess;
  double largest;
  uint32_t example;
} part;

static uint64_t state = 0x9e3779b97f4a7c15;

static uint32_t random_bits(void) { // xorshift64*
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (uint32_t)((state * 0x2545f4914f6cdd1dull) >> 32);
}

typedef struct {
  uint32_t *bits;
  long count, room;
} list;

static void add(list *l, uint32_t bits) {
  if (isnan(float_of(bits))) return;
  if (l->count == l->room) {
    l->room = l->room ? 2 * l->room : 1 << 20;
    l->bits = realloc(l->bits, l->room * sizeof *l->bits);
    if (!l->bits) exit(1);
  }
  l->bits[l->count++] = bits;
}

static void around(list *l, float x, int radius) {
  for (int i = -radius; i <= radius; i++) add(l, bits_of(x) + (uint32_t)i);
}

// count random bit patterns; half as many with exponents from 2^-31 to 2^7, where most functions are not trivial; a tenth
// subnormals; and everything near powers of two, near multiples of 1/2 up to 128 (edges and kinks, and where the double forms
// change), near the roots of derivatives, and near the zeros and infinities.
static list inputs(long count) {
  static const float roots[] = {-1.2784645f, -0.75179160f, -0.75246143f, -1.1924969f, -1.5f};
  list l = {0};
  for (long i = 0; i < count; i++) add(&l, random_bits());
  for (long i = 0; i < count / 2; i++) {
    uint32_t r = random_bits();
    add(&l, (r & 0x807fffff) | (96 + random_bits() % 39) << 23);
  }
  for (long i = 0; i < count / 10; i++) add(&l, random_bits() & 0x807fffff);
  for (int e = -149; e < 128; e++) {
    around(&l, ldexpf(1, e), 64);
    around(&l, -ldexpf(1, e), 64);
  }
  for (int i = 1; i < 256; i++) {
    around(&l, i / 2.0f, 32);
    around(&l, -i / 2.0f, 32);
  }
  for (int i = 0; i < (int)(sizeof roots / sizeof roots[0]); i++) around(&l, roots[i], 5000);
  for (uint32_t i = 0; i < 100; i++) {
    add(&l, i);
    add(&l, 0x80000000 + i);
    add(&l, 0x7f800000 - i);
    add(&l, 0xff800000 - i);
  }
  return l;
}

static void *work(void *argument) {
  part *r = argument;
  parameters plain = *r->p;
  plain.shortcuts = false;
  workspace w;
  workspace_init(&w);
  for (long i = r->from; i < r->to; i++) {
    float x = float_of(r->inputs[i]);
    if (isinf(x)) continue;
    float fast = round_value(r->f, x, r->p, &w), slow = round_by_mpfr(r->f, x, r->p, &w, NULL);
    if (bits_of(fast) != bits_of(slow)) {
      if (!r->values++) r->example = r->inputs[i];
    }
    // The bound without shortcuts, as a part of it that is used; the enclosure that decided is narrower by far.
    approx a = r->f->in_double(x, &plain);
    if (!r->p->moderate || a.error == 0 || fabs(a.value) < 0x1p-800) continue;
    mpfr_sub_d(w.lo, w.lo, a.value, MPFR_RNDN);
    double used = fabs(mpfr_get_d(w.lo, MPFR_RNDN)) / a.error;
    if (used > r->largest) r->largest = used;
    if (used > 1) {
      if (!r->excess++ && !r->values) r->example = r->inputs[i];
    }
  }
  workspace_clear(&w);
  return NULL;
}

long check(const function *f, const parameters *p, long count, int threads) {
  list l = inputs(count);
  part parts[64];
  pthread_t ids[64];
  if (threads > 64) threads = 64;
  for (int i = 0; i < threads; i++) {
    parts[i] = (part){.f = f, .p = p, .inputs = l.bits, .from = l.count * i / threads, .to = l.count * (i + 1) / threads};
    pthread_create(&ids[i], NULL, work, &parts[i]);
  }
  long mismatches = 0, excess = 0;
  double largest = 0;
  for (int i = 0; i < threads; i++) {
    pthread_join(ids[i], NULL);
    mismatches += parts[i].values;
    excess += parts[i].excess;
    largest = fmax(largest, parts[i].largest);
    if (parts[i].values || parts[i].excess) printf("%s: first mismatch at %08x\n", f->name, parts[i].example);
  }
  printf("%s: %ld inputs, %ld mismatches, %ld beyond the bound; the largest error is %.2f of its bound\n", f->name, l.count,
         mismatches, excess, largest);
  free(l.bits);
  return mismatches + excess;
}
