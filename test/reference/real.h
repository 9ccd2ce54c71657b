// Enclosures in MPFR: the slow half of the reference.
#ifndef REAL_H
#define REAL_H

#include <mpfr.h>

// What one thread computes with. A function's MPFR form leaves its answer as lo <= exact value <= hi; an exact answer (zeros with
// their sign) has lo = hi. All numbers have precision + GUARD bits.
typedef struct {
  mpfr_prec_t precision;
  mpfr_t lo, hi, t[8];
} workspace;

// Each MPFR operation is correctly rounded: relative error at most 2^-(precision + GUARD). An MPFR form makes fewer than 30 such
// errors; some are amplified by an exponential of a rounded argument of at most LARGEST = 2^12, rounded at most 6 times.
// 30 + 6 * 2^12 < 2^16, so the whole error is below 2^-precision times the sum of the terms' magnitudes.
#define GUARD 16
#define LARGEST 4096

void workspace_init(workspace *w);
void workspace_precision(workspace *w, mpfr_prec_t precision);
void workspace_clear(workspace *w);

// The answer is y, with an error below 2^(magnitude - precision).
void enclose(workspace *w, mpfr_srcptr y, mpfr_exp_t magnitude);
// The answer is y, with a relative error below 2^-precision; if y is 0 then it is exact.
void enclose_relative(workspace *w, mpfr_srcptr y);
// The answer is exactly v.
void enclose_exact(workspace *w, double v);

// r = e^-|z|, or e^-4096 for larger |z|: then every result that it takes part in rounds to the same float32 as with the true one,
// because 2^-5909 is far below 2^-150 divided by any double or float32 that it is multiplied by.
void real_exp_minus_abs(mpfr_ptr r, mpfr_srcptr z);

// Real constants with 3000 bits, made once by constants_init.
extern mpfr_t sqrt_half, sqrt_two_over_pi, selu_scale, selu_scale_alpha;
void constants_init(void);

#endif
