// A value in double with a bound on its error: the fast half of the reference.
#ifndef APPROX_H
#define APPROX_H

#include <math.h>
#include <stdint.h>
#include <string.h>

// The exact value lies in [value - error, value + error]. An error of 0 means: value rounds to float32 as the exact value does
// (it is exact, or moved away from a rounding boundary towards the exact value).
typedef struct {
  double value, error;
} approx;

// U = 2^-53 is the largest relative error of one rounded operation in double. Errors of glibc 2.36, as multiples of U, taken
// at least twice the largest ones known (Zimmermann et al., "Accuracy of Mathematical Functions": exp 0.511 ULP, expm1 0.91,
// log1p 0.90, tanh 2.22, erfc 5.19; one ULP is at most 2 U): exp 2, expm1 4, log1p 4, tanh 8, erfc 16.
// `reference check` compares every bound with MPFR.
#define U 0x1p-53

static inline approx exactly(double value) {
  return (approx){value, 0};
}

// A relative error of at most units * U. Each caller's count leaves 2 U for value - error and value + error themselves.
static inline approx within(double value, double units) {
  return (approx){value, fabs(value) * (units * U)};
}

// For an exact value that is not quite v: above it if rest > 0, below it if rest < 0, by less than half the spacing of doubles.
// Gives a double that lies on the same side of each float32 rounding boundary as the exact value does. Boundaries (floats and
// midpoints) are doubles whose last bit is 0, so a v with last bit 1 is none, and a neighbour of an even v is none either.
static inline double to_odd(double v, double rest) {
  uint64_t bits;
  memcpy(&bits, &v, 8);
  if (rest == 0 || (bits & 1)) return v;
  bits += (rest > 0) == (v > 0) ? 1 : -1;
  memcpy(&v, &bits, 8);
  return v;
}

// x / 2 + c x^2 with c > 0, for |x| < 2^-28 at least and c <= 1/2: the second term is smaller than any distance between x / 2 and
// another rounding boundary. For odd bit patterns of |x| < 2^-125, x / 2 is
// itself a boundary, a tie, and the second term's sign decides.
static inline approx half_and_more(double x) {
  return exactly(x == 0 ? x : to_odd(0.5 * x, 1));
}

// e^-a for a >= 0, kept off the underflow of double: from 700 on the constant e^-700, whose products here are far below 2^-150.
static inline double exp_minus(double a) {
  return exp(-(a < 700 ? a : 700));
}

#endif
