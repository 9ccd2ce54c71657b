"""The derivatives of silu, mish and geluTanh near their roots, where terms cancel.

Two ways to evaluate each in float64, with the exponential as a quotient a / b:

- "plain": with t = e^-x, silu' = (1 + t (1 + x)) / (1 + t)^2, and the like. Near the root
  the numerator cancels, and what a and b were rounded by is left over, magnified.
- "shifted": everything counted from the root x0, with D = x - x0 in two parts. Since
  e^-x0 (1 + x0) = -1 the numerator of silu' is, with K = e^-x0,

      1 + t (1 + x) = (1 - e^-D) + K D e^-D,

  two terms that always have the same sign: nothing cancels, near the root or elsewhere,
  as long as 1 - e^-D is taken as (E (1 - 2^k) - O (1 + 2^k)) / (E - O).
  mish' with y = e^x, y0 = e^x0 has in its numerator 4 (1 + x) + (6 + 4 x) y + 4 y^2 + y^3 =

      4 D (1 + y) + (y - y0) (y^2 + (4 + y0) y + y0^2 + 4 y0 + 6 + 4 x0),

  y - y0 = y0 (e^D - 1), all of one sign too. geluTanh' is like silu', with
  V = 2 u(x) - 2 u(x0) in the exponent, and the difference of 2 x u'(x) in place of D:
  both have the factor D, the other one is x^2 + x x0 + x0^2.

For every float32 within 0.01 of the root: how far off in units in the last place, and how
many are rounded to the wrong neighbour. And the largest relative error elsewhere.
"""

import random
import struct

from mpmath import exp, floor, log, mp, mpf, pi, sqrt

import roots
from minimax import as_power, show_one

LOG2E = float(1 / log(2))
MAGIC = 1.5 * 2.0**52
# The coefficients of exponential.py, "plain".
O0, O1, O2 = 0.34657359027997264, 0.004624783297463979, 5.286621467913663e-06
E1, E2 = 0.0533820550167225, 0.0002289255788359534

C = mpf("0.044715")
A1 = 2 * sqrt(2 / pi)


def parts(u):
    """2^k, E and O for 2^u."""
    k = (u + MAGIC) - MAGIC
    f = u - k
    y = f * f
    return 2.0**k, (E2 * y + E1) * y + 1.0, f * ((O2 * y + O1) * y + O0)


def fraction(u):
    s, even, odd = parts(u)
    return s * (even + odd), even - odd


def shifted_fraction(u):
    """a, b and b - a for 2^u = a / b, the difference without cancellation."""
    s, even, odd = parts(u)
    return s * (even + odd), even - odd, even * (1.0 - s) - odd * (1.0 + s)


def silu_plain(x):
    a, b = fraction(x * -LOG2E)
    return (b + a * (1.0 + x)) * b / ((a + b) * (a + b))


def mish_plain(x):
    a, b = fraction(x * LOG2E)
    top = b * b * (4.0 * (1.0 + x) * b + (4.0 * x + 6.0) * a) + a * a * (4.0 * b + a)
    bottom = a * (a + 2.0 * b) + 2.0 * (b * b)
    return a * top / (bottom * bottom)


G1, G3 = float(-A1 / log(2)), float(-A1 * C / log(2))
R1, R3 = float(A1), float(3 * A1 * C)


def gelu_tanh_plain(x):
    z = x * x
    a, b = fraction(x * (G3 * z + G1))
    return (b + a * (1.0 + x * (R3 * z + R1))) * b / ((a + b) * (a + b))


SILU = roots.root("silu")
SILU_HIGH, SILU_LOW = map(float, roots.split(SILU))
SILU_K = float(exp(-SILU))


def silu_shifted(x):
    d = (x - SILU_HIGH) - SILU_LOW
    a, b, difference = shifted_fraction(d * -LOG2E)
    ka = SILU_K * a
    return (difference + ka * d) * b / ((ka + b) * (ka + b))


MISH = roots.root("mish")
MISH_HIGH, MISH_LOW = map(float, roots.split(MISH))
Y0 = exp(MISH)
MISH_Y0, MISH_LINEAR = float(Y0), float(4 + Y0)
MISH_CONSTANT = float(Y0 * Y0 + 4 * Y0 + 6 + 4 * MISH)


