// elu, selu, celu and tanh: from expm1, exp and tanh.
#include "all.h"

#define SCALE 1.0507009873554804934193349852946
#define SCALE_ALPHA 1.7580993408473768599402175208123

// r = expm1(max(r, -200)). Without that bound Ziv's loop would not end where -alpha lies on a rounding boundary. With it the result
// rounds the same: the exact value is between -alpha and -alpha (1 - e^-200), and no other boundary is so close to a double alpha.
static void real_expm1(mpfr_ptr r) {
  if (mpfr_cmp_si(r, -200) < 0) mpfr_set_si(r, -200, MPFR_RNDN);
  mpfr_expm1(r, r, MPFR_RNDN);
}

// alpha expm1(x): 4 and 1, and 2.
approx elu_double(double x, const parameters *p) {
  double alpha = p->values[ALPHA];
  if (x > 0) return exactly(x);
  if (x == 0) return exactly(alpha * x);
  if (p->shortcuts) {
    if (alpha == 1 && x > -0x1p-26) return exactly(x);          // x + x^2/2
    if (x < -60 && alpha != 0) return exactly(to_odd(-alpha, alpha)); // -alpha + alpha e^x, and e^-60 < 2^-86
  }
  return within(alpha * expm1(x), 7);
}

void elu_mpfr(workspace *w, double x, const parameters *p) {
  if (x > 0) {
    enclose_exact(w, x);
    return;
  }
  mpfr_ptr r = w->t[0];
  mpfr_set_d(r, x, MPFR_RNDN);
  real_expm1(r);
  mpfr_mul_d(r, r, p->values[ALPHA], MPFR_RNDN);
  enclose_relative(w, r);
}

// alpha exp(x): 2 and 1, and 2.
approx elu_grad_double(double x, const parameters *p) {
  double alpha = p->values[ALPHA];
  if (x >= 0) return exactly(1);
  if (p->shortcuts) {
    if (x > -0x1p-54) return within(alpha, 4);       // alpha + alpha x
    if (alpha == 1 && x < -104) return exactly(0);   // e^-104 < 2^-150
  }
  return within(alpha * exp_minus(-x), 5);
}

void elu_grad_mpfr(workspace *w, double x, const parameters *p) {
  if (x >= 0) {
    enclose_exact(w, 1);
    return;
  }
  mpfr_ptr r = w->t[0];
  mpfr_set_d(r, x, MPFR_RNDN);
  real_exp_minus_abs(r, r);
  mpfr_mul_d(r, r, p->values[ALPHA], MPFR_RNDN);
  enclose_relative(w, r);
}

// The constant 1, expm1 4, the product 1, and 2.
approx selu_double(double x, const parameters *p) {
  if (x >= 0) return within(SCALE * x, 4);
  if (x == 0) return exactly(x);
  if (p->shortcuts) {
    if (x > -0x1p-60) return within(SCALE_ALPHA * x, 5); // x^2/2 is below x U / 2^8
    if (x < -60) return within(-SCALE_ALPHA, 4);
  }
  return within(SCALE_ALPHA * expm1(x), 8);
}

void selu_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr r = w->t[0];
  mpfr_set_d(r, x, MPFR_RNDN);
  if (x < 0) real_expm1(r);
  mpfr_mul(r, r, x < 0 ? selu_scale_alpha : selu_scale, MPFR_RNDN);
  enclose_relative(w, r);
}

approx selu_grad_double(double x, const parameters *p) {
  if (x >= 0) return within(SCALE, 3);
  if (p->shortcuts) {
    if (x > -0x1p-54) return within(SCALE_ALPHA, 4);
    if (x < -105) return exactly(0); // 1.76 e^-105 < 2^-150
  }
  return within(SCALE_ALPHA * exp_minus(-x), 6);
}

void selu_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr r = w->t[0];
  if (x >= 0) {
    mpfr_set(r, selu_scale, MPFR_RNDN);
  } else {
    mpfr_set_d(r, x, MPFR_RNDN);
    real_exp_minus_abs(r, r);
    mpfr_mul(r, r, selu_scale_alpha, MPFR_RNDN);
  }
  enclose_relative(w, r);
}

