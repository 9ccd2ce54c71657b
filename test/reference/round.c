#include "round.h"

#include <stdio.h>
#include <stdlib.h>

static const mpfr_prec_t precisions[] = {128, 256, 512, 1200, 2400};
enum { PRECISIONS = sizeof precisions / sizeof precisions[0] };

// Rounds once: to a double by truncation whose last bit is set if anything was cut off, which a rounding to float32 sees as the whole.
static float to_float(mpfr_srcptr y) {
  double d = mpfr_get_d(y, MPFR_RNDZ);
  if (mpfr_cmp_d(y, d) != 0) {
    uint64_t bits;
    memcpy(&bits, &d, 8);
    bits |= 1;
    memcpy(&d, &bits, 8);
  }
  return (float)d;
}

static double distance_to_boundary(mpfr_srcptr y, float rounded) {
  if (isinf(rounded)) return 0.5;
  float neighbour = nextafterf(rounded, mpfr_cmp_d(y, rounded) >= 0 ? INFINITY : -INFINITY);
  if (isinf(neighbour)) return 0.5;
  double middle = ((double)rounded + neighbour) / 2, spacing = fabs((double)rounded - neighbour);
  mpfr_t d;
  mpfr_init2(d, mpfr_get_prec(y));
  mpfr_sub_d(d, y, middle, MPFR_RNDN);
  double distance = fabs(mpfr_get_d(d, MPFR_RNDN)) / spacing;
  mpfr_clear(d);
  return distance;
}

// Ziv's loop: more bits until both ends of the enclosure round to the same float32. It ends: an exact value on a boundary is
// enclosed exactly by the rational functions, and no transcendental one lies on a boundary.
float round_by_mpfr(const function *f, float x, const parameters *p, workspace *w, double *distance) {
  for (int i = 0; i < PRECISIONS; i++) {
    workspace_precision(w, precisions[i]);
    f->in_mpfr(w, x, p);
    float low = to_float(w->lo), high = to_float(w->hi);
    if (bits_of(low) == bits_of(high)) {
      if (distance) *distance = distance_to_boundary(w->lo, low);
      return low;
    }
  }
  fprintf(stderr, "%s: %08x is not decided with %ld bits\n", f->name, bits_of(x), (long)precisions[PRECISIONS - 1]);
  exit(1);
}

float round_value(const function *f, float x, const parameters *p, workspace *w) {
  if (isnan(x)) return NAN;
  if (isinf(x)) return (float)(x < 0 ? f->below(p) : f->above(p));
  float result;
  if (p->moderate && decided(f->in_double(x, p), &result)) return result;
  return round_by_mpfr(f, x, p, w, NULL);
}

double exact_value(const function *f, float x, const parameters *p, workspace *w) {
  if (isnan(x)) return NAN;
  if (isinf(x)) return x < 0 ? f->below(p) : f->above(p);
  if (p->moderate) {
    approx a = f->in_double(x, p);
    // Small values may come from exp_minus, which stops at e^-700.
    if ((a.error == 0 && a.value == 0) || (fabs(a.value) > 0x1p-800 && a.error <= fabs(a.value) * 0x1p-44)) return a.value;
  }
  for (int i = 0; i < PRECISIONS; i++) {
    workspace_precision(w, precisions[i]);
    f->in_mpfr(w, x, p);
    double low = mpfr_get_d(w->lo, MPFR_RNDN), high = mpfr_get_d(w->hi, MPFR_RNDN);
    if (low == high || (fabs(low) < 0x1p-1000 && fabs(high) < 0x1p-1000) || fabs(high - low) <= fabs(low) * 0x1p-51) return low;
  }
  return mpfr_get_d(w->lo, MPFR_RNDN);
}
