// gelu from erfc; geluTanh as x sigmoid(w), w = 2 sqrt(2/pi) (x + 0.044715 x^3), because (1 + tanh u) / 2 = sigmoid(2u).
#include "all.h"

#define SQRT_HALF 0.70710678118654752440084436210485
#define INVERSE_SQRT_2PI 0.39894228040143267793994605993438

// Phi(x) = erfc(t) / 2, t = -x / sqrt 2: erfc 16; t has a relative error of 2 (the constant and the product), which erfc amplifies
// by at most 2 t^2 + 1 for t > 0 (Mills' ratio) and 1/2 for t < 0: together 2 x^2 + 18 at most (t^2 = x^2 / 2).
static double phi(double x, double *units) {
  *units = (x < 0 ? 2 * x * x : 0) + 18;
  return 0.5 * erfc(-x * SQRT_HALF);
}

approx gelu_double(double x, const parameters *p) {
  if (p->shortcuts) {
    if (fabs(x) < 0x1p-28) return half_and_more(x); // x/2 + x^2 / sqrt(2 pi)
    if (x >= 6) return exactly(x);                  // Phi(-6) < 2^-29
    if (x < -15) return exactly(-0.0);              // 15 e^-112 < 2^-150
  }
  if (x < -40) return exactly(-0.0); // below double's range too
  double units, v = x * phi(x, &units);
  return within(v, units + 3);
}

// Phi + x phi, phi = e^(-x^2/2) / sqrt(2 pi): x^2 is exact, exp 2, the constant and two products 3. The sum cancels at the root
// x = -0.752: the terms' errors are added.
approx gelu_grad_double(double x, const parameters *p) {
  if (p->shortcuts) {
    if (fabs(x) < 0x1p-30) return exactly(0.5); // 0.5 + 0.8 x
    if (x >= 7) return exactly(1);
    if (x < -15) return exactly(-0.0);
  }
  if (x < -40) return exactly(-0.0);
  double units, v = phi(x, &units), d = x * (INVERSE_SQRT_2PI * exp_minus(x * x * 0.5));
  return (approx){v + d, (v * (units + 3) + fabs(d) * 8) * U};
}

// |x| at most 40: Phi(-40) < 2^-1150, which no float32 factor lifts to 2^-150.
static double at_most_40(double x) {
  return x < -40 ? -40 : x > 40 ? 40 : x;
}

static void real_phi(mpfr_ptr r, double x) {
  mpfr_mul_d(r, sqrt_half, -at_most_40(x), MPFR_RNDN);
  mpfr_erfc(r, r, MPFR_RNDN);
  mpfr_div_ui(r, r, 2, MPFR_RNDN);
}

void gelu_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr r = w->t[0];
  real_phi(r, x);
  mpfr_mul_d(r, r, x, MPFR_RNDN);
  enclose_relative(w, r);
}

void gelu_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr r = w->t[0], d = w->t[1];
  double a = at_most_40(x);
  real_phi(r, x);
  mpfr_set_d(d, -0.5 * a * a, MPFR_RNDN);
  mpfr_exp(d, d, MPFR_RNDN);
  mpfr_mul(d, d, sqrt_two_over_pi, MPFR_RNDN); // twice 1 / sqrt(2 pi)
  mpfr_div_ui(d, d, 2, MPFR_RNDN);
  mpfr_mul_d(d, d, x, MPFR_RNDN);
  mpfr_exp_t magnitude = mpfr_get_exp(r);
  if (x != 0 && mpfr_get_exp(d) > magnitude) magnitude = mpfr_get_exp(d);
  mpfr_add(r, r, d, MPFR_RNDN);
  enclose(w, r, magnitude + 1);
}

// w as a double and its rest, with a relative error below 2^-100. The slope w'(x) has 6 U.
// 2 sqrt(2/pi) and 0.044715, each as a double and the double of what that leaves.
#define C_HIGH 0x1.9884533d43651p+0
#define C_LOW -0x1.cbc0d30ebfd15p-54
#define K_HIGH 0x1.6e4e26d4801f7p-5
#define K_LOW 0x1.441355475a31ap-59

static double argument(double x, double *rest, double *slope) {
  double square = x * x; // exact: 48 bits
  double a = K_HIGH * square, a_rest = fma(K_HIGH, square, -a) + K_LOW * square;
  double s = 1 + a, s_rest = (a < 1 ? (1 - s) + a : (a - s) + 1) + a_rest;
  double y = C_HIGH * x, y_rest = fma(C_HIGH, x, -y) + C_LOW * x;
  double w = y * s;
  *rest = fma(y, s, -w) + (y * s_rest + y_rest * s);
  *slope = C_HIGH * (1 + 3 * a);
  return w;
}

