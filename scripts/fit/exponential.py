"""e^(f ln 2) = (E + O) / (E - O) for |f| <= 1/2.

E = e0 + e1 f^2 + e2 f^4, O = f (o0 + o1 f^2 + o2 f^4).

O / E is tanh(f ln 2 / 2), so O / (E f) is a function of y = f^2 on [0, 1/4], fitted by
Remez exchange as a quotient of two polynomials of degree 2. The weight turns an error of
that quotient into the relative error of the exponential.

Only the ratio counts, so there is a scale to choose:
- "plain" has e0 = 1;
- "monic" has o2 = 1, which saves a multiplication; e0 is large then, about 2^17.5.
ln 2 / 2 rounded (o0 of "plain") is off by 2^-55 of itself. The other coefficients, fitted
again after each rounding, make up for that wherever f is large enough for it to matter.
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


def evaluated_error(o, e, monic):
    """Largest relative error when evaluated in float64, all roundings included."""
    o, e = [float(c) for c in o], [float(c) for c in e]
    draw = random.Random(1)
    worst = mpf(0)
    for _ in range(20000):
        f = draw.uniform(-0.5, 0.5)
        y = f * f
        top = (o[2] * y if not monic else y) + o[1]
        odd = f * (top * y + o[0])
        even = (e[2] * y + e[1]) * y + e[0]
        worst = max(worst, abs(mpf((even + odd) / (even - odd)) / exp(f * LN2) - 1))
    return worst


def report(title, problem, o, e, monic=False):
    print(title)
    show("o", o)
    show("e", e)
    print("  relative error of the fit", as_power(largest(problem.errors(o, e))))
    print("  evaluated in float64, all roundings included",
          as_power(evaluated_error(o, e, monic)))


def run():
    problem = Problem(chebyshev_grid(0, mpf(1) / 4, 1500), quotient, weight)
    o, e, error = remez(problem, 2, 2)
    print("before rounding: relative error", as_power(error))

    report("plain: e0 = 1", problem, *round_coefficients(problem, o, e, None, {0: mpf(1)}))

    scale = to_float64(1 / o[2])
    report("monic: o2 = 1", problem,
           *round_coefficients(problem, [c / o[2] for c in o], [c / o[2] for c in e],
                               {2: mpf(1)}, {0: scale}), monic=True)

    print("operations: plain 6 multiplications, 6 additions; monic 5 and 6;"
          " one division")
