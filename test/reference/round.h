// The correctly rounded float32 of a function: in double where that decides, else in MPFR.
#ifndef ROUND_H
#define ROUND_H

#include "functions.h"

static inline uint32_t bits_of(float v) {
  uint32_t bits;
  memcpy(&bits, &v, 4);
  return bits;
}

static inline float float_of(uint32_t bits) {
  float v;
  memcpy(&v, &bits, 4);
  return v;
}

// Whether the whole of a rounds to one float32.
static inline bool decided(approx a, float *result) {
  float low = (float)(a.value - a.error), high = (float)(a.value + a.error);
  if (a.error == 0) low = high = (float)a.value; // keeps -0
  *result = low;
  return bits_of(low) == bits_of(high);
}

// From MPFR alone, for finite x. With distance: how far the exact value is from the nearest rounding boundary, in spacings of float32.
float round_by_mpfr(const function *f, float x, const parameters *p, workspace *w, double *distance);
float round_value(const function *f, float x, const parameters *p, workspace *w);
// The exact value with a relative error below 2^-44, for p without shortcuts.
double exact_value(const function *f, float x, const parameters *p, workspace *w);

#endif
