// The functions that compute in float32: a selection, or one float32 operation. x and the parameters are float32 values.
// The MPFR forms do that operation exactly, so that it is rounded once there too; sums need at most 300 bits, for which Ziv's loop
// takes care. A selection has only one form.
#include "all.h"

#define SELECTION(name)                                           \
  void name##_mpfr(workspace *w, double x, const parameters *p) { \
    enclose_exact(w, name##_double(x, p).value);                  \
  }

approx relu_double(double x, const parameters *p) {
  (void)p;
  return exactly(x > 0 ? x : 0);
}
SELECTION(relu)

approx relu_grad_double(double x, const parameters *p) {
  (void)p;
  return exactly(x >= 0 ? 1 : 0);
}
SELECTION(relu_grad)

// One float32 operation is correctly rounded; without shortcuts the exact value is wanted.
approx leakyRelu_double(double x, const parameters *p) {
  if (p->shortcuts) return exactly(x >= 0 ? x : (float)p->values[ALPHA] * (float)x);
  return exactly(x >= 0 ? x : p->values[ALPHA] * x); // 48 bits
}

void leakyRelu_mpfr(workspace *w, double x, const parameters *p) {
  mpfr_ptr r = w->t[0];
  mpfr_set_d(r, x, MPFR_RNDN);
  if (x < 0) mpfr_mul_d(r, r, p->values[ALPHA], MPFR_RNDN); // exact: 48 bits
  mpfr_set(w->lo, r, MPFR_RNDN);
  mpfr_set(w->hi, r, MPFR_RNDN);
}

approx leakyRelu_grad_double(double x, const parameters *p) {
  return exactly(x >= 0 ? 1 : p->values[ALPHA]);
}
SELECTION(leakyRelu_grad)

approx relu6_double(double x, const parameters *p) {
  (void)p;
  return exactly(x > 6 ? 6 : x > 0 ? x : 0);
}
SELECTION(relu6)

approx relu6_grad_double(double x, const parameters *p) {
  (void)p;
  return exactly(x >= 0 && x < 6 ? 1 : 0);
}
SELECTION(relu6_grad)

approx hardtanh_double(double x, const parameters *p) {
  return exactly(x < p->values[MIN] ? p->values[MIN] : x > p->values[MAX] ? p->values[MAX] : x);
}
SELECTION(hardtanh)

approx hardtanh_grad_double(double x, const parameters *p) {
  return exactly(x >= p->values[MIN] && x < p->values[MAX] ? 1 : 0);
}
SELECTION(hardtanh_grad)

approx thresholdedRelu_double(double x, const parameters *p) {
  return exactly(x > p->values[THETA] ? x : p->values[VALUE]);
}
SELECTION(thresholdedRelu)

// The jump at theta: on its right the slope is 1.
approx thresholdedRelu_grad_double(double x, const parameters *p) {
  return exactly(x >= p->values[THETA] ? 1 : 0);
}
SELECTION(thresholdedRelu_grad)

approx hardShrink_double(double x, const parameters *p) {
  return exactly(fabs(x) > p->values[LAMBDA] ? x : 0);
}
SELECTION(hardShrink)

// On the right of -lambda the slope is 0, on the right of lambda 1.
approx hardShrink_grad_double(double x, const parameters *p) {
  return exactly(x < -p->values[LAMBDA] || x >= p->values[LAMBDA] ? 1 : 0);
}
SELECTION(hardShrink_grad)

approx softShrink_double(double x, const parameters *p) {
  double lambda = p->values[LAMBDA], a = fabs(x);
  if (a <= lambda) return exactly(0);
  if (p->shortcuts) return exactly(copysignf((float)a - (float)lambda, (float)x));
  return within(copysign(a - lambda, x), 3); // the difference 1, and 2
}

void softShrink_mpfr(workspace *w, double x, const parameters *p) {
  double lambda = p->values[LAMBDA];
  if (fabs(x) <= lambda) {
    enclose_exact(w, 0);
    return;
  }
  mpfr_ptr a = w->t[0];
  mpfr_set_d(a, x, MPFR_RNDN);
  mpfr_sub_d(w->lo, a, copysign(lambda, x), MPFR_RNDD);
  mpfr_sub_d(w->hi, a, copysign(lambda, x), MPFR_RNDU);
}

approx softShrink_grad_double(double x, const parameters *p) {
  return hardShrink_grad_double(x, p);
}
SELECTION(softShrink_grad)

approx squaredRelu_double(double x, const parameters *p) {
  float v = (float)x;
  if (p->shortcuts) return exactly(v > 0 ? v * v : 0);
  return exactly(x > 0 ? x * x : 0); // 48 bits
}

void squaredRelu_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr r = w->t[0];
  mpfr_set_d(r, x > 0 ? x : 0, MPFR_RNDN);
  mpfr_sqr(r, r, MPFR_RNDN); // exact: 48 bits
  mpfr_set(w->lo, r, MPFR_RNDN);
  mpfr_set(w->hi, r, MPFR_RNDN);
}

approx squaredRelu_grad_double(double x, const parameters *p) {
  (void)p;
  return exactly(x > 0 ? 2 * x : 0); // rounds to Inf from 2^127 on
}
SELECTION(squaredRelu_grad)
