#include "real.h"

#include <stdio.h>
#include <stdlib.h>

mpfr_t sqrt_half, sqrt_two_over_pi, selu_scale, selu_scale_alpha;

void workspace_init(workspace *w) {
  mpfr_inits2(64, w->lo, w->hi, (mpfr_ptr)0);
  for (int i = 0; i < 8; i++) mpfr_init2(w->t[i], 64);
  w->precision = 0;
}

void workspace_precision(workspace *w, mpfr_prec_t precision) {
  if (w->precision == precision) return;
  w->precision = precision;
  mpfr_set_prec(w->lo, precision + GUARD);
  mpfr_set_prec(w->hi, precision + GUARD);
  for (int i = 0; i < 8; i++) mpfr_set_prec(w->t[i], precision + GUARD);
}

void workspace_clear(workspace *w) {
  mpfr_clears(w->lo, w->hi, (mpfr_ptr)0);
  for (int i = 0; i < 8; i++) mpfr_clear(w->t[i]);
  mpfr_free_cache();
}

void enclose(workspace *w, mpfr_srcptr y, mpfr_exp_t magnitude) {
  mpfr_set_ui_2exp(w->hi, 1, magnitude - w->precision, MPFR_RNDU);
  mpfr_sub(w->lo, y, w->hi, MPFR_RNDD);
  mpfr_add(w->hi, y, w->hi, MPFR_RNDU);
}

void enclose_relative(workspace *w, mpfr_srcptr y) {
  if (mpfr_zero_p(y)) {
    mpfr_set(w->lo, y, MPFR_RNDN);
    mpfr_set(w->hi, y, MPFR_RNDN);
  } else {
    enclose(w, y, mpfr_get_exp(y));
  }
}

void enclose_exact(workspace *w, double v) {
  mpfr_set_d(w->lo, v, MPFR_RNDN);
  mpfr_set_d(w->hi, v, MPFR_RNDN);
}

void real_exp_minus_abs(mpfr_ptr r, mpfr_srcptr z) {
  mpfr_abs(r, z, MPFR_RNDN);
  if (mpfr_cmp_ui(r, LARGEST) > 0) mpfr_set_ui(r, LARGEST, MPFR_RNDN);
  mpfr_neg(r, r, MPFR_RNDN);
  mpfr_exp(r, r, MPFR_RNDN);
}

// Stops unless c agrees with the decimal digits to 1e-30.
static void expect_digits(mpfr_srcptr c, const char *digits) {
  mpfr_t d;
  mpfr_init2(d, 3000);
  mpfr_set_str(d, digits, 10, MPFR_RNDN);
  mpfr_sub(d, d, c, MPFR_RNDN);
  if (mpfr_get_d(d, MPFR_RNDN) > 1e-30 || mpfr_get_d(d, MPFR_RNDN) < -1e-30) {
    fprintf(stderr, "constant differs from %s\n", digits);
    exit(1);
  }
  mpfr_clear(d);
}

// The constants of Klambauer et al., "Self-Normalizing Neural Networks", equation 14, with a = erfc(1/sqrt 2) sqrt e:
//   alpha = sqrt(2/pi) / (1 - a)
//   scale = (1 - a) sqrt(2 pi) / sqrt(2 erfc(sqrt 2) e^2 + pi a^2 - 2 (2 + pi) a + pi + 2)
static void selu_constants(void) {
  mpfr_t pi, a, b, c;
  mpfr_inits2(3100, pi, a, b, c, (mpfr_ptr)0);
  mpfr_const_pi(pi, MPFR_RNDN);
  mpfr_erfc(a, sqrt_half, MPFR_RNDN);
  mpfr_set_d(b, 0.5, MPFR_RNDN);
  mpfr_exp(b, b, MPFR_RNDN);
  mpfr_mul(a, a, b, MPFR_RNDN);

  mpfr_sqrt_ui(b, 2, MPFR_RNDN);
  mpfr_erfc(b, b, MPFR_RNDN);
  mpfr_set_ui(c, 2, MPFR_RNDN);
  mpfr_exp(c, c, MPFR_RNDN);
  mpfr_mul(b, b, c, MPFR_RNDN);
  mpfr_mul_ui(b, b, 2, MPFR_RNDN);
  mpfr_sqr(c, a, MPFR_RNDN);
  mpfr_mul(c, c, pi, MPFR_RNDN);
  mpfr_add(b, b, c, MPFR_RNDN);
  mpfr_add_ui(c, pi, 2, MPFR_RNDN);
  mpfr_add(b, b, c, MPFR_RNDN);
  mpfr_mul(c, c, a, MPFR_RNDN);
  mpfr_mul_ui(c, c, 2, MPFR_RNDN);
  mpfr_sub(b, b, c, MPFR_RNDN);
  mpfr_sqrt(b, b, MPFR_RNDN);

  mpfr_ui_sub(a, 1, a, MPFR_RNDN);
  mpfr_mul_ui(c, pi, 2, MPFR_RNDN);
  mpfr_sqrt(c, c, MPFR_RNDN);
  mpfr_mul(c, c, a, MPFR_RNDN);
  mpfr_div(selu_scale, c, b, MPFR_RNDN);
  mpfr_div(a, sqrt_two_over_pi, a, MPFR_RNDN);
  expect_digits(selu_scale, "1.0507009873554804934193349852946");
  expect_digits(a, "1.6732632423543772848170429916717");
  mpfr_mul(selu_scale_alpha, selu_scale, a, MPFR_RNDN);
  mpfr_clears(pi, a, b, c, (mpfr_ptr)0);
}

void constants_init(void) {
  mpfr_inits2(3000, sqrt_half, sqrt_two_over_pi, selu_scale, selu_scale_alpha, (mpfr_ptr)0);
  mpfr_set_prec(sqrt_half, 3100);
  mpfr_set_prec(sqrt_two_over_pi, 3100);
  mpfr_set_d(sqrt_half, 0.5, MPFR_RNDN);
  mpfr_sqrt(sqrt_half, sqrt_half, MPFR_RNDN);
  mpfr_const_pi(sqrt_two_over_pi, MPFR_RNDN);
  mpfr_ui_div(sqrt_two_over_pi, 2, sqrt_two_over_pi, MPFR_RNDN);
  mpfr_sqrt(sqrt_two_over_pi, sqrt_two_over_pi, MPFR_RNDN);
  selu_constants();
}
