// sparsePlus: 0 up to -1, (x + 1)^2 / 4 up to 1, x from there on. In MPFR the sum and the square are exact.
#include "all.h"

// From 2^-28 on x + 1 is exact in double, and the remainder of the square, exact as an fma gives it, says on which side of it the
// exact value lies. Below, 1/4 + x/2 rounds to 1/4.
approx sparsePlus_double(double x, const parameters *p) {
  if (x <= -1) return exactly(0);
  if (x >= 1) return exactly(x);
  double t = x + 1, square = t * t;
  if (fabs(x) >= 0x1p-28) return exactly(to_odd(square, fma(t, t, -square)) / 4);
  return p->shortcuts ? exactly(0.25) : within(square / 4, 5);
}

// (x + 1)^power / 2^power, with 173 bits of x + 1.
static void power_of_half(workspace *w, double x, unsigned power) {
  if (x <= -1 || x >= 1) {
    enclose_exact(w, x <= -1 ? 0 : power == 2 ? x : 1);
    return;
  }
  mpfr_t t;
  mpfr_init2(t, 400);
  mpfr_set_d(t, x, MPFR_RNDN);
  mpfr_add_ui(t, t, 1, MPFR_RNDN);
  mpfr_pow_ui(t, t, power, MPFR_RNDN);
  mpfr_div_2ui(t, t, power, MPFR_RNDN);
  mpfr_set(w->lo, t, MPFR_RNDD);
  mpfr_set(w->hi, t, MPFR_RNDU);
  mpfr_clear(t);
}

void sparsePlus_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  power_of_half(w, x, 2);
}

approx sparsePlus_grad_double(double x, const parameters *p) {
  if (x <= -1) return exactly(0);
  if (x >= 1) return exactly(1);
  if (fabs(x) >= 0x1p-28) return exactly((x + 1) / 2);
  return p->shortcuts ? exactly(0.5) : within((x + 1) / 2, 3);
}

void sparsePlus_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  power_of_half(w, x, 1);
}
