// hardSigmoid, hardSwish, softsign: rational functions. In MPFR the numerators are exact, and rounding the last operation down and
// up encloses the answer: both are the same where it is exact, so that ties go to even.
#include "all.h"

// The edges are the doubles nearest to -beta / alpha and (1 - beta) / alpha, which is where the library says that f bends: -3 and 3
// with the defaults. The default alpha counts as 1/6.
static double lower_edge(const parameters *p) {
  return (0 - p->values[BETA]) / p->values[ALPHA];
}

static double upper_edge(const parameters *p) {
  return (1 - p->values[BETA]) / p->values[ALPHA];
}

// alpha x + beta with one rounding, and 2.
approx hardSigmoid_double(double x, const parameters *p) {
  if (x <= lower_edge(p)) return exactly(0);
  if (x >= upper_edge(p)) return exactly(1);
  double v = fma(p->values[ALPHA], x, p->values[BETA]);
  if (v <= 0) return exactly(0);
  if (v >= 1) return exactly(1);
  return within(v, 3);
}

static void clamp(mpfr_ptr v) {
  if (mpfr_sgn(v) <= 0) mpfr_set_zero(v, 1);
  if (mpfr_cmp_ui(v, 1) > 0) mpfr_set_ui(v, 1, MPFR_RNDN);
}

void hardSigmoid_mpfr(workspace *w, double x, const parameters *p) {
  if (x <= lower_edge(p) || x >= upper_edge(p)) {
    enclose_exact(w, x >= upper_edge(p));
    return;
  }
  mpfr_ptr a = w->t[0], b = w->t[1];
  mpfr_set_d(a, x, MPFR_RNDN);
  mpfr_set_d(b, p->values[BETA], MPFR_RNDN);
  if (p->values[ALPHA] == 1.0 / 6) { // the default is 1/6, and not the double next to it: x / 6 + beta, which may be a tie
    mpfr_div_ui(w->lo, a, 6, MPFR_RNDD);
    mpfr_div_ui(w->hi, a, 6, MPFR_RNDU);
    mpfr_add(w->lo, w->lo, b, MPFR_RNDD);
    mpfr_add(w->hi, w->hi, b, MPFR_RNDU);
  } else {
    mpfr_mul_d(a, a, p->values[ALPHA], MPFR_RNDN); // exact: 77 bits
    mpfr_add(w->lo, a, b, MPFR_RNDD);
    mpfr_add(w->hi, a, b, MPFR_RNDU);
  }
  clamp(w->lo);
  clamp(w->hi);
}

// alpha between the edges: with kink 'right' from the lower one on and below the upper one.
approx hardSigmoid_grad_double(double x, const parameters *p) {
  return exactly(x >= lower_edge(p) && x < upper_edge(p) ? p->values[ALPHA] : 0);
}

void hardSigmoid_grad_mpfr(workspace *w, double x, const parameters *p) {
  enclose_exact(w, hardSigmoid_grad_double(x, p).value);
}

// x (x + 3) / 6: three roundings, and 2.
approx hardSwish_double(double x, const parameters *p) {
  if (x >= 3) return exactly(x);
  if (x <= -3) return exactly(-0.0);
  if (p->shortcuts && fabs(x) < 0x1p-28) return half_and_more(x); // x/2 + x^2/6
  return within(x * (x + 3) / 6, 5);
}

void hardSwish_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  if (x >= 3 || x <= -3) {
    enclose_exact(w, x > 0 ? x : -0.0);
    return;
  }
  mpfr_t n;
  mpfr_init2(n, 400); // exact: x has 24 bits down to 2^-149
  mpfr_set_d(n, x, MPFR_RNDN);
  mpfr_add_ui(n, n, 3, MPFR_RNDN);
  mpfr_mul_d(n, n, x, MPFR_RNDN);
  mpfr_div_ui(w->lo, n, 6, MPFR_RNDD);
  mpfr_div_ui(w->hi, n, 6, MPFR_RNDU);
  mpfr_clear(n);
}

// (2 x + 3) / 6 has millions of exact ties. From |x| = 2^-26 on 2 x + 3 is exact in double, and the remainder of the division, exact
// as an fma gives it, says on which side of the quotient the exact value lies. Below, it is 0.5.
approx hardSwish_grad_double(double x, const parameters *p) {
  if (x >= 3) return exactly(1);
  if (x < -3) return exactly(0);
  double n = 2 * x + 3, v = n / 6;
  if (fabs(x) >= 0x1p-26) return exactly(to_odd(v, fma(-6, v, n)));
  return p->shortcuts ? exactly(0.5) : within(v, 4);
}

void hardSwish_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  if (x >= 3 || x < -3) {
    enclose_exact(w, x > 0);
    return;
  }
  mpfr_t n;
  mpfr_init2(n, 200);
  mpfr_set_d(n, 2 * x, MPFR_RNDN);
  mpfr_add_ui(n, n, 3, MPFR_RNDN);
  mpfr_div_ui(w->lo, n, 6, MPFR_RNDD);
  mpfr_div_ui(w->hi, n, 6, MPFR_RNDU);
  mpfr_clear(n);
}

// x / (1 + |x|): two roundings, and 2.
approx softsign_double(double x, const parameters *p) {
  double a = fabs(x);
  if (p->shortcuts) {
    if (a < 0x1p-26) return exactly(x);            // x - x |x|
    if (a > 0x1p26) return exactly(copysign(1, x)); // 1 - 1/|x|
  }
  return within(x / (1 + a), 4);
}

void softsign_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_t n, d;
  mpfr_inits2(400, n, d, (mpfr_ptr)0);
  mpfr_set_d(n, x, MPFR_RNDN);
  mpfr_abs(d, n, MPFR_RNDN);
  mpfr_add_ui(d, d, 1, MPFR_RNDN); // exact
  mpfr_div(w->lo, n, d, MPFR_RNDD);
  mpfr_div(w->hi, n, d, MPFR_RNDU);
  mpfr_clears(n, d, (mpfr_ptr)0);
}

// 1 / (1 + |x|)^2: at most 2 + 1 + 1, and 2.
approx softsign_grad_double(double x, const parameters *p) {
  double a = fabs(x), d = 1 + a;
  if (p->shortcuts) {
    if (a < 0x1p-27) return exactly(1);  // 1 - 2 |x|
    if (a >= 0x1p76) return exactly(0);  // 2^-152
  }
  return within(1 / (d * d), 6);
}

void softsign_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_t d;
  mpfr_init2(d, 800);
  mpfr_set_d(d, fabs(x), MPFR_RNDN);
  mpfr_add_ui(d, d, 1, MPFR_RNDN);
  mpfr_sqr(d, d, MPFR_RNDN); // exact
  mpfr_ui_div(w->lo, 1, d, MPFR_RNDD);
  mpfr_ui_div(w->hi, 1, d, MPFR_RNDU);
  mpfr_clear(d);
}