// e^-|w|: exp 2, and 2 for the correction by the rest.
static double decay(double w, double rest) {
  double e = exp_minus(fabs(w));
  return fabs(w) < 700 ? e - e * copysign(1, w) * rest : e;
}

// The quotient as in sigmoid 8, the product 1, and 2.
approx geluTanh_double(double x, const parameters *p) {
  if (p->shortcuts) {
    if (fabs(x) < 0x1p-28) return half_and_more(x); // x/2 + x^2 / sqrt(2 pi)
    if (x >= 7) return exactly(x);                  // w(7) > 35
    if (x < -11) return exactly(-0.0);              // w(-11) < -112
  }
  if (x < -25) return exactly(-0.0); // below double's range too: w(-25) < -1150
  double rest, slope, w = argument(x, &rest, &slope), e = decay(w, rest);
  return within(x * ((x < 0 ? e : 1) / (1 + e)), 11);
}

// With m = x w'(x), 8 U: x >= 0: (1 + E + m E) / (1 + E)^2, all positive, at most 14 + 8 + 1 = 23.
// x < 0: E / (1 + E)^2 (1 + E + m), which cancels at the root: the sum has an absolute error of at most 8 (1 + |m|), the factors a
// relative one of at most 15, and the sum is at most 2 (1 + |m|).
approx geluTanh_grad_double(double x, const parameters *p) {
  if (p->shortcuts) {
    if (fabs(x) < 0x1p-30) return exactly(0.5); // 0.5 + 0.8 x
    if (x >= 7) return exactly(1);
    if (x < -11) return exactly(-0.0);
  }
  if (x < -25) return exactly(-0.0);
  double rest, slope, w = argument(x, &rest, &slope), e = decay(w, rest), d = (1 + e) * (1 + e), m = x * slope;
  if (x >= 0) return within((1 + e * (1 + m)) / d, 25);
  double g = e / d;
  return (approx){g * ((1 + m) + e), g * (1 - m) * (40 * U)};
}

// z = w(x), and slope = w'(x) if it is asked for.
static void real_argument(mpfr_ptr z, mpfr_ptr slope, double x) {
  mpfr_set_d(z, x, MPFR_RNDN);
  mpfr_sqr(z, z, MPFR_RNDN);
  mpfr_mul_ui(z, z, 44715, MPFR_RNDN);
  mpfr_div_ui(z, z, 1000000, MPFR_RNDN);
  if (slope) {
    mpfr_mul_ui(slope, z, 3, MPFR_RNDN);
    mpfr_add_ui(slope, slope, 1, MPFR_RNDN);
    mpfr_mul(slope, slope, sqrt_two_over_pi, MPFR_RNDN);
    mpfr_mul_ui(slope, slope, 2, MPFR_RNDN);
  }
  mpfr_add_ui(z, z, 1, MPFR_RNDN);
  mpfr_mul(z, z, sqrt_two_over_pi, MPFR_RNDN);
  mpfr_mul_d(z, z, 2 * x, MPFR_RNDN);
}

void geluTanh_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr z = w->t[0], e = w->t[1], r = w->t[2];
  real_argument(z, NULL, x);
  real_exp_minus_abs(e, z);
  mpfr_add_ui(r, e, 1, MPFR_RNDN);
  if (x < 0) {
    mpfr_div(r, e, r, MPFR_RNDN);
  } else {
    mpfr_ui_div(r, 1, r, MPFR_RNDN);
  }
  mpfr_mul_d(r, r, x, MPFR_RNDN);
  enclose_relative(w, r);
}

void geluTanh_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr z = w->t[0], m = w->t[1], e = w->t[2], d = w->t[3], n = w->t[4];
  real_argument(z, m, x);
  mpfr_mul_d(m, m, x, MPFR_RNDN);
  real_exp_minus_abs(e, z);
  mpfr_add_ui(d, e, 1, MPFR_RNDN);
  if (x >= 0) {
    mpfr_mul(n, m, e, MPFR_RNDN);
    mpfr_add(n, n, d, MPFR_RNDN);
    mpfr_sqr(d, d, MPFR_RNDN);
    mpfr_div(n, n, d, MPFR_RNDN);
    enclose_relative(w, n);
  } else {
    mpfr_add(n, d, m, MPFR_RNDN);
    mpfr_sqr(d, d, MPFR_RNDN);
    mpfr_div(e, e, d, MPFR_RNDN);
    mpfr_mul(n, n, e, MPFR_RNDN);
    mpfr_exp_t of_m = mpfr_get_exp(m) > 1 ? mpfr_get_exp(m) : 1;
    enclose(w, n, mpfr_get_exp(e) + of_m + 2); // 1 + E + |m| <= 2^(of_m + 2)
  }
}
