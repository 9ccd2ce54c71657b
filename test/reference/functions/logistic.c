// sigmoid, logSigmoid, softplus, silu: all from E = e^-|z|, z = beta x, so that nothing overflows and nothing cancels by itself.
#include "all.h"

#define LN2 0x1.62e42fefa39efp-1

// e^-|beta x| with an error of 4 U: exp 2, and 2 for the product's rounding error, which the second line takes out to first order
// (it is at most 700 U, so that its square is below U / 2^34).
static double decay(double beta, double x) {
  double z = beta * x, e = exp_minus(fabs(z));
  if (beta != 1 && fabs(z) < 700) e -= e * copysign(1, z) * fma(beta, x, -z);
  return e;
}

// 1 / (1 + E) or E / (1 + E): E 4, 1 + E at most 3, the quotient 1, together 8, and 2.
static approx logistic(double beta, double x, bool shortcuts) {
  double z = beta * x;
  if (shortcuts) {
    if (z >= 18) return exactly(1);            // e^-18 < 2^-25, half the spacing below 1
    if (z < -104) return exactly(0);           // e^-104 < 2^-150
    if (fabs(z) < 0x1p-30) return exactly(0.5); // 0.5 + z/4
  }
  double e = decay(beta, x);
  return within((z < 0 ? e : 1) / (1 + e), 10);
}

// z = beta x is exact: 77 bits at most.
static void real_product(mpfr_ptr z, double beta, double x) {
  mpfr_set_d(z, x, MPFR_RNDN);
  mpfr_mul_d(z, z, beta, MPFR_RNDN);
}

// s = sigmoid(z), with e = E and d = 1 + E left behind.
static void real_logistic(mpfr_ptr s, mpfr_ptr e, mpfr_ptr d, mpfr_srcptr z) {
  real_exp_minus_abs(e, z);
  mpfr_add_ui(d, e, 1, MPFR_RNDN);
  if (mpfr_sgn(z) < 0) {
    mpfr_div(s, e, d, MPFR_RNDN);
  } else {
    mpfr_ui_div(s, 1, d, MPFR_RNDN);
  }
}

static void enclose_logistic(workspace *w, double beta, double x) {
  real_product(w->t[0], beta, x);
  real_logistic(w->t[1], w->t[2], w->t[3], w->t[0]);
  enclose_relative(w, w->t[1]);
}

approx sigmoid_double(double x, const parameters *p) {
  return logistic(1, x, p->shortcuts);
}

void sigmoid_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  enclose_logistic(w, 1, x);
}

// E / (1 + E)^2: E 2, (1 + E)^2 at most 2 * 2 + 1, the quotient 1, together 8, and 2.
approx sigmoid_grad_double(double x, const parameters *p) {
  double a = fabs(x);
  if (p->shortcuts) {
    if (a < 0x1p-12) return exactly(0.25); // 1/4 - x^2/16, and 2^-28 is half of half the spacing below 1/4
    if (a > 104) return exactly(0);
  }
  double e = exp_minus(a), d = 1 + e;
  return within(e / (d * d), 10);
}

void sigmoid_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr z = w->t[0], e = w->t[1], d = w->t[2];
  mpfr_set_d(z, x, MPFR_RNDN);
  real_exp_minus_abs(e, z);
  mpfr_add_ui(d, e, 1, MPFR_RNDN);
  mpfr_sqr(d, d, MPFR_RNDN);
  mpfr_div(e, e, d, MPFR_RNDN);
  enclose_relative(w, e);
}

// With beta > 0 max(x, 0) + log1p(E) / beta, with beta < 0 min(x, 0) + log1p(E) / beta: nothing cancels. E 4 (log1p does not amplify it), log1p 4, the quotient 1, the sum 1, together 10, and 2.
static approx soft(double beta, double x, bool shortcuts) {
  if (shortcuts && beta == 1) {
    if (x >= 20) return exactly(x);            // e^-20 < 2^-28, the spacing at 20 is 2^-19
    if (x < -104) return exactly(0);
    if (fabs(x) < 0x1p-30) return exactly(LN2); // ln 2 + x/2; ln 2 is 2^-25.2 from the next boundary
  }
  double l = log1p(decay(beta, x)) / beta;
  return within((x > 0) == (beta > 0) ? x + l : l, 12);
}

static void enclose_soft(workspace *w, double beta, double x, int sign) {
  mpfr_ptr z = w->t[0], l = w->t[1];
  real_product(z, beta, x);
  real_exp_minus_abs(l, z);
  mpfr_log1p(l, l, MPFR_RNDN);
  mpfr_div_d(l, l, beta, MPFR_RNDN);
  if ((x > 0) == (beta > 0)) mpfr_add_d(l, l, x, MPFR_RNDN);
  if (sign < 0) mpfr_neg(l, l, MPFR_RNDN);
  enclose_relative(w, l);
}

