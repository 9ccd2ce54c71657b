"""Shared by the fits: minimax approximation in multi-precision, rounding, printing.

Everything here works on a grid of points. A grid of some thousand points finds the
minimax approximation to far better than a thousandth of its error, and needs no
search for extrema between the points.
"""

from mpmath import cos, im, log, lu_solve, matrix, mp, mpf, pi, polyroots, re

mp.dps = 60


def chebyshev_grid(low, high, count):
    """Chebyshev points from low to high, both included, dense towards the ends."""
    low, high = mpf(low), mpf(high)
    return [low + (high - low) * (1 - cos(pi * i / (count - 1))) / 2 for i in range(count)]


def stretched_grid(high, centre, count):
    """Chebyshev points in d / (d + centre) for 0 <= d <= high: dense near 0."""
    top = mpf(high) / (mpf(high) + centre)
    return [centre * v / (1 - v) for v in chebyshev_grid(0, top, count)]


def horner(coefficients, x):
    """c0 + c1 x + c2 x^2 + ..."""
    result = coefficients[-1]
    for c in reversed(coefficients[:-1]):
        result = result * x + c
    return result


class Problem:
    """A function sampled on a grid, with the weight that its error is multiplied by."""

    def __init__(self, grid, function, weight=None):
        self.grid = grid
        self.values = [function(x) for x in grid]
        if weight is None:
            self.weights = [1 / abs(v) for v in self.values]
        else:
            self.weights = [weight(x) for x in grid]

    def errors(self, numerator, denominator):
        """Weighted error of numerator / denominator at each point of the grid."""
        return [
            (horner(numerator, x) / horner(denominator, x) - v) * w
            for x, v, w in zip(self.grid, self.values, self.weights)
        ]


def largest(errors):
    return max(abs(e) for e in errors)


def _solve(problem, points, degree_p, degree_q, level):
    """P and Q (with Q(0) = 1) whose weighted errors at the points are +-level, in turn.

    With one point more than there are coefficients the level is an unknown too. The
    equations P - Q (f + s level / w) = 0 are linear but for the product of Q and level:
    there the last level is used, and a few rounds bring both together.
    """
    unknown = degree_p + 1 + degree_q
    levelled = len(points) == unknown + 1
    for _ in range(40 if levelled and degree_q else 1):
        rows, right = [], []
        for k, i in enumerate(points):
            x, w = problem.grid[i], problem.weights[i]
            sign = 1 if k % 2 else -1
            target = problem.values[i] + (sign * level / w if levelled else 0)
            row = [x**j for j in range(degree_p + 1)]
            row += [-target * x**j for j in range(1, degree_q + 1)]
            if levelled:
                row.append(-sign / w)
            rows.append(row)
            right.append(problem.values[i])
        solution = lu_solve(matrix(rows), matrix(right))
        previous, level = level, solution[unknown] if levelled else level
        if not levelled or abs(level - previous) < abs(level) * mpf(10) ** -9:
            break
    p = [solution[j] for j in range(degree_p + 1)]
    q = [mpf(1)] + [solution[degree_p + 1 + j] for j in range(degree_q)]
    return p, q, level


def remez(problem, degree_p, degree_q=0, rounds=40):
    """Minimax fit P / Q by Remez exchange; returns P, Q (Q(0) = 1) and the largest error.

    The start is interpolation in points spread like Chebyshev nodes over the grid. Then,
    again and again: in each run of errors of one sign take the largest, level these.
    """
    unknown = degree_p + 1 + degree_q
    last = len(problem.grid) - 1
    nodes = [round(last * (k + mpf(1) / 2) / unknown) for k in range(unknown)]
    p, q, _ = _solve(problem, nodes, degree_p, degree_q, mpf(0))
    best = None
    for _ in range(rounds):
        errors = problem.errors(p, q)
        size = largest(errors)
        if best is None or size < best[2]:
            best = p, q, size
        peaks = []
        for i, e in enumerate(errors):
            if e == 0:
                continue
            if peaks and (errors[peaks[-1]] > 0) == (e > 0):
                if abs(e) > abs(errors[peaks[-1]]):
                    peaks[-1] = i
            else:
                peaks.append(i)
        while len(peaks) > unknown + 1:
            # Drop the smaller end, so that the signs still alternate.
            peaks.pop(0 if abs(errors[peaks[0]]) < abs(errors[peaks[-1]]) else -1)
        if len(peaks) < unknown + 1:
            break
        low = min(abs(errors[i]) for i in peaks)
        if size - low < size / 1000:
            break
        p, q, level = _solve(problem, peaks, degree_p, degree_q, low)
    return best


