/* The exact results of the functions of rows and of channels, and how far from them a result may be. */
#ifndef ROWS_FUNCTIONS_H
#define ROWS_FUNCTIONS_H

#include <mpfr.h>
#include <stdint.h>

enum function { SOFTMAX, LOG_SOFTMAX, SOFTMAX_GRAD, LOG_SOFTMAX_GRAD, PRELU, PRELU_GRAD, PRELU_GRAD_ALPHA, FUNCTIONS };

/* A result of a row belongs to functions up to this one, excluded; of a channel, from it on. */
#define ROW_FUNCTIONS PRELU

extern const char *const NAMES[FUNCTIONS];

/* How many results a function has for n elements. prelu.grad: for each kink (right, left, min) n without dy, then n with it. */
uint32_t count(enum function f, uint32_t n);

/*
 * A result is to be within `ulps` units in the last place of `exact`, and `slack` more. Where `ulps` is CORRECTLY_ROUNDED it is
 * the nearest float32, ties to even, with the sign of a zero.
 */
#define CORRECTLY_ROUNDED 0
struct truth {
  mpfr_srcptr exact;
  double ulps, slack;
};

/* Is shown each result's truth, in order. */
typedef void visitor(enum function f, uint32_t i, const struct truth *truth);

void visit_row(uint32_t n, const float *x, const float *dy, visitor *visit);
void visit_channel(uint32_t n, const float *x, const float *dy, float alpha, visitor *visit);

#endif
