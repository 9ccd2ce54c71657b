// The function as a sweep computes it against MPFR alone, on random and on difficult inputs.
#ifndef CHECK_H
#define CHECK_H

#include "round.h"

// Prints one line; returns the number of mismatches.
long check(const function *f, const parameters *p, long count, int threads);

#endif