def mish_shifted(x):
    d = (x - MISH_HIGH) - MISH_LOW
    a, b, difference = shifted_fraction(d * LOG2E)
    a, difference = MISH_Y0 * a, MISH_Y0 * difference
    top = 4.0 * d * (b + a) * (b * b) - difference * (
        a * (a + MISH_LINEAR * b) + MISH_CONSTANT * (b * b))
    bottom = a * (a + 2.0 * b) + 2.0 * (b * b)
    return a * top / (bottom * bottom)


GELU = roots.root("geluTanh")
GELU_HIGH, GELU_LOW = map(float, roots.split(GELU))
GELU_SQUARE = float(GELU * GELU)
GELU_K = float(exp(-A1 * (GELU + C * GELU**3)))


def gelu_tanh_shifted(x):
    d = (x - GELU_HIGH) - GELU_LOW
    z = (x + GELU_HIGH) * x + GELU_SQUARE
    a, b, difference = shifted_fraction(d * (G3 * z + G1))
    ka = GELU_K * a
    return (difference + ka * (d * (R3 * z + R1))) * b / ((ka + b) * (ka + b))


def silu_exact(x):
    t = exp(-x)
    return (1 + t * (1 + x)) / (1 + t) ** 2


def mish_exact(x):
    y = exp(x)
    return (4 * (1 + x) + (4 * x + 6) * y + 4 * y**2 + y**3) * y / (y * y + 2 * y + 2) ** 2


def gelu_tanh_exact(x):
    t = exp(-A1 * (x + C * x**3))
    return (1 + t * (1 + A1 * (x + 3 * C * x**3))) / (1 + t) ** 2


def to_float32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def float32_between(low, high):
    """All float32 between two negative numbers."""
    bits = struct.unpack("<I", struct.pack("<f", high))[0]
    while True:
        x = struct.unpack("<f", struct.pack("<I", bits))[0]
        if x < low:
            return
        yield x
        bits += 1


def near(root, exact, ways):
    worst, wrong, count = [0.0] * len(ways), [0] * len(ways), 0
    for x in float32_between(float(root) - 0.01, float(root) + 0.01):
        value = exact(mpf(x))
        unit = mpf(2) ** (floor(log(abs(value), 2)) - 23)
        count += 1
        for i, way in enumerate(ways):
            off = float(abs(to_float32(way(x)) - value) / unit)
            worst[i] = max(worst[i], off)
            wrong[i] += off > 0.5
    return worst, wrong, count


def elsewhere(exact, way, low, high):
    draw = random.Random(1)
    worst = 0
    for _ in range(4000):
        x = to_float32(draw.uniform(low, high))
        worst = max(worst, abs(mpf(way(x)) / exact(mpf(x)) - 1))
    return worst


def run():
    show_one("siluK", SILU_K)
    show_one("mishY0", MISH_Y0)
    show_one("mishLinear", MISH_LINEAR)
    show_one("mishConstant", MISH_CONSTANT)
    show_one("geluTanhK", GELU_K)
    show_one("geluTanhSquare", GELU_SQUARE)
    before, mp.dps = mp.dps, 32
    for name, root, exact, plain, shifted, low in (
            ("silu'", SILU, silu_exact, silu_plain, silu_shifted, -80),
            ("mish'", MISH, mish_exact, mish_plain, mish_shifted, -80),
            ("geluTanh'", GELU, gelu_tanh_exact, gelu_tanh_plain, gelu_tanh_shifted, -9)):
        worst, wrong, count = near(root, exact, (plain, shifted))
        print("%s, %d inputs within 0.01 of the root" % (name, count))
        for i, (title, way) in enumerate((("plain", plain), ("shifted", shifted))):
            print("  %-8s at most %.5f ULP, %d misrounded; relative error %s on [-0.5, 20], %s on "
                  "[%d, -2]" % (title, worst[i], wrong[i],
                                as_power(elsewhere(exact, way, -0.5, 20)),
                                as_power(elsewhere(exact, way, low, -2)), low))
    mp.dps = before
