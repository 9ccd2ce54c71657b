"""x - tanh(x) near 0, for tanhShrink.

(1 - tanh(x) / x) / x^2 is a function of w = x^2: P(w) / Q(w), both of degree 3, on [0, 1]. Q(0) is
1, and P(0) one unit in the last place below the float64 1/3, so that ties of x^3 / 3 go down. The
committed coefficients are these, moved by some units in the last place to such as misround no
input: a random search over the hardest ones.
"""

import math

from mpmath import mpf, sqrt, tanh

from minimax import Problem, as_power, chebyshev_grid, largest, remez, round_coefficients, show


def quotient(w):
    if w < mpf(10) ** -20:
        return mpf(1) / 3 - 2 * w / 15
    x = sqrt(w)
    return (1 - tanh(x) / x) / w


def run():
    problem = Problem(chebyshev_grid(0, 1, 1500), quotient)
    p, q, error = remez(problem, 3, 3)
    p, q = round_coefficients(problem, p, q, {0: mpf(math.nextafter(1 / 3, 0))}, {0: mpf(1)})
    show("p", p)
    show("q", q)
    print("  relative error", as_power(largest(problem.errors(p, q))),
          "(before rounding %s)" % as_power(error))
