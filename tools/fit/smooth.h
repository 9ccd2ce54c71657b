/*
 * The smooth functions and their derivatives, as in assembly/, operation by operation, for any coefficients of e^z.
 * constants.h, which search.py writes, has the other constants of assembly/.
 */
#ifndef SMOOTH_H
#define SMOOTH_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "constants.h"

/* What is tried: log2(e), and of 2^f = (E + O) / (E - O) the coefficients of E = e0 + e1 f^2 + e2 f^4, O = f (o0 + o1 f^2 + f^4). */
enum { E0, E1, E2, O0, O1, COEFFICIENTS };
static double log2E, coefficients[COEFFICIENTS];

/* e^z = a / b, with f, E and O. */
typedef struct {
  double f, E, O, a, b;
} Fraction;

static double larger(double x, double y) { return x < y ? y : x; }
static double smaller(double x, double y) { return y < x ? y : x; }
static double bounded(double x, double limit) { return larger(smaller(x, limit), -limit); }

/* 2^k y, with k in the low bits of a float64. */
static double scaledBy2(double y, double k) {
  uint64_t bits, exponent;
  memcpy(&bits, &y, 8);
  memcpy(&exponent, &k, 8);
  bits += exponent << 52;
  memcpy(&y, &bits, 8);
  return y;
}

static Fraction fraction(double u) {
  const double *c = coefficients, rounder = 6755399441055744.0, k = u + rounder, f = u - (k - rounder), f2 = f * f;
  double E = c[E0] + f2 * (c[E1] + f2 * c[E2]), O = f * (c[O0] + f2 * (f2 + c[O1]));
  return (Fraction){f, E, O, scaledBy2(E + O, k), E - O};
}

static double sigmoid(double x) {
  Fraction e = fraction(bounded(x, 690) * -log2E);
  return (e.b + copysign(SIGMOID_NUDGE, e.f)) / (e.a + e.b);
}

static double logSigmoidGrad(double x) { return sigmoid(-x); }

static double scaledSigmoidGrad(double x, double rate, double scale) {
  Fraction e = fraction(bounded(x * rate, 345) * log2E);
  double sum = e.a + e.b;
  return scale * (e.a * e.b) / (sum * sum) + SLOPE_LIFT;
}

static double sigmoidGrad(double x) { return scaledSigmoidGrad(x, 1, 1); }
static double tanhGrad(double x) { return scaledSigmoidGrad(x, 2, 4); }

static double tanh_(double x) {
  Fraction e = fraction(bounded(x, 32) * (2 * log2E));
  double sum = e.E + e.O, less = sum - e.a;
  return (e.O + e.O - less) / (e.E + e.E - less);
}

static double curve(double u, double below) {
  Fraction e = fraction(larger(u, -1000));
  double sum = e.E + e.O, less = sum - e.a;
  return below * (e.O + e.O - less) / e.b;
}

static double elu(double x) { return x > 0 ? x : curve(x * log2E, 1); }
static double selu(double x) { return SELU_SCALE * larger(x, 0) + curve(smaller(x * log2E, 0), SELU_SCALE_ALPHA); }

static double exponentialLinearGrad(double x, double above, double below) {
  Fraction e = fraction(larger(x * log2E, -1500));
  return x >= 0 ? above : below * e.a / e.b;
}

static double eluGrad(double x) { return exponentialLinearGrad(x, 1, 1); }
static double seluGrad(double x) { return exponentialLinearGrad(x, SELU_SCALE, SELU_SCALE_ALPHA); }

static double gated(double x, double u) {
  Fraction e = fraction(u);
  return copysign(x * e.b / (e.a + e.b) + ABOVE_TIES, x);
}

static double gateGrad(double u, double q, double nudge) {
  Fraction e = fraction(bounded(u, 400));
  double sum = e.a + e.b, inner = e.b + e.a * (1 + bounded(q, 0x1p128));
  return (e.b + copysign(nudge, e.f)) * inner / (sum * sum);
}

static double silu(double x) {
  double held = larger(x, -690);
  return gated(held, larger(held * -log2E, -1000));
}

static double siluGrad(double x) { return gateGrad(x * -log2E, x, GATE_NUDGE); }

