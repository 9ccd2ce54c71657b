/*
 * By how many units in the last place results of softmax (argument "softmax") or logSoftmax ("logSoftmax") are off at most. Reads rows
 * from its input until that ends: a length as uint32, then so many float32 inputs and as many float32 results. All finite.
 */
#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BITS 256

static float *read_floats(uint32_t n) {
  float *values = malloc(4 * (size_t)n);
  if (values == NULL || fread(values, 4, n, stdin) != n) {
    fprintf(stderr, "rows: the input ends within a row\n");
    exit(2);
  }
  return values;
}

int main(int argc, char **argv) {
  int is_log = argc == 2 && strcmp(argv[1], "logSoftmax") == 0;
  if (argc != 2 || (!is_log && strcmp(argv[1], "softmax") != 0)) {
    fprintf(stderr, "usage: rows softmax|logSoftmax\n");
    return 2;
  }
  mpfr_set_default_prec(BITS);
  mpfr_t term, others, log, off;
  mpfr_inits(term, others, log, off, (mpfr_ptr)0);
  uint32_t n;
  double worst = 0;
  while (fread(&n, 4, 1, stdin) == 1) {
    float *x = read_floats(n), *y = read_floats(n);
    uint32_t first = 0; /* of the maximum */
    for (uint32_t i = 1; i < n; i++) if (x[i] > x[first]) first = i;
    mpfr_set_zero(others, 1);
    for (uint32_t i = 0; i < n; i++) {
      if (i == first) continue;
      mpfr_set_d(term, x[i], MPFR_RNDN);
      mpfr_sub_d(term, term, x[first], MPFR_RNDN);
      mpfr_exp(term, term, MPFR_RNDN);
      mpfr_add(others, others, term, MPFR_RNDN);
    }
    mpfr_log1p(log, others, MPFR_RNDN);
    for (uint32_t i = 0; i < n; i++) {
      mpfr_set_d(term, x[i], MPFR_RNDN);
      mpfr_sub_d(term, term, x[first], MPFR_RNDN);
      mpfr_sub(term, term, log, MPFR_RNDN);
      if (!is_log) mpfr_exp(term, term, MPFR_RNDN);
      /* The distance between float32 numbers around it. */
      long exponent = mpfr_zero_p(term) ? -126 : mpfr_get_exp(term) - 1;
      mpfr_sub_d(off, term, y[i], MPFR_RNDN);
      mpfr_mul_2si(off, off, 23 - (exponent < -126 ? -126 : exponent), MPFR_RNDN);
      double ulps = fabs(mpfr_get_d(off, MPFR_RNDN));
      if (!(ulps <= worst)) worst = ulps;
    }
    free(x);
    free(y);
  }
  printf("%.6f\n", worst);
  return 0;
}
