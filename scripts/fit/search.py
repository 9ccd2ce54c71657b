"""Which coefficients of softplus' logarithm misround no input.

The seven factors that "logarithm" fits are as good as float64 coefficients can be, but
for some inputs the exact value is so close to the middle between two float32 numbers that
the rounding errors of the evaluation decide. Moving a coefficient by a unit in the last
place changes those errors and little else. So the committed factors are the fitted ones,
each moved by a few units: this prints by how many, how many of the 100 hardest inputs
(test/golden/hardest.json, from the reference) each set misrounds, and how a random
search from the fitted ones, with a fixed seed, comes to sets that misround none.

Many do. Which of them is committed is of no account: it was the first that a search found
whose seed is not kept, and then ran over all 2^32 inputs (npm run test:exhaustive), as
any other would have to. The 100 hardest are enough for the search: the next ones are
further from a boundary than the evaluation's largest error.

The evaluation below is that of assembly/softplus.ts for beta = 1, operation by operation,
with the coefficients read from there and from assembly/math.ts.
"""

import json
import math
import random
import re
import struct
from pathlib import Path

from mpmath import mpf

from logarithm import atanh_over_s, factors
from minimax import Problem, chebyshev_grid, remez

ROOT = Path(__file__).resolve().parents[2]
MATH = (ROOT / "assembly/math.ts").read_text()
NUMBER = r"(-?[\d.]+(?:e-?\d+)?)"


def constant(name):
    return float(re.search(r"const %s: f64 = %s;" % (name, NUMBER), MATH).group(1))


def constants_of(function):
    """The constants of an op of math.ts, in the order of its text."""
    body = re.search(r"export function %s\(.*?\n}\n" % function, MATH, re.S).group(0)
    return [float(c) for c in re.findall(r"splat64\(%s, zero\)" % NUMBER, body)]


HIGH, LOW = constant("LOG2_E_HIGH"), constant("LOG2_E_LOW")
E1, E2, E0 = constants_of("even")
O1, O2, O0 = constants_of("odd")


def committed():
    text = (ROOT / "assembly/softplus.ts").read_text()
    return [float(w) for w in re.findall(r"factor\(A, B, %s, zero\)" % NUMBER, text)]


def fitted():
    """What "logarithm" prints as factored 3/4."""
    problem = Problem(chebyshev_grid(0, mpf(1) / 9, 1500), atanh_over_s)
    p, q, _ = remez(problem, 3, 4)
    return [float(w) for w in factors(p) + factors(q)]


def float_of(bits):
    return struct.unpack("<f", struct.pack("<I", int(bits, 16)))[0]


def to_float32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def fraction(x):
    """a and c of softplus.ts, which do not depend on the factors."""
    held = -abs(x)
    u = held * HIGH
    k = round(u)
    f = u - k + held * LOW
    f2 = f * f
    even = E0 + f2 * (E1 + f2 * E2)
    odd = f * (O0 + f2 * (O1 + f2 * O2))
    a = 2.0 ** k * (even + odd)
    return a, (even - odd) + a * 0.5


def hardest():
    """For each hard input: the positive part of x, a, c, their squares, the right result."""
    lists = json.loads((ROOT / "test/golden/hardest.json").read_text())
    cases = []
    for x, y in lists["softplus"]:
        value = float_of(x)
        a, c = fraction(value)
        cases.append((max(value, 0.0), a, c, a * a, c * c, float_of(y)))
    return cases


def softplus(case, w):
    positive, a, c, A, B, _ = case
    top = (a * c) * ((B - A * w[0]) * ((B - A * w[1]) * (B - A * w[2])))
    bottom = ((B - A * w[3]) * (B - A * w[4])) * ((B - A * w[5]) * (B - A * w[6]))
    return positive + top / bottom


def misrounded(cases, w):
    return [case for case in cases if to_float32(softplus(case, w)) != case[5]]


def moved(w, units):
    return [v + n * math.ulp(v) for v, n in zip(w, units)]


# As far as the committed ones may be from the fitted ones.
LARGEST_MOVE = 5
TRIES = 20000


def run():
    cases = hardest()
    start, end = fitted(), committed()
    units = [round((b - a) / math.ulp(a)) for a, b in zip(start, end)]
    print("%d hard inputs" % len(cases))
    print("fitted     misround %d" % len(misrounded(cases, start)))
    print("committed  misround %d; moved from the fitted by %s units in the last place" % (
        len(misrounded(cases, end)), units))

    draw = random.Random(1)
    found, first = 0, None
    for number in range(TRIES):
        tried = [draw.randint(-LARGEST_MOVE, LARGEST_MOVE) for _ in start]
        w = moved(start, tried)
        if all(to_float32(softplus(case, w)) == case[5] for case in cases):
            found += 1
            first = first or (number, tried)
    print("random moves of at most %d units: %d of %d misround none" % (
        LARGEST_MOVE, found, TRIES))
    if first:
        print("the first of them, number %d: %s" % first)
    if misrounded(cases, end) or max(abs(n) for n in units) > LARGEST_MOVE:
        raise SystemExit("the committed factors are not what this file says of them")