approx softplus_double(double x, const parameters *p) {
  return soft(p->values[BETA], x, p->shortcuts);
}

void softplus_mpfr(workspace *w, double x, const parameters *p) {
  enclose_soft(w, p->values[BETA], x, 1);
}

approx softplus_grad_double(double x, const parameters *p) {
  return logistic(p->values[BETA], x, p->shortcuts);
}

void softplus_grad_mpfr(workspace *w, double x, const parameters *p) {
  enclose_logistic(w, p->values[BETA], x);
}

// -softplus(-x); its zero for large x is approached from below.
approx logSigmoid_double(double x, const parameters *p) {
  approx a = soft(1, -x, p->shortcuts);
  a.value = -a.value;
  return a;
}

void logSigmoid_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  enclose_soft(w, 1, -x, -1);
}

approx logSigmoid_grad_double(double x, const parameters *p) {
  return logistic(1, -x, p->shortcuts);
}

void logSigmoid_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  enclose_logistic(w, 1, -x);
}

// x sigmoid(z): 8 and 1, and 2.
approx silu_double(double x, const parameters *p) {
  double beta = p->values[BETA], z = beta * x;
  if (p->shortcuts) {
    if (fabs(z) < 0x1p-28) return half_and_more(x);   // x/2 + x z/4
    if (z >= 20) return exactly(x);                   // x - x E, and E < 2^-26
    if (beta == 1 && x < -110) return exactly(-0.0);  // 110 e^-110 < 2^-150
  }
  double e = decay(beta, x);
  return within(x * ((z < 0 ? e : 1) / (1 + e)), 11);
}

void silu_mpfr(workspace *w, double x, const parameters *p) {
  mpfr_ptr z = w->t[0], s = w->t[1];
  real_product(z, p->values[BETA], x);
  real_logistic(s, w->t[2], w->t[3], z);
  mpfr_mul_d(s, s, x, MPFR_RNDN);
  enclose_relative(w, s);
}

// z >= 0: (1 + E (1 + z)) / (1 + E)^2, all terms positive: at most 4 + 4 + 8 + 2 = 18.
// z < 0: E / (1 + E)^2 times n = (1 + z) + E, which cancels at the root z = -1.278...: n has an absolute error of at most
// |z| (the product) + 1 + |z| (1 + z) + 4 (E) + |n| <= 8 (1 + |z|), and the factors' relative error, at most 15, times
// |n| <= 2 (1 + |z|) comes on top.
approx silu_grad_double(double x, const parameters *p) {
  double beta = p->values[BETA], z = beta * x;
  if (p->shortcuts) {
    if (fabs(z) < 0x1p-30) return exactly(0.5); // 0.5 + z/2
    if (z >= 24) return exactly(1);             // 1 + z E
    if (z < -110) return exactly(-0.0);
  }
  double e = decay(beta, x), d = (1 + e) * (1 + e);
  if (z >= 0) return within((1 + e * (1 + z)) / d, 20);
  double n = (1 + z) + e, g = e / d;
  return (approx){g * n, g * (1 - z) * (40 * U)};
}

void silu_grad_mpfr(workspace *w, double x, const parameters *p) {
  mpfr_ptr z = w->t[0], e = w->t[1], d = w->t[2], n = w->t[3];
  real_product(z, p->values[BETA], x);
  real_exp_minus_abs(e, z);
  mpfr_add_ui(d, e, 1, MPFR_RNDN);
  mpfr_sqr(d, d, MPFR_RNDN);
  mpfr_add_ui(n, z, 1, MPFR_RNDN);
  if (mpfr_sgn(z) >= 0) {
    mpfr_mul(n, n, e, MPFR_RNDN);
    mpfr_add_ui(n, n, 1, MPFR_RNDN);
    mpfr_div(n, n, d, MPFR_RNDN);
    enclose_relative(w, n);
  } else {
    mpfr_add(n, n, e, MPFR_RNDN);
    mpfr_div(e, e, d, MPFR_RNDN);
    mpfr_mul(n, n, e, MPFR_RNDN);
    mpfr_exp_t of_z = mpfr_get_exp(z) > 1 ? mpfr_get_exp(z) : 1;
    enclose(w, n, mpfr_get_exp(e) + of_z + 2); // 1 + |z| + E <= 2^(of_z + 2)
  }
}
