/*
 * Rows and channels, which are read from the input until that ends. A row (0) or a channel (1) is, in 4 bytes each: its kind, its
 * length n, n float32 x and n float32 dy; a channel has one float32 alpha behind them.
 *
 * "rows check": each is followed by results, float32, of each function of its kind (functions.h), in order. For each function it
 * prints on a line: its name, the largest error in ULP where nothing cancels, and the largest share of what is allowed beyond
 * half a ULP, which is more than 1 where a result is wrong.
 *
 * "rows round": for each function of its kind, those without prelu and prelu.grad that are one multiplication, it writes the float32
 * nearest to each result, and as a float64 by how many ULP these are, at least, away from where another one would be allowed:
 * negative where it is.
 */
#include "functions.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A slack of so many ULP is none. */
#define NOTHING 0.001

static float *read_floats(uint32_t n) {
  float *values = malloc(4 * (size_t)n + 1); /* not NULL for n = 0 */
  if (values == NULL || fread(values, 4, n, stdin) != n) {
    fprintf(stderr, "rows: the input ends within a row\n");
    exit(2);
  }
  return values;
}

/* The exponent of the distance between float32 numbers around it. */
static long ulp_exponent(mpfr_srcptr value) {
  long exponent = mpfr_zero_p(value) ? -126 : mpfr_get_exp(value) - 1;
  return (exponent < -126 ? -126 : exponent > 127 ? 127 : exponent) - 23;
}

/* By how many ULP a result is off. Infinity stands for the number that would come after the largest, and for all beyond it. */
static double ulps_off(mpfr_srcptr exact, float result) {
  if (isnan(result) || !mpfr_number_p(exact)) {
    double special = mpfr_get_d(exact, MPFR_RNDN);
    return (isnan(result) && isnan(special)) || result == special ? 0 : INFINITY;
  }
  double held = isinf(result) ? copysign(ldexp(1, 128), result) : result;
  bool is_beyond = !mpfr_zero_p(exact) && mpfr_get_exp(exact) > 128;
  if (isinf(result) && is_beyond && mpfr_signbit(exact) == (signbit(result) != 0)) return 0;
  mpfr_t off;
  mpfr_init2(off, mpfr_get_prec(exact));
  mpfr_sub_d(off, exact, held, MPFR_RNDN);
  mpfr_mul_2si(off, off, -ulp_exponent(exact), MPFR_RNDN);
  double ulps = fabs(mpfr_get_d(off, MPFR_RNDN));
  mpfr_clear(off);
  return ulps;
}

static double in_ulps(double slack, mpfr_srcptr exact) {
  return mpfr_number_p(exact) ? ldexp(slack, -ulp_exponent(exact)) : 0;
}

static float *results[FUNCTIONS];
static double worst_ulps[FUNCTIONS], worst_share[FUNCTIONS];

static bool is_nearest(mpfr_srcptr exact, float result) {
  float nearest = mpfr_get_flt(exact, MPFR_RNDN);
  return (isnan(nearest) && isnan(result)) || memcmp(&nearest, &result, 4) == 0;
}

static void check(enum function f, uint32_t i, const struct truth *truth) {
  float result = results[f][i];
  double off = ulps_off(truth->exact, result);
  double slack = in_ulps(truth->slack, truth->exact);
  double share;
  if (truth->ulps == CORRECTLY_ROUNDED) share = is_nearest(truth->exact, result) ? 0 : INFINITY;
  else share = (off - 0.5) / (truth->ulps - 0.5 + slack);
  if (slack <= NOTHING && !(off <= worst_ulps[f])) worst_ulps[f] = off;
  if (!(share <= worst_share[f])) worst_share[f] = share;
}

static float *nearest[FUNCTIONS];
static double margins[FUNCTIONS];

static void round_result(enum function f, uint32_t i, const struct truth *truth) {
  float result = nearest[f][i] = mpfr_get_flt(truth->exact, MPFR_RNDN);
  double allowed = truth->ulps - 0.5 + in_ulps(truth->slack, truth->exact);
  double margin = 0.5 - ulps_off(truth->exact, result) - allowed;
  if (margin < margins[f]) margins[f] = margin;
}

static bool is_product(enum function f) {
  return f == PRELU || f == PRELU_GRAD;
}

int main(int argc, char **argv) {
  bool is_check = argc == 2 && strcmp(argv[1], "check") == 0;
  if (argc != 2 || (!is_check && strcmp(argv[1], "round") != 0)) {
    fprintf(stderr, "usage: rows check|round\n");
    return 2;
  }
  uint32_t header[2];
  while (fread(header, 4, 2, stdin) == 2) {
    bool is_channel = header[0] == 1;
    uint32_t n = header[1];
    float *x = read_floats(n), *dy = read_floats(n), *alpha = read_floats(is_channel);
    enum function from = is_channel ? ROW_FUNCTIONS : 0, to = is_channel ? FUNCTIONS : ROW_FUNCTIONS;
    for (enum function f = from; f < to; f++) {
      if (is_check) results[f] = read_floats(count(f, n));
      else nearest[f] = malloc(4 * (size_t)count(f, n));
      margins[f] = INFINITY;
    }
    visitor *visit = is_check ? check : round_result;
    if (is_channel) visit_channel(n, x, dy, *alpha, visit);
    else visit_row(n, x, dy, visit);
    for (enum function f = from; f < to; f++) {
      if (!is_check && !is_product(f)) {
        fwrite(nearest[f], 4, count(f, n), stdout);
        fwrite(&margins[f], sizeof(double), 1, stdout);
      }
      free(is_check ? results[f] : nearest[f]);
    }
    free(x);
    free(dy);
    free(alpha);
  }
  for (enum function f = 0; is_check && f < FUNCTIONS; f++) printf("%s %.6g %.6g\n", NAMES[f], worst_ulps[f], worst_share[f]);
  return 0;
}
