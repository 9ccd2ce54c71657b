// squareplus, with r = sqrt(x^2 + b): (x + r) / 2, and below 0, where that cancels, b / (2 (r - x)). The derivative is (r + x) / (2 r),
// and below 0 b / (2 r (r - x)). In MPFR each operation is rounded down for one end and up for the other, so that an exact answer is
// enclosed exactly.
#include "all.h"

// x >= 0: x^2 + b with one rounding, half of which the root keeps, the root and the sum 1 each: 2.5, and 2. x < 0: the quotient 1 more.
approx squareplus_double(double x, const parameters *p) {
  double b = p->values[B];
  if (b == 0) return exactly(x > 0 ? x : 0);
  if (p->shortcuts && b == 4) {
    if (x >= 0x1p14) return exactly(x);            // x + 1/x
    if (fabs(x) < 0x1p-26) return exactly(1);      // 1 + x/2
  }
  double s = sqrt(x * x + b) + fabs(x);
  return x < 0 ? within(b / (2 * s), 6) : within(s / 2, 5);
}

// r and s = r + |x|.
static void real_roots(mpfr_ptr r, mpfr_ptr s, double x, double b, mpfr_rnd_t rounding) {
  mpfr_set_d(r, x, MPFR_RNDN);
  mpfr_sqr(r, r, MPFR_RNDN); // exact: 48 bits
  mpfr_add_d(r, r, b, rounding);
  mpfr_sqrt(r, r, rounding);
  mpfr_add_d(s, r, fabs(x), rounding);
}

static void one_end(mpfr_ptr y, workspace *w, double x, double b, mpfr_rnd_t rounding) {
  mpfr_ptr r = w->t[0], s = w->t[1];
  mpfr_rnd_t opposite = rounding == MPFR_RNDU ? MPFR_RNDD : MPFR_RNDU;
  real_roots(r, s, x, b, x < 0 ? opposite : rounding);
  if (x < 0) mpfr_d_div(s, b, s, rounding);
  mpfr_div_2ui(y, s, 1, rounding);
}

void squareplus_mpfr(workspace *w, double x, const parameters *p) {
  double b = p->values[B];
  if (b == 0) {
    enclose_exact(w, x > 0 ? x : 0);
    return;
  }
  one_end(w->lo, w, x, b, MPFR_RNDD);
  one_end(w->hi, w, x, b, MPFR_RNDU);
}

// x >= 0: r 1.5, s 2.5 and the quotient 1, and 2. x < 0: r, s, their product and the quotient 6, and 2.
approx squareplus_grad_double(double x, const parameters *p) {
  double b = p->values[B];
  if (b == 0) return exactly(x >= 0);
  if (x == 0) return exactly(0.5);
  if (p->shortcuts && b == 4) {
    if (x >= 0x1p14) return exactly(1);              // 1 - 1/x^2
    if (fabs(x) < 0x1p-26) return exactly(0.5);      // 1/2 + x/4
  }
  double r = sqrt(x * x + b), s = r + fabs(x);
  return x < 0 ? within(b / (2 * (r * s)), 8) : within(s / (2 * r), 7);
}

// (1 + |x| / r) / 2 grows with x where r is rounded the other way.
static void one_end_grad(mpfr_ptr y, workspace *w, double x, double b, mpfr_rnd_t rounding) {
  mpfr_ptr r = w->t[0], s = w->t[1];
  real_roots(r, s, x, b, rounding == MPFR_RNDU ? MPFR_RNDD : MPFR_RNDU);
  if (x < 0) {
    mpfr_mul(s, s, r, rounding == MPFR_RNDU ? MPFR_RNDD : MPFR_RNDU);
    mpfr_d_div(s, b, s, rounding);
  } else {
    mpfr_d_div(s, x, r, rounding);
    mpfr_add_ui(s, s, 1, rounding);
  }
  mpfr_div_2ui(y, s, 1, rounding);
}

void squareplus_grad_mpfr(workspace *w, double x, const parameters *p) {
  double b = p->values[B];
  if (b == 0 || x == 0) {
    enclose_exact(w, b == 0 ? x >= 0 : 0.5);
    return;
  }
  one_end_grad(w->lo, w, x, b, MPFR_RNDD);
  one_end_grad(w->hi, w, x, b, MPFR_RNDU);
}
