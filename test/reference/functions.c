#include "functions.h"

#include "functions/all.h"

const char *const parameter_names[PARAMETERS] = {"alpha", "beta", "lambda", "theta", "min", "max", "value", "b"};

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
static double zero_or_one(const parameters *p) { return p->values[ALPHA] < 0; }
static double one_or_zero(const parameters *p) { return p->values[ALPHA] > 0; }
static double softplus_below(const parameters *p) { return p->values[BETA] < 0 ? -INFINITY : 0; }
static double softplus_above(const parameters *p) { return p->values[BETA] < 0 ? -0.0 : INFINITY; }
static double sigmoid_below(const parameters *p) { return p->values[BETA] < 0; }
static double sigmoid_above(const parameters *p) { return p->values[BETA] > 0; }
static double value(const parameters *p) { return p->values[VALUE]; }
static double linear_below(const parameters *p) { return p->values[ALPHA] == 0 ? linear_double(-1, p).value : p->values[ALPHA] * -INFINITY; }
static double linear_above(const parameters *p) { return p->values[ALPHA] == 0 ? linear_double(1, p).value : p->values[ALPHA] * INFINITY; }
static double lower(const parameters *p) { return p->values[MIN]; }
static double upper(const parameters *p) { return p->values[MAX]; }
static double scale(const parameters *p) { return (void)p, 1.0507009873554804934193349852946; }
static double minus_scale_alpha(const parameters *p) { return (void)p, -1.7580993408473768599402175208123; }

#define NONE {{0, 0}}
#define WITH(...) {__VA_ARGS__}

static const function table[] = {
#define FUNCTION(name, rounding, rules, below, above, grad_below, grad_above)          \
  {#name, rounding, rules, name##_double, name##_mpfr, below, above},                  \
    {#name ".grad", rounding, rules, name##_grad_double, name##_grad_mpfr, grad_below, grad_above},
#include "functions/table.h"
#undef FUNCTION
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
    parameter_rule rule = f->rules[i];
    if (rule.range == NOT_TAKEN) continue;
    bool stays = f->rounding == AS_GIVEN || (f->rounding == TO_FLOAT32_OR_DEFAULT && p->values[i] == rule.value);
    if (!stays) p->values[i] = (float)p->values[i];
    double v = p->values[i], a = fabs(v);
    if (!isfinite(v)) return "a parameter is not finite";
    if (rule.range == POSITIVE && !(v > 0)) return "a parameter must be above 0";
    if (rule.range == NOT_ZERO && v == 0) return "a parameter must not be 0";
    if (rule.range == NOT_NEGATIVE && !(v >= 0)) return "a parameter must not be below 0";
    if (f->rounding == AS_GIVEN && a != 0 && (a < 0x1p-100 || a > 0x1p100)) p->moderate = false;
  }
  if (f->rules[MIN].range != NOT_TAKEN && !(p->values[MIN] < p->values[MAX])) return "min must be below max";
  return NULL;
}
