// hardSigmoid, hardSwish, softsign: rational functions. In MPFR the numerators are exact, and rounding the last operation down and
// up encloses the answer: both are the same where it is exact, so that ties go to even.
#include "all.h"

// hardSigmoid is (slope x + offset) / top, clamped: alpha x + beta, or with the default alpha, which means 1/6, (x + 6 beta) / 6. The
// slope is a float32, so that its product with x is exact, and so is 6 beta.
typedef struct {
  double product, offset, sum, top; // sum is product + offset, rounded
} line;

static line line_at(double x, const parameters *p) {
  bool sixth = p->values[ALPHA] == 1.0 / 6;
  double product = sixth ? x : p->values[ALPHA] * x, offset = sixth ? 6 * p->values[BETA] : p->values[BETA];
  return (line){product, offset, product + offset, sixth ? 6 : 1};
}

// The sign of alpha x + beta - level.
static int against(line l, double level) {
  double top = level * l.top, part = l.sum - l.product;
  double rest = (l.product - (l.sum - part)) + (l.offset - part); // what the rounding of the sum cut off
  if (l.sum != top) return l.sum < top ? -1 : 1;
  return (rest > 0) - (rest < 0);
}

// The sum 1, the quotient 1, and 2.
approx hardSigmoid_double(double x, const parameters *p) {
  line l = line_at(x, p);
  if (against(l, 0) <= 0) return exactly(0);
  if (against(l, 1) >= 0) return exactly(1);
  return within(l.sum / l.top, 4);
}

// Both ends of the sum and of the quotient. x / 6 + 1/2 may be a tie.
void hardSigmoid_mpfr(workspace *w, double x, const parameters *p) {
  line l = line_at(x, p);
  if (against(l, 0) <= 0 || against(l, 1) >= 0) {
    enclose_exact(w, against(l, 1) >= 0);
    return;
  }
  mpfr_ptr a = w->t[0];
  mpfr_set_d(a, l.product, MPFR_RNDN);
  mpfr_add_d(w->lo, a, l.offset, MPFR_RNDD);
  mpfr_add_d(w->hi, a, l.offset, MPFR_RNDU);
  mpfr_div_d(w->lo, w->lo, l.top, MPFR_RNDD);
  mpfr_div_d(w->hi, w->hi, l.top, MPFR_RNDU);
}

// alpha between the edges: with kink 'right' on the left one and not on the right one.
approx hardSigmoid_grad_double(double x, const parameters *p) {
  line l = line_at(x, p);
  bool slopes = p->values[ALPHA] > 0 ? against(l, 0) >= 0 && against(l, 1) < 0 : against(l, 1) <= 0 && against(l, 0) > 0;
  return exactly(slopes ? p->values[ALPHA] : 0);
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
