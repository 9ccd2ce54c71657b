// The functions of the library and their derivatives, each as a real function of a float32 x and of exact parameters.
//
// What the two sides and the zeros give ("<0": the limit 0 from below, which is -0). A derivative at a kink is the one on the right.
//
//   function         -Inf         -0        +0      +Inf     derivative   -Inf    -0        +0        +Inf    where it is 0
//   relu             +0           +0        +0      Inf                   +0      1         1         1       +0 below 0
//   leakyRelu        alpha * -Inf -0        +0      Inf                   alpha   1         1         1
//   relu6            +0           +0        +0      6                     +0      1         1         +0      +0 below 0, from 6 on
//   hardtanh         min          -0        +0      max                   +0      1         1         +0      +0 below min, from max on
//   thresholdedRelu  +0           +0        +0      Inf                   +0      +0        +0        1       +0 below theta
//   hardShrink       -Inf         +0        +0      Inf                   1       +0        +0        1       +0 from -lambda to below lambda
//   softShrink       -Inf         +0        +0      Inf                   1       +0        +0        1       +0 from -lambda to below lambda
//   squaredRelu      +0           +0        +0      Inf                   +0      +0        +0        Inf     +0 up to 0
//   hardSigmoid      +0           beta      beta    1                     +0      alpha     alpha     +0      +0 below -3, from 3 on
//   hardSwish        -0           -0        +0      Inf                   +0      1/2       1/2       1       +0 below -3 and at -1.5
//   softsign         -1           -0        +0      1                     +0      1         1         +0      +0 by underflow
//   sigmoid          +0           1/2       1/2     1                     +0      1/4       1/4       +0      +0 by underflow
//   logSigmoid       -Inf         -ln 2     -ln 2   -0 (<0)               1       1/2       1/2       +0      +0 by underflow
//   tanh             -1           -0        +0      1                     +0      1         1         +0      +0 by underflow
//   softplus         +0           ln 2      ln 2    Inf                   +0      1/2       1/2       1       +0 by underflow
//   elu              -alpha       -0        +0      Inf                   +0 [1]  1 [2]     1         1       +0 by underflow [1]
//   selu             -1.7580993   -0        +0      Inf                   +0      scale     scale     scale   +0 by underflow
//   celu             -alpha       -0        +0      Inf                   +0      1         1         1       +0 by underflow
//   silu             -0 (<0)      -0        +0      Inf                   -0 (<0) 1/2       1/2       1       -0 by underflow
//   gelu             -0 (<0)      -0        +0      Inf                   -0 (<0) 1/2       1/2       1       -0 by underflow
//   geluTanh         -0 (<0)      -0        +0      Inf                   -0 (<0) 1/2       1/2       1       -0 by underflow
//   mish             -0 (<0)      -0        +0      Inf                   -0 (<0) 3/5       3/5       1       -0 by underflow
//
//   [1] the sign of alpha: -0 if alpha < 0.   [2] x = -0 is 0, the kink, and not below it.
//   softplus and its zeros: ln 2 / beta. hardSigmoid: the edges are the doubles (0 - beta) / alpha and (1 - beta) / alpha.
//   hardSwish is x * 0 = -0 for all x <= -3; at -1.5 its derivative is exactly 0, which is +0.
//   No derivative above has a root at a float32 but for the flat parts and hardSwish's -1.5: the other roots are irrational.
#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#include <stdbool.h>

#include "approx.h"
#include "real.h"

enum { ALPHA, BETA, LAMBDA, THETA, MIN, MAX, VALUE, B, PARAMETERS };

typedef struct {
  double values[PARAMETERS];
  bool shortcuts; // may answer with any double that rounds to the right float32
  bool moderate;  // all parameters lie in 2^-100 .. 2^100, or are 0: the double forms hold
} parameters;

// TO_FLOAT32_OR_DEFAULT: to float32, but the default stays: hardSigmoid's alpha, which stands for the real 1/6.
typedef enum { AS_GIVEN, TO_FLOAT32, TO_FLOAT32_OR_DEFAULT } parameter_rounding;
typedef enum { NOT_TAKEN, ANY, POSITIVE, NOT_NEGATIVE, NOT_ZERO } parameter_range;

typedef struct {
  parameter_range range;
  double value; // the default
} parameter_rule;

typedef struct {
  const char *name;
  parameter_rounding rounding;
  parameter_rule rules[PARAMETERS];
  approx (*in_double)(double x, const parameters *p);             // finite x
  void (*in_mpfr)(workspace *w, double x, const parameters *p);   // finite x
  double (*below)(const parameters *p), (*above)(const parameters *p); // the limits at -Inf and +Inf
} function;

extern const char *const parameter_names[PARAMETERS];

const function *function_named(const char *name); // NULL if there is none
const function *function_number(int i);           // NULL behind the last

// Checks and rounds the parameters; gives NULL or what is wrong.
const char *parameters_prepare(const function *f, parameters *p);

#endif
