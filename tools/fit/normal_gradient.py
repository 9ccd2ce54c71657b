"""The derivative of gelu at x = -d: e^(-d^2 / 2) N(d), N(d) = R(d) - d / sqrt(2 pi).

R is the one of normal.py; at x = d the derivative is 1 minus that. N has a root at
d0 = 0.75179..., where the two terms cancel. So the root is taken out:

    N(d) = (d0 - d) S(d) / Q(d), d0 - d computed as (high - d) + low,

high and low being d0 in two parts. N / (d0 - d) is positive and varies little (0.67 to
0.40): S / Q is fitted to it by Remez exchange for the relative error. high - d is exact
where it matters (within a factor of two of d0).
"""

from mpmath import mpf, pi, sqrt

from minimax import (Problem, as_power, horner, largest, remez, round_coefficients, show,
                     show_factored, show_one, stretched_grid)
from normal import END, tail
from roots import gelu_root, split

ROOT = -gelu_root()


def without_root(d):
    return (tail(d) - d / sqrt(2 * pi)) / (ROOT - d)


def evaluated_error(problem, s, q):
    """Largest relative error of S / Q when evaluated in float64, roundings included."""
    s, q = [float(c) for c in s], [float(c) for c in q]
    worst = mpf(0)
    for x in problem.grid[::3]:
        d = float(x)
        worst = max(worst, abs(mpf(horner(s, d) / horner(q, d)) / without_root(mpf(d)) - 1))
    return worst


def fit(problem, degree_s, degree_q):
    s, q, error = remez(problem, degree_s, degree_q)
    exact_s, exact_q = s, q
    s, q = [[c / q[-1] for c in side] for side in (s, q)]
    s, q = round_coefficients(problem, s, q, None, {degree_q: mpf(1)})
    print("degrees %d/%d" % (degree_s, degree_q))
    show("s", s)
    show("q", q)
    print("  relative error %s (before rounding %s), evaluated in float64 %s" % (
        as_power(largest(problem.errors(s, q))), as_power(error),
        as_power(evaluated_error(problem, s, q))))
    print("  all coefficients positive:", all(c > 0 for c in s + q))
    show_factored(problem, exact_s, exact_q, "s")


def run():
    high, low = split(ROOT)
    show_one("d0 high", high)
    show_one("d0 low", low)
    problem = Problem(stretched_grid(END, 2, 2500), without_root)
    fit(problem, 8, 8)
    print("operations: S and Q 15 multiplications, 16 additions, 1 division;"
          " in factors as many, d^2 given")
