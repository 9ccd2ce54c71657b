"""ln(1 + a/b) for 0 <= a <= b, for softplus and logSigmoid.

With s = a / (a + 2 b), 0 <= s <= 1/3, ln(1 + a/b) = 2 atanh(s), and atanh(s) / s is a
function of z = s^2 on [0, 1/9]. Four kinds of fit, all by Remez exchange:

- "polynomial": 1 + z q(z), the first coefficient exactly 1, so that s + s z q(z) loses
  nothing near 0.
- "quotient": P(z) / Q(z), both with fewer terms. Either a second division, or, with
  A = a^2 and B = (a + 2 b)^2, a P(A, B) / ((a + 2 b) Q(A, B)) with one in all.
- "factored": P has three real zeros r1 to r3 above 1 and Q four, so the same quotient is,
  with c = b + a / 2, A = a^2, B = c^2 and w = 1 / (4 r),

      a c (B - w1 A)(B - w2 A)(B - w3 A) / ((B - w4 A)(B - w5 A)(B - w6 A)(B - w7 A)):

  one division in all, nothing cancels (w A is below B / 8), and few operations have to
  wait for another. The constant in front is 1 but for 2^-55 and left out.
- "direct": ln(1 + t) = t P(t) / Q(t) with t = a/b on [0, 1], or homogeneous in a and b.
"""

import random

from mpmath import atanh, log1p, mpf, polyroots, sqrt

from minimax import (Problem, as_power, chebyshev_grid, largest, remez, round_coefficients,
                     show, to_float64)


def atanh_over_s(z):
    if z == 0:
        return mpf(1)
    s = sqrt(z)
    return atanh(s) / s


def rest(z):
    """(atanh(s) / s - 1) / z, what q has to approximate."""
    if z < mpf(10) ** -20:
        return mpf(1) / 3 + z / 5
    return (atanh_over_s(z) - 1) / z


def log_over_t(t):
    return log1p(t) / t if t else mpf(1)


def polynomial(count):
    problem = Problem(chebyshev_grid(0, mpf(1) / 9, 1500), rest,
                      lambda z: z / atanh_over_s(z))
    q, one, error = remez(problem, count - 2)
    q, one = round_coefficients(problem, q, one, None, {0: mpf(1)})
    print("polynomial: %d coefficients with the leading 1" % count)
    show("q", q)
    print("  relative error", as_power(largest(problem.errors(q, one))),
          "(before rounding %s)" % as_power(error))


def quotient(title, problem, degree_p, degree_q, wanted):
    p, q, error = remez(problem, degree_p, degree_q)
    if not wanted:
        print("%s %d/%d: %s" % (title, degree_p, degree_q, as_power(error)))
        return
    p, q = [[c / q[-1] for c in side] for side in (p, q)]
    p, q = round_coefficients(problem, p, q, None, {degree_q: mpf(1)})
    print("%s: degrees %d/%d, last coefficient of Q is 1" % (title, degree_p, degree_q))
    show("p", p)
    show("q", q)
    print("  relative error", as_power(largest(problem.errors(p, q))),
          "(before rounding %s)" % as_power(error))


def factors(coefficients):
    """w = 1 / (4 r) for each zero r, largest first, rounded."""
    zeros = polyroots(coefficients[::-1], maxsteps=200, extraprec=400)
    return [to_float64(1 / (4 * r)) for r in sorted(zeros)]


def product(w, a, c):
    result = 1
    for factor in w:
        result *= c * c - factor * (a * a)
    return result


def factored(problem, degree_p, degree_q):
    p, q, _ = remez(problem, degree_p, degree_q)
    above, below = factors(p), factors(q)
    worst = mpf(0)
    for z, value, weight in zip(problem.grid, problem.values, problem.weights):
        # With c = 1: a = 2 s.
        a = 2 * sqrt(z)
        got = product(above, a, mpf(1)) / product(below, a, mpf(1))
        worst = max(worst, abs(got - value) * weight)
    above_float, below_float = [float(w) for w in above], [float(w) for w in below]
    draw, evaluated = random.Random(1), mpf(0)
    for _ in range(20000):
        a, b = draw.random(), 1.0
        c = b + 0.5 * a
        got = a * c * product(above_float, a, c) / product(below_float, a, c)
        evaluated = max(evaluated, abs(got / log1p(mpf(a)) - 1))
    print("factored %d/%d" % (degree_p, degree_q))
    show("w", above + below)
    print("  relative error %s, evaluated in float64 %s" % (
        as_power(worst), as_power(evaluated)))


def run():
    for count in (9, 10, 11):
        polynomial(count)
    problem = Problem(chebyshev_grid(0, mpf(1) / 9, 1500), atanh_over_s)
    for degrees in ((2, 3), (3, 3), (3, 4), (4, 4)):
        quotient("quotient in z", problem, *degrees, degrees in ((3, 3), (3, 4)))
    factored(problem, 3, 4)
    problem = Problem(chebyshev_grid(0, 1, 1500), log_over_t)
    for degrees in ((5, 5), (5, 6), (6, 6)):
        quotient("direct in t", problem, *degrees, False)
    print("operations, from a and b to the logarithm:")
    print("  polynomial, n coefficients: n + 2 multiplications, n additions, 1 division")
    print("  quotient 3/4, two divisions: 9 multiplications, 8 additions, 2 divisions")
    print("  factored 3/4: 17 multiplications, 8 additions, 1 division")
