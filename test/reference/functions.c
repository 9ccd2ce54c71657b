#include "functions.h"

#include "functions/all.h"

const char *const parameter_names[PARAMETERS] = {"alpha", "beta", "lambda", "theta", "min", "max"};

static double zero(const parameters *p) { return (void)p, 0; }
static double minus_zero(const parameters *p) { return (void)p, -0.0; }
static double one(const parameters *p) { return (void)p, 1; }
static double minus_one(const parameters *p) { return (void)p, -1; }
static double six(const parameters *p) { return (void)p, 6; }
static double infinity(const parameters *p) { return (void)p, INFINITY; }
static double minus_infinity(const parameters *p) { return (void)p, -INFINITY; }
static double alpha(const parameters *p) { return p->values[ALPHA]; }
static double minus_alpha(const parameters *p) { return -p->values[ALPHA]; }
static double alpha_times_minus_infinity(const parameters *p) { return p->values[ALPHA] * -INFINITY; }
static double zero_of_alpha(const parameters *p) { return copysign(0, p->values[ALPHA]); }
static double lower(const parameters *p) { return p->values[MIN]; }
static double upper(const parameters *p) { return p->values[MAX]; }
static double scale(const parameters *p) { return (void)p, 1.0507009873554804934193349852946; }
static double minus_scale_alpha(const parameters *p) { return (void)p, -1.7580993408473768599402175208123; }

#define BIT(parameter) (1u << (parameter))
#define NONE {0}

// name, parameters, those > 0, those >= 0, in float32, defaults, the two forms, the limits of f, the limits of f'.
#define PAIR(name, takes, positive, natural, float32, defaults, below, above, grad_below, grad_above)                            \
  {#name, takes, positive, natural, float32, defaults, name##_double, name##_mpfr, below, above},                                \
    {#name ".grad", takes, positive, natural, float32, defaults, name##_grad_double, name##_grad_mpfr, grad_below, grad_above},
#define WITH(...) {__VA_ARGS__}

static const function table[] = {
  PAIR(relu, 0, 0, 0, true, NONE, zero, infinity, zero, one)
  PAIR(leakyRelu, BIT(ALPHA), 0, 0, true, WITH([ALPHA] = 0.01), alpha_times_minus_infinity, infinity, alpha, one)
  PAIR(relu6, 0, 0, 0, true, NONE, zero, six, zero, zero)
  PAIR(hardtanh, BIT(MIN) | BIT(MAX), 0, 0, true, WITH([MIN] = -1, [MAX] = 1), lower, upper, zero, zero)
  PAIR(thresholdedRelu, BIT(THETA), 0, 0, true, WITH([THETA] = 1), zero, infinity, zero, one)
  PAIR(hardShrink, BIT(LAMBDA), 0, BIT(LAMBDA), true, WITH([LAMBDA] = 0.5), minus_infinity, infinity, one, one)
  PAIR(softShrink, BIT(LAMBDA), 0, BIT(LAMBDA), true, WITH([LAMBDA] = 0.5), minus_infinity, infinity, one, one)
  PAIR(squaredRelu, 0, 0, 0, true, NONE, zero, infinity, zero, infinity)
  PAIR(hardSigmoid, BIT(ALPHA) | BIT(BETA), BIT(ALPHA), 0, false, WITH([ALPHA] = 1.0 / 6, [BETA] = 0.5), zero, one, zero, zero)
  PAIR(hardSwish, 0, 0, 0, false, NONE, minus_zero, infinity, zero, one)
  PAIR(softsign, 0, 0, 0, false, NONE, minus_one, one, zero, zero)
  PAIR(sigmoid, 0, 0, 0, false, NONE, zero, one, zero, zero)
  PAIR(logSigmoid, 0, 0, 0, false, NONE, minus_infinity, minus_zero, one, zero)
  PAIR(tanh, 0, 0, 0, false, NONE, minus_one, one, zero, zero)
  PAIR(softplus, BIT(BETA), BIT(BETA), 0, false, WITH([BETA] = 1), zero, infinity, zero, one)
  PAIR(elu, BIT(ALPHA), 0, 0, false, WITH([ALPHA] = 1), minus_alpha, infinity, zero_of_alpha, one)
  PAIR(selu, 0, 0, 0, false, NONE, minus_scale_alpha, infinity, zero, scale)
  PAIR(celu, BIT(ALPHA), BIT(ALPHA), 0, false, WITH([ALPHA] = 1), minus_alpha, infinity, zero, one)
  PAIR(silu, BIT(BETA), BIT(BETA), 0, false, WITH([BETA] = 1), minus_zero, infinity, minus_zero, one)
  PAIR(gelu, 0, 0, 0, false, NONE, minus_zero, infinity, minus_zero, one)
  PAIR(geluTanh, 0, 0, 0, false, NONE, minus_zero, infinity, minus_zero, one)
  PAIR(mish, 0, 0, 0, false, NONE, minus_zero, infinity, minus_zero, one)
};

const function *function_number(int i) {
  return i < (int)(sizeof table / sizeof table[0]) ? &table[i] : NULL;
}

const function *function_named(const char *name) {
  for (int i = 0; function_number(i); i++) {
    if (strcmp(function_number(i)->name, name) == 0) return function_number(i);
  }
  return NULL;
}

const char *parameters_prepare(const function *f, parameters *p) {
  p->moderate = true;
  for (int i = 0; i < PARAMETERS; i++) {
    if (!(f->takes & BIT(i))) continue;
    if (f->float32) p->values[i] = (float)p->values[i];
    double v = p->values[i], a = fabs(v);
    if (!isfinite(v)) return "a parameter is not finite";
    if ((f->positive & BIT(i)) && !(v > 0)) return "a parameter must be above 0";
    if ((f->natural & BIT(i)) && !(v >= 0)) return "a parameter must not be below 0";
    if (!f->float32 && a != 0 && (a < 0x1p-100 || a > 0x1p100)) p->moderate = false;
  }
  if ((f->takes & BIT(MIN)) && !(p->values[MIN] < p->values[MAX])) return "min must be below max";
  return NULL;
}
