#include "functions.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

const char *const NAMES[FUNCTIONS] = {
  "softmax", "logSoftmax", "softmax.grad", "logSoftmax.grad", "prelu", "prelu.grad", "prelu.gradAlpha",
};

/* Differences of float32 numbers take up to 277 bits. What is lost of them is nothing beside the slacks. */
#define BITS 256

/* The doc comments of softmax, logSoftmax and prelu promise these. */
#define ULPS 0.501
#define LONGEST (1 << 20)

uint32_t count(enum function f, uint32_t n) {
  return f == PRELU_GRAD_ALPHA ? 1 : f == PRELU_GRAD ? 6 * n : n;
}

static bool all_finite(uint32_t n, const float *values) {
  for (uint32_t i = 0; i < n; i++) if (!isfinite(values[i])) return false;
  return true;
}

/* e^(x - max) / sum of each element: n numbers, which stay until the next call. `others`: the sum without the first maximum. */
static mpfr_t *shares(uint32_t n, const float *x, uint32_t first, mpfr_ptr others) {
  static mpfr_t *y;
  static uint32_t length;
  if (n > length) {
    y = realloc(y, n * sizeof *y);
    if (y == NULL) abort();
    for (; length < n; length++) mpfr_init2(y[length], BITS);
  }
  mpfr_set_zero(others, 1);
  for (uint32_t i = 0; i < n; i++) {
    mpfr_set_d(y[i], x[i], MPFR_RNDN);
    mpfr_sub_d(y[i], y[i], x[first], MPFR_RNDN);
    mpfr_exp(y[i], y[i], MPFR_RNDN);
    if (i != first) mpfr_add(others, others, y[i], MPFR_RNDN);
  }
  mpfr_t inverse;
  mpfr_init2(inverse, BITS);
  mpfr_add_ui(inverse, others, 1, MPFR_RNDN);
  mpfr_ui_div(inverse, 1, inverse, MPFR_RNDN);
  for (uint32_t i = 0; i < n; i++) mpfr_mul(y[i], y[i], inverse, MPFR_RNDN);
  mpfr_clear(inverse);
  return y;
}

/* Both gradients where dy has NaN or infinities: all that matters of y is then whether it is 0. */
static void visit_special_gradients(uint32_t n, const float *x, const float *dy, visitor *visit) {
  double dot = 0, total = 0;
  for (uint32_t i = 0; i < n; i++) {
    dot += (x[i] != -INFINITY) * (double)dy[i];
    total += dy[i];
  }
  mpfr_t value;
  mpfr_init2(value, BITS);
  struct truth truth = {value, ULPS, 0};
  for (uint32_t i = 0; i < n; i++) {
    mpfr_set_d(value, (x[i] != -INFINITY) * (dy[i] - dot), MPFR_RNDN);
    visit(SOFTMAX_GRAD, i, &truth);
    mpfr_set_d(value, dy[i] - (x[i] != -INFINITY) * total, MPFR_RNDN);
    visit(LOG_SOFTMAX_GRAD, i, &truth);
  }
  mpfr_clear(value);
}

/*
 * A sum of n float64 numbers, as the kernels form it, goes through n / 4 + 2 roundings at most, so that it is off by
 * (n / 4 + 2) 2^-53 of the sum of their magnitudes; two such sums are in a result. The rest is for the exponentials.
 */
static double sums_and_exponentials(uint32_t n) {
  return ldexp(1, -43) + ldexp(n, -54);
}

/* y (dy - sum dy y), and dy - y sum dy. */
static void visit_gradients(uint32_t n, const float *dy, mpfr_t *y, visitor *visit) {
  mpfr_t dot, total, term;
  mpfr_inits2(BITS, dot, total, term, (mpfr_ptr)0);
  mpfr_set_zero(dot, 1);
  mpfr_set_zero(total, 1);
  double dot_magnitude = 0, total_magnitude = 0;
  for (uint32_t i = 0; i < n; i++) {
    mpfr_mul_d(term, y[i], dy[i], MPFR_RNDN);
    mpfr_add(dot, dot, term, MPFR_RNDN);
    mpfr_add_d(total, total, dy[i], MPFR_RNDN);
    dot_magnitude += fabs(mpfr_get_d(term, MPFR_RNDN));
    total_magnitude += fabs(dy[i]);
  }
  for (uint32_t i = 0; i < n; i++) {
    double allowed = sums_and_exponentials(n) * mpfr_get_d(y[i], MPFR_RNDN);
    mpfr_d_sub(term, dy[i], dot, MPFR_RNDN);
    mpfr_mul(term, term, y[i], MPFR_RNDN);
    visit(SOFTMAX_GRAD, i, &(struct truth){term, ULPS, allowed * dot_magnitude});
    mpfr_mul(term, y[i], total, MPFR_RNDN);
    mpfr_d_sub(term, dy[i], term, MPFR_RNDN);
    visit(LOG_SOFTMAX_GRAD, i, &(struct truth){term, ULPS, allowed * total_magnitude});
  }
  mpfr_clears(dot, total, term, (mpfr_ptr)0);
}