def refit(problem, p, q, fixed_p, fixed_q):
    """Coefficients of P and Q closest to the function p / q, some of them given.

    Least squares in the weighted, linearised error. fixed_p and fixed_q map an index to
    its value. The target is p / q, not the function fitted: what is left is the rounding
    of the fixed coefficients alone.
    """
    free = [(0, j) for j in range(len(p)) if j not in fixed_p]
    free += [(1, j) for j in range(len(q)) if j not in fixed_q]
    if free:
        size = len(free)
        normal, right = matrix(size, size), matrix(size, 1)
        step = max(1, len(problem.grid) // 200)
        for x, w in list(zip(problem.grid, problem.weights))[::step]:
            bottom = horner(q, x)
            value = horner(p, x) / bottom
            scale = w / bottom
            row = [(x**j if side == 0 else -value * x**j) * scale for side, j in free]
            rest = sum(c * x**j for j, c in fixed_p.items())
            rest -= value * sum(c * x**j for j, c in fixed_q.items())
            for r in range(size):
                right[r] -= row[r] * rest * scale
                for c in range(size):
                    normal[r, c] += row[r] * row[c]
        solution = lu_solve(normal, right)
    else:
        solution = []
    new_p = [fixed_p.get(j) for j in range(len(p))]
    new_q = [fixed_q.get(j) for j in range(len(q))]
    for (side, j), value in zip(free, solution):
        (new_q if side else new_p)[j] = value
    return new_p, new_q


def to_float64(value):
    """The nearest float64, as an mpf."""
    return mpf(float(value))


def round_coefficients(problem, p, q, fixed_p=None, fixed_q=None):
    """Rounds one coefficient after the other, lowest powers first, refitting the rest."""
    fixed_p, fixed_q = dict(fixed_p or {}), dict(fixed_q or {})
    target_p, target_q = p, q
    for j in range(max(len(p), len(q))):
        for fixed, own in ((fixed_q, 1), (fixed_p, 0)):
            current = refit(problem, target_p, target_q, fixed_p, fixed_q)[own]
            if j < len(current) and j not in fixed:
                fixed[j] = to_float64(current[j])
    return (
        [fixed_p[j] for j in range(len(p))],
        [fixed_q[j] for j in range(len(q))],
    )


def quadratics(coefficients):
    """A polynomial as its last coefficient times factors [c, b, 1]: c + b x + x^2, rounded.

    One factor [c, 1] if the degree is odd. The zeros of our polynomials come in conjugate
    pairs but for at most one.
    """
    factors = []
    for zero in polyroots(coefficients[::-1], maxsteps=500, extraprec=600):
        if abs(im(zero)) < mpf(10) ** -15:
            factors.append([to_float64(-re(zero)), mpf(1)])
        elif im(zero) > 0:
            factors.append([to_float64(abs(zero) ** 2), to_float64(-2 * re(zero)), mpf(1)])
    assert sum(len(f) - 1 for f in factors) == len(coefficients) - 1
    return sorted(factors, key=lambda f: (len(f), f[-2]))


def product(factors, x):
    result = 1
    for factor in factors:
        result *= horner(factor, x)
    return result


def show_factored(problem, p, q, top="p"):
    """Prints P / Q in factors, and the largest errors of that."""
    lead = to_float64(p[-1] / q[-1])
    above, below = quadratics(p), quadratics(q)
    print("  the same in factors, c + b d + d^2 (or c + d), lead in front:")
    show_one("lead", lead)
    for name, factors in ((top, above), ("q", below)):
        for j, factor in enumerate(factors):
            for letter, c in zip("cb", factor[:-1]):
                show_one("%s factor %d, %s" % (name, j + 1, letter), c)
    worst, evaluated = mpf(0), mpf(0)
    above_float, below_float = ([[float(c) for c in f] for f in side]
                                for side in (above, below))
    for x, v, w in zip(problem.grid, problem.values, problem.weights):
        exact = product(above, x) / product(below, x) * lead
        worst = max(worst, abs(exact - v) * w)
        # float(x) is not x: the rounding errors are taken against the fit there.
        d = float(x)
        there = product(above, mpf(d)) / product(below, mpf(d)) * lead
        got = float(lead) * product(above_float, d) / product(below_float, d)
        evaluated = max(evaluated, abs((got - there) * w) + abs(exact - v) * w)
    print("  relative error in factors %s, evaluated in float64 %s" % (
        as_power(worst), as_power(evaluated)))


def as_power(error):
    """'2^-57.3' for an error."""
    return "0" if error == 0 else "2^%.2f" % float(log(abs(error), 2))


def show_one(name, coefficient):
    """One line: the decimal that round-trips, and C hex float."""
    value = float(coefficient)
    print("  %-14s = %-25r %s" % (name, value, value.hex()))


def show(name, coefficients):
    """One line for each coefficient, numbered from 0."""
    for j, c in enumerate(coefficients):
        show_one("%s%d" % (name, j), c)