// alpha expm1(z), z = x / alpha: the quotient 1 (expm1 does not amplify it for z < 0), expm1 4, the product 1, and 2.
approx celu_double(double x, const parameters *p) {
  double alpha = p->values[ALPHA];
  if (x >= 0) return exactly(x);
  if (x == 0) return exactly(x);
  double z = x / alpha;
  if (p->shortcuts) {
    if (z > -0x1p-26) return exactly(x);             // x + x z/2
    if (z < -60) return exactly(to_odd(-alpha, alpha)); // -alpha + alpha e^z, and e^-60 < 2^-86
  }
  return within(alpha * expm1(z), 8);
}

void celu_mpfr(workspace *w, double x, const parameters *p) {
  if (x >= 0) {
    enclose_exact(w, x);
    return;
  }
  mpfr_ptr r = w->t[0];
  mpfr_set_d(r, x, MPFR_RNDN);
  mpfr_div_d(r, r, p->values[ALPHA], MPFR_RNDN);
  real_expm1(r);
  mpfr_mul_d(r, r, p->values[ALPHA], MPFR_RNDN);
  enclose_relative(w, r);
}

// exp(z), z = x / alpha: exp 2, and 2 for the quotient's rounding error, taken out to first order; and 2.
approx celu_grad_double(double x, const parameters *p) {
  double alpha = p->values[ALPHA];
  if (x >= 0) return exactly(1);
  double z = x / alpha;
  if (p->shortcuts) {
    if (z > -0x1p-27) return exactly(1); // 1 + z
    if (z < -104) return exactly(0);
  }
  double e = exp_minus(-z);
  if (alpha != 1 && z > -700) e += e * (fma(-z, alpha, x) / alpha);
  return within(e, 6);
}

void celu_grad_mpfr(workspace *w, double x, const parameters *p) {
  if (x >= 0) {
    enclose_exact(w, 1);
    return;
  }
  mpfr_ptr r = w->t[0];
  mpfr_set_d(r, x, MPFR_RNDN);
  mpfr_div_d(r, r, p->values[ALPHA], MPFR_RNDN);
  real_exp_minus_abs(r, r);
  enclose_relative(w, r);
}

approx tanh_double(double x, const parameters *p) {
  double a = fabs(x);
  if (p->shortcuts) {
    if (a < 0x1p-13) return exactly(x);             // x - x^3/3, and x^2/3 < 2^-27
    if (a >= 9.5) return exactly(copysign(1, x));   // 2 e^-19 < 2^-26
  }
  return within(tanh(x), 10);
}

void tanh_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr r = w->t[0];
  mpfr_set_d(r, x < -LARGEST ? -LARGEST : x > LARGEST ? LARGEST : x, MPFR_RNDN);
  mpfr_tanh(r, r, MPFR_RNDN);
  enclose_relative(w, r);
}

// 1 - tanh^2 = 4 E / (1 + E)^2 with E = e^-2|x|: 8 as sigmoid', and 2.
approx tanh_grad_double(double x, const parameters *p) {
  double a = fabs(x);
  if (p->shortcuts) {
    if (a < 0x1p-13) return exactly(1); // 1 - x^2
    if (a > 53) return exactly(0);      // 4 e^-106 < 2^-150
  }
  double e = exp_minus(2 * a), d = 1 + e;
  return within(4 * e / (d * d), 10);
}

void tanh_grad_mpfr(workspace *w, double x, const parameters *p) {
  (void)p;
  mpfr_ptr e = w->t[0], d = w->t[1];
  mpfr_set_d(e, 2 * x, MPFR_RNDN);
  real_exp_minus_abs(e, e);
  mpfr_add_ui(d, e, 1, MPFR_RNDN);
  mpfr_sqr(d, d, MPFR_RNDN);
  mpfr_div(e, e, d, MPFR_RNDN);
  mpfr_mul_ui(e, e, 4, MPFR_RNDN);
  enclose_relative(w, e);
}
