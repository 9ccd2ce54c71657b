// Declares both forms of every function in table.h, and of its derivative.
#ifndef ALL_H
#define ALL_H

#include "functions.h"

#define FORMS(name)                                    \
  approx name##_double(double x, const parameters *p); \
  void name##_mpfr(workspace *w, double x, const parameters *p);
#define FUNCTION(name, ...) FORMS(name) FORMS(name##_grad)
#include "functions/table.h"
#undef FUNCTION

#endif