static double geluTanh(double x) {
  double held = larger(x, -20), v = smaller(held, 20), cubic = v * v * (-log2E * GELU_TANH_CUBIC);
  return gated(held, v * (-log2E * GELU_TANH_LINEAR + cubic));
}

static double geluTanhGrad(double x) {
  double cubic = x * x * GELU_TANH_CUBIC, z = x * (GELU_TANH_LINEAR + cubic), q = x * (GELU_TANH_LINEAR + cubic * 3);
  return gateGrad(z * -log2E, q, 0);
}

static double mish(double x) {
  double held = larger(x, -300);
  Fraction e = fraction(smaller(held, 64) * log2E);
  double a = e.a, b = e.b, sum = a + b;
  return held * (a * (sum + b)) / (sum * sum + b * b);
}

static double mishGrad(double x) {
  double held = smaller(larger(x, -300), 64);
  Fraction e = fraction(held * log2E);
  double a = e.a, b = e.b, b2 = b * b, x4 = held * 4;
  double low = (x4 + 4) * b + (x4 + 6) * a, high = 4 * b + a, root = a * (a + (b + b)) + (b2 + b2);
  return a * (b2 * low + a * a * high) / (root * root);
}

static double logarithm(double a, double c) {
  const double *w = LOGARITHM;
  double A = a * a, B = c * c;
  double numerator = a * c * ((B - A * w[0]) * ((B - A * w[1]) * (B - A * w[2])));
  double denominator = (B - A * w[3]) * (B - A * w[4]) * ((B - A * w[5]) * (B - A * w[6]));
  return numerator / denominator;
}

static double scaledSoftplus(double x, double rate, double scale) {
  double z = x * rate, held = larger(-fabs(z), -690);
  Fraction e = fraction(held * log2E);
  double a = held != -690 ? e.a : 0;
  return scale * (larger(z, SOFTPLUS_LIFT) + logarithm(a, e.b + a * 0.5));
}

static double softplus(double x) { return scaledSoftplus(x, 1, 1); }
static double logSigmoid(double x) { return scaledSoftplus(x, -1, -1); }

/* The product of four factors d^2 + b d + c. */
static double quadratics(double d, const double *c) {
  double first = (d * (d + c[0]) + c[1]) * (d * (d + c[2]) + c[3]), second = (d * (d + c[4]) + c[5]) * (d * (d + c[6]) + c[7]);
  return first * second;
}

static double gelu(double x) {
  double d = smaller(fabs(x), 20);
  Fraction e = fraction(d * d * (-0.5 * log2E));
  double numerator = d * GELU_LEAD * e.a * quadratics(d, GELU_P), denominator = (d + GELU_LINEAR) * e.b * quadratics(d, GELU_Q);
  return copysign(larger(x, 0) - numerator / denominator + ABOVE_TIES, x);
}

static double geluGrad(double x) {
  double d = smaller(fabs(x), 20);
  Fraction e = fraction(d * d * (-0.5 * log2E));
  double root = GELU_GRAD_ROOT_HIGH - d + GELU_GRAD_ROOT_LOW;
  double below = root * GELU_GRAD_LEAD * e.a * quadratics(d, GELU_GRAD_S) / (e.b * quadratics(d, GELU_GRAD_Q));
  return x < 0 ? below : 1 - below;
}

typedef double Function(double x);

static const struct {
  const char *name;
  Function *f;
} functions[] = {
    {"sigmoid", sigmoid},       {"sigmoid.grad", sigmoidGrad},   {"logSigmoid", logSigmoid}, {"logSigmoid.grad", logSigmoidGrad},
    {"tanh", tanh_},            {"tanh.grad", tanhGrad},         {"softplus", softplus},     {"softplus.grad", sigmoid},
    {"elu", elu},               {"elu.grad", eluGrad},           {"selu", selu},             {"selu.grad", seluGrad},
    {"celu", elu},              {"celu.grad", eluGrad},          {"silu", silu},             {"silu.grad", siluGrad},
    {"gelu", gelu},             {"gelu.grad", geluGrad},         {"mish", mish},             {"mish.grad", mishGrad},
    {"geluTanh", geluTanh},     {"geluTanh.grad", geluTanhGrad},
};

#endif
