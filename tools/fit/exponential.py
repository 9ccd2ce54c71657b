"""e^(f ln 2) = (E + O) / (E - O) for |f| <= 1/2, with E even in f and O odd.

O / E is tanh(f ln 2 / 2), so O / (E f) is a function of y = f^2 on [0, 1/4], fitted as a
quotient of two polynomials. Only the ratio of E and O counts, so the last coefficient of O
is made 1, which saves a multiplication and a constant.

E = e0 + e1 f^2 + e2 f^4, O = f (o0 + o1 f^2 + f^4). By Remez exchange; the weight turns an
error of the quotient into the relative error of the exponential. Near f = 0 only
o0 / e0 = ln 2 / 2 counts: it is rounded first, and the others are fitted again.

This is the fit itself. What is committed is moved from it a little: "search".
"""

import random

from mpmath import exp, log, mpf, sqrt, tanh

from minimax import (Problem, as_power, chebyshev_grid, largest, remez,
                     round_coefficients, show, to_float64)

LN2 = log(2)


def quotient(y):
    """tanh(f ln 2 / 2) / f for y = f^2."""
    if y == 0:
        return LN2 / 2
    f = sqrt(y)
    return tanh(f * LN2 / 2) / f


def weight(y):
    """(1 + t) / (1 - t) has the relative error 2 dt / (1 - t^2), and dt = f times ours."""
    f = sqrt(y)
    return 2 * f / (1 - tanh(f * LN2 / 2) ** 2)


PROBLEM = Problem(chebyshev_grid(0, mpf(1) / 4, 1500), quotient, weight)


def fit():
    o, e, _ = remez(PROBLEM, 2, 2)
    return round_coefficients(PROBLEM, o, e, {0: to_float64(LN2 / 2)}, {0: mpf(1)})


def scaled(o, e):
    """The same with 1 as o's last, rounded: o and e."""
    return tuple([to_float64(c / o[-1]) for c in side] for side in (o, e))


def error(o, e):
    """The largest relative error of the exponential, but for rounding."""
    return largest(PROBLEM.errors(o, e))


def evaluated_error(o, e):
    """Largest relative error when evaluated in float64, all roundings included."""
    o, e = [float(c) for c in o], [float(c) for c in e]
    draw = random.Random(1)
    worst = mpf(0)
    for _ in range(20000):
        f = draw.uniform(-0.5, 0.5)
        y = f * f
        odd = f * (o[0] + y * (y + o[1]))
        even = e[0] + y * (e[1] + y * e[2])
        worst = max(worst, abs(mpf((even + odd) / (even - odd)) / exp(f * LN2) - 1))
    return worst


def run():
    o, e = scaled(*fit())
    show("e", e)
    show("o", o[:-1])
    print("  relative error %s, before rounding %s" % (
        as_power(error(o, e)), as_power(error(*fit()))))
    print("  evaluated in float64, all roundings included", as_power(evaluated_error(o, e)))