void visit_row(uint32_t n, const float *x, const float *dy, visitor *visit) {
  mpfr_t value, log;
  mpfr_inits2(BITS, value, log, (mpfr_ptr)0);
  struct truth truth = {value, ULPS, 0};
  uint32_t first = 0; /* of the maximum */
  bool is_number = true;
  for (uint32_t i = 0; i < n; i++) {
    if (x[i] > x[first]) first = i;
    is_number = is_number && !isnan(x[i]);
  }
  if (!is_number || isinf(x[first])) {
    mpfr_set_nan(value);
    for (uint32_t i = 0; i < n; i++)
      for (enum function f = 0; f < ROW_FUNCTIONS; f++) visit(f, i, &truth);
  } else {
    mpfr_t *y = shares(n, x, first, log);
    mpfr_log1p(log, log, MPFR_RNDN);
    for (uint32_t i = 0; i < n; i++) {
      visit(SOFTMAX, i, &(struct truth){y[i], ULPS, 0});
      mpfr_set_d(value, x[i], MPFR_RNDN);
      mpfr_sub_d(value, value, x[first], MPFR_RNDN);
      mpfr_sub(value, value, log, MPFR_RNDN);
      visit(LOG_SOFTMAX, i, &truth);
    }
    if (all_finite(n, dy)) visit_gradients(n, dy, y, visit);
    else visit_special_gradients(n, x, dy, visit);
  }
  mpfr_clears(value, log, (mpfr_ptr)0);
}

/* prelu and its gradient by x: a product of two float32 numbers, which float64 holds exactly. */
static void visit_products(uint32_t n, const float *x, const float *dy, float alpha, visitor *visit) {
  const double at_0[] = {1, alpha, fabsf(alpha) < 1 ? alpha : 1}; /* of each kink */
  mpfr_t value;
  mpfr_init2(value, BITS);
  struct truth truth = {value, CORRECTLY_ROUNDED, 0};
  for (uint32_t i = 0; i < n; i++) {
    mpfr_set_d(value, x[i] < 0 ? (double)alpha * x[i] : x[i], MPFR_RNDN);
    visit(PRELU, i, &truth);
  }
  for (uint32_t i = 0; i < 6 * n; i++) {
    uint32_t kink = i / (2 * n), has_dy = i / n % 2, at = i % n;
    double slope = isnan(x[at]) ? NAN : x[at] == 0 ? at_0[kink] : x[at] < 0 ? alpha : 1;
    mpfr_set_d(value, has_dy ? slope * dy[at] : slope, MPFR_RNDN);
    visit(PRELU_GRAD, i, &truth);
  }
  mpfr_clear(value);
}

/*
 * The sum of dy x over the x < 0. Of n products that are not 0 float64 rounds n - 1 sums. Each of these is off by half a unit in its
 * last place: where no sum is larger than the last, as with products of one sign, that is 2^-30 units of float32.
 */
static void visit_sum(uint32_t n, const float *x, const float *dy, visitor *visit) {
  mpfr_t sum;
  mpfr_init2(sum, BITS);
  mpfr_set_zero(sum, 1);
  double magnitude = 0;
  uint32_t positive = 0, negative = 0;
  for (uint32_t i = 0; i < n; i++) {
    bool is_given = x[i] < 0 || isnan(x[i]) || isnan(dy[i]);
    double product = is_given ? (double)dy[i] * x[i] : 0;
    mpfr_add_d(sum, sum, product, MPFR_RNDN);
    magnitude += fabs(product);
    positive += product > 0;
    negative += product < 0;
  }
  uint32_t products = positive + negative;
  struct truth truth = {sum, ULPS, 0};
  if ((positive > 0 && negative > 0) || products > LONGEST)
    truth = (struct truth){sum, 0.5, ldexp(products, -53) * magnitude};
  visit(PRELU_GRAD_ALPHA, 0, &truth);
  mpfr_clear(sum);
}

void visit_channel(uint32_t n, const float *x, const float *dy, float alpha, visitor *visit) {
  visit_products(n, x, dy, alpha, visit);
  visit_sum(n, x, dy, visit);
}
