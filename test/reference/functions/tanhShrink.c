// tanhShrink: x - tanh(x), which near 0 is x^3/3 - 2 x^5/15 + ..., and tanh(x)^2, its derivative.
#include "all.h"

// The terms of the series after x^3/3, as factors of it: for |x| < 2^-8 the next one is below 2^-75 of it.
static double series_rest(double x2) {
  return x2 * (-2.0 / 5 + x2 * (17.0 / 105 + x2 * (-62.0 / 945 + x2 * (1382.0 / 51975))));
}

// Below 2^-27 the rest is less than half the distance between doubles, and negative: where x^3/3 is a tie, it decides. From 40 on
// x - 1 is exact, or rounds to x, and the rest, 2 e^-2x, decides in the same way. Between them: x^3, x^3/3 and the sum 4, and 2; or
// tanh 8, of which the error is an absolute one, and the difference 1, and 2.
approx tanhShrink_double(double x, const parameters *p) {
  double a = fabs(x), cube = x * x * x, third = cube / 3;
  if (a < 0x1p-27) {
    if (x == 0) return exactly(x);
    if (p->shortcuts && a < 0x1p-51) return exactly(copysign(0, x)); // 2^-154
    // x^3 has 72 bits: the remainders of both roundings, and the series' next term, all of them times 3.
    double x2 = x * x, of_cube = fma(x2, x, -cube), of_third = fma(-3, third, cube) + of_cube;
    return exactly(to_odd(third, of_third - 1.2 * (x2 * third)));
  }
  if (a < 0x1p-8) return within(third + third * series_rest(x * x), 6);
  if (a >= 40) return exactly(copysign(to_odd(a - 1, 1), x));
  double y = x - tanh(x);
  return (approx){y, (8 + 3 * fabs(y)) * U};
}

void tanhShrink_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr y = w->t[0], small = w->t[1];
  if (x == 0) {
    enclose_exact(w, x);
  } else if (fabs(x) < 40) {
    mpfr_set_d(y, x, MPFR_RNDN);
    mpfr_tanh(y, y, MPFR_RNDN);
    mpfr_d_sub(y, x, y, MPFR_RNDN);
    enclose(w, y, ilogb(x) + 1);
  } else {
    // |x| - 1 and less than 2^-110 more, of which Ziv's loop would not see enough.
    mpfr_set_d(y, fabs(x), MPFR_RNDN);
    mpfr_sub_ui(y, y, 1, MPFR_RNDN);
    mpfr_set_ui_2exp(small, 1, -100, MPFR_RNDN);
    mpfr_add(w->lo, y, small, MPFR_RNDD);
    mpfr_add(w->hi, y, small, MPFR_RNDU);
    if (x < 0) {
      mpfr_swap(w->lo, w->hi);
      mpfr_neg(w->lo, w->lo, MPFR_RNDN);
      mpfr_neg(w->hi, w->hi, MPFR_RNDN);
    }
  }
}

// tanh 8, twice, and the square 1, and 2. Below 2^-27 it is x^2, which is exact in double and may be a tie, less 2 x^4/3.
approx tanhShrink_grad_double(double x, const parameters *p) {
  if (p->shortcuts && fabs(x) >= 20) return exactly(1); // 1 - 4 e^-40
  if (fabs(x) < 0x1p-27) return exactly(x == 0 ? 0 : to_odd(x * x, -1));
  double t = tanh(x);
  return within(t * t, 20);
}

void tanhShrink_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr t = w->t[0];
  mpfr_set_d(t, x < -LARGEST ? -LARGEST : x > LARGEST ? LARGEST : x, MPFR_RNDN);
  mpfr_tanh(t, t, MPFR_RNDN);
  mpfr_sqr(t, t, MPFR_RNDN);
  enclose_relative(w, t);
}
