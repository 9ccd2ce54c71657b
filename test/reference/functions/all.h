// Every function's two forms.
#ifndef ALL_H
#define ALL_H

#include "functions.h"

#define FORMS(name)                                       \
  approx name##_double(double x, const parameters *p);    \
  void name##_mpfr(workspace *w, double x, const parameters *p);
#define BOTH(name) FORMS(name) FORMS(name##_grad)

BOTH(relu) BOTH(leakyRelu) BOTH(relu6) BOTH(hardtanh) BOTH(thresholdedRelu) BOTH(hardShrink) BOTH(softShrink) BOTH(squaredRelu)
BOTH(hardSigmoid) BOTH(hardSwish) BOTH(softsign)
BOTH(sigmoid) BOTH(logSigmoid) BOTH(tanh) BOTH(softplus) BOTH(elu) BOTH(selu) BOTH(celu)
BOTH(silu) BOTH(gelu) BOTH(geluTanh) BOTH(mish)

#endif
