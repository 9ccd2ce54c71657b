// linear: alpha x + beta, with alpha and beta float32, so that the product is exact.
#include "all.h"

// A beta of 0 counts as -0: it is the product that is rounded, with its sign.
approx linear_double(double x, const parameters *p) {
  double product = p->values[ALPHA] * x, sum = product + p->values[BETA];
  if (p->values[BETA] == 0) return exactly(product);
  return sum == 0 ? exactly(0) : within(sum, 3); // the sum 1, and 2
}

void linear_mpfr(workspace *w, double x, const parameters *p) {
  double product = p->values[ALPHA] * x, beta = p->values[BETA];
  if (beta == 0 || product + beta == 0) {
    enclose_exact(w, beta == 0 ? product : 0);
    return;
  }
  mpfr_ptr a = w->t[0];
  mpfr_set_d(a, product, MPFR_RNDN);
  mpfr_add_d(w->lo, a, beta, MPFR_RNDD);
  mpfr_add_d(w->hi, a, beta, MPFR_RNDU);
}

approx linear_grad_double(double x, const parameters *p) {
  (void)x;
  return exactly(p->values[ALPHA]);
}

void linear_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)x;
  enclose_exact(w, p->values[ALPHA]);
}
