// One function over all 2^32 float32 inputs: hashes of the results, and the inputs that were hardest to round.
#ifndef SWEEP_H
#define SWEEP_H

#include "round.h"

enum { BLOCKS = 256, BLOCK_LENGTH = 1 << 24, HARDEST = 1000 };

typedef struct {
  uint32_t x, y;
  double distance;
} hard_input;

typedef struct {
  uint32_t blocks[BLOCKS], final;
  hard_input hardest[HARDEST]; // by distance
  int hardest_count;
} sweep_result;

// count: how many of the hardest inputs are wanted, at most HARDEST.
void sweep(const function *f, const parameters *p, int threads, int count, sweep_result *result);

#endif
