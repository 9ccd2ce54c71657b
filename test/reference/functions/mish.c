// mish: with a = e^x, tanh(ln(1 + a)) = a (a + 2) / D, D = a^2 + 2a + 2, and
// mish' = a ((a + 2) D + 4 x (a + 1)) / D^2. For x > 0 both are written in E = e^-x = 1/a.
#include "all.h"

// x <= 0: a 2, a (a + 2) at most 6, D at most 7, the quotient and the product 2. x > 0: fewer. And 2.
approx mish_double(double x, const parameters *p) {
  if (p->shortcuts) {
    if (fabs(x) < 0x1p-60) return within(0.6 * x, 5); // 0.6 x + 0.32 x^2
    if (x >= 12) return exactly(x);                   // x - 2 x E^2, and 2 e^-24 < 2^-33
    if (x < -110) return exactly(-0.0);               // 110 e^-110 < 2^-150
  }
  double e = exp_minus(fabs(x));
  if (x > 0) {
    double n = 1 + 2 * e;
    return within(x * (n / (n + 2 * e * e)), 17);
  }
  double n = e * (e + 2);
  return within(x * (n / (n + 2)), 17);
}

// x <= 0: the two terms have relative errors of at most 11 and 6 and cancel at the root x = -1.192: their errors are added;
// the factor a / D^2 has at most 2 + 14 + 2. x > 0: all positive, at most 12 + 14 + 3.
approx mish_grad_double(double x, const parameters *p) {
  if (p->shortcuts) {
    if (fabs(x) < 0x1p-30) return exactly(0.6); // 0.6 + 0.64 x, and 0.6 is 2^-27.3 from the next boundary
    if (x >= 12) return exactly(1);             // 1 + (4 x - 2) E^2
    if (x < -110) return exactly(-0.0);
  }
  double e = exp_minus(fabs(x));
  if (x > 0) {
    double n = 1 + 2 * e, d = n + 2 * e * e;
    return within((n * d + 4 * x * (e * e * (1 + e))) / (d * d), 32);
  }
  double d = e * (e + 2) + 2, n = (e + 2) * d, m = 4 * x * (e + 1), g = e / (d * d);
  return (approx){g * (n + m), g * (n - m) * (34 * U)};
}

void mish_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr e = w->t[0], n = w->t[1], d = w->t[2];
  mpfr_set_d(e, x, MPFR_RNDN);
  real_exp_minus_abs(e, e);
  if (x > 0) {
    mpfr_mul_ui(n, e, 2, MPFR_RNDN);
    mpfr_add_ui(n, n, 1, MPFR_RNDN);
    mpfr_sqr(d, e, MPFR_RNDN);
    mpfr_mul_ui(d, d, 2, MPFR_RNDN);
    mpfr_add(d, d, n, MPFR_RNDN);
  } else {
    mpfr_add_ui(n, e, 2, MPFR_RNDN);
    mpfr_mul(n, n, e, MPFR_RNDN);
    mpfr_add_ui(d, n, 2, MPFR_RNDN);
  }
  mpfr_div(n, n, d, MPFR_RNDN);
  mpfr_mul_d(n, n, x, MPFR_RNDN);
  enclose_relative(w, n);
}

void mish_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr e = w->t[0], n = w->t[1], d = w->t[2], m = w->t[3];
  mpfr_set_d(e, x, MPFR_RNDN);
  real_exp_minus_abs(e, e);
  mpfr_add_ui(m, e, 1, MPFR_RNDN);
  mpfr_mul_d(m, m, 4 * x, MPFR_RNDN);
  if (x > 0) {
    mpfr_mul(m, m, e, MPFR_RNDN);
    mpfr_mul(m, m, e, MPFR_RNDN);
    mpfr_mul_ui(n, e, 2, MPFR_RNDN);
    mpfr_add_ui(n, n, 1, MPFR_RNDN);
    mpfr_sqr(d, e, MPFR_RNDN);
    mpfr_mul_ui(d, d, 2, MPFR_RNDN);
    mpfr_add(d, d, n, MPFR_RNDN);
    mpfr_mul(n, n, d, MPFR_RNDN);
    mpfr_add(n, n, m, MPFR_RNDN);
    mpfr_sqr(d, d, MPFR_RNDN);
    mpfr_div(n, n, d, MPFR_RNDN);
    enclose_relative(w, n);
    return;
  }
  mpfr_add_ui(n, e, 2, MPFR_RNDN);
  mpfr_mul(d, n, e, MPFR_RNDN);
  mpfr_add_ui(d, d, 2, MPFR_RNDN);
  mpfr_mul(n, n, d, MPFR_RNDN);
  mpfr_exp_t magnitude = mpfr_get_exp(n);
  if (x != 0 && mpfr_get_exp(m) > magnitude) magnitude = mpfr_get_exp(m);
  mpfr_add(n, n, m, MPFR_RNDN);
  mpfr_sqr(d, d, MPFR_RNDN);
  mpfr_div(e, e, d, MPFR_RNDN);
  mpfr_mul(n, n, e, MPFR_RNDN);
  enclose(w, n, mpfr_get_exp(e) + magnitude + 1);
}
