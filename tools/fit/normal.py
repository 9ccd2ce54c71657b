"""R(d) = Phi(-d) e^(d^2 / 2) for 0 <= d <= 14.6, with Phi the normal distribution.

gelu(x) = max(0, x) - d R(d) e^(-d^2 / 2), d = |x|. Past 14.6 the term is below half the
smallest float32.

R = P / Q by Remez exchange for the relative error, on a grid that is dense near 0. Poles
and zeros of a good fit are negative or have negative real parts, so that all coefficients
come out positive and Horner's rule loses nothing. Q is scaled to have 1 as its last
coefficient, which saves a multiplication.

In factors of degree 2, all coefficients of which are positive too, it takes as many
operations (d^2 is at hand), but they wait less for each other.
"""

from mpmath import erfc, exp, mpf, sqrt

from minimax import (Problem, as_power, horner, largest, remez, round_coefficients, show,
                     show_factored, stretched_grid)

END = mpf("14.6")


def tail(d):
    return erfc(d / sqrt(2)) * exp(d * d / 2) / 2


def evaluated_error(problem, p, q):
    """Largest relative error when evaluated in float64, all roundings included."""
    p, q = [float(c) for c in p], [float(c) for c in q]
    worst = mpf(0)
    for x, v in zip(problem.grid, problem.values):
        d = float(x)
        # The grid points are no float64s: correct to first order, R' = d R - 1/sqrt(2 pi).
        got = mpf(horner(p, d) / horner(q, d))
        exact = v + (d * v - 1 / sqrt(2 * mpf(3.141592653589793))) * (mpf(d) - x)
        worst = max(worst, abs(got / exact - 1))
    return worst


def fit(problem, degree_p, degree_q):
    p, q, error = remez(problem, degree_p, degree_q)
    exact_p, exact_q = p, q
    p, q = [[c / q[-1] for c in side] for side in (p, q)]
    p, q = round_coefficients(problem, p, q, None, {degree_q: mpf(1)})
    print("degrees %d/%d" % (degree_p, degree_q))
    show("p", p)
    show("q", q)
    print("  relative error %s (before rounding %s), evaluated in float64 %s" % (
        as_power(largest(problem.errors(p, q))), as_power(error),
        as_power(evaluated_error(problem, p, q))))
    print("  all coefficients positive:", all(c > 0 for c in p + q))
    show_factored(problem, exact_p, exact_q)


def run():
    problem = Problem(stretched_grid(END, 2, 2500), tail)
    for degrees in ((8, 9), (9, 10)):
        fit(problem, *degrees)
    print("operations of 8/9: 16 multiplications, 17 additions, 1 division;"
          " in factors as many, d^2 given")
