"""The roots of the derivatives of silu, geluTanh, mish and gelu, to 40 digits.

Each by bisection and Newton's method (mpmath's findroot), then split in two parts: the
nearest float64 and the float64 nearest to what is left.
"""

from mpmath import diff, erfc, exp, findroot, log1p, mp, mpf, nstr, pi, sqrt, tanh

from minimax import show_one, to_float64


def silu_gradient(x):
    s = 1 / (1 + exp(-x))
    return s * (1 + x * (1 - s))


def gelu_tanh_gradient(x):
    """Of x sigmoid(2 u), u = sqrt(2 / pi) (x + 0.044715 x^3)."""
    c = mpf("0.044715")
    u = sqrt(2 / pi) * (x + c * x**3)
    s = 1 / (1 + exp(-2 * u))
    return s * (1 + 2 * x * (1 - s) * sqrt(2 / pi) * (1 + 3 * c * x * x))


def mish_gradient(x):
    t = tanh(log1p(exp(x)))
    return t + x * (1 - t * t) / (1 + exp(-x))


def gelu_gradient(x):
    return erfc(-x / sqrt(2)) / 2 + x * exp(-x * x / 2) / sqrt(2 * pi)


GRADIENTS = {
    "silu": (silu_gradient, "-1.278"),
    "geluTanh": (gelu_tanh_gradient, "-0.752"),
    "mish": (mish_gradient, "-1.192"),
    "gelu": (gelu_gradient, "-0.752"),
}


def root(name):
    gradient, near = GRADIENTS[name]
    return findroot(gradient, (mpf(near) - mpf("0.01"), mpf(near) + mpf("0.01")),
                    solver="anderson", tol=mpf(10) ** (-2 * mp.dps + 10))


def gelu_root():
    return root("gelu")


def split(value):
    high = to_float64(value)
    return high, to_float64(value - high)


def run():
    for name, (gradient, _) in GRADIENTS.items():
        x = root(name)
        print("%s': %s" % (name, nstr(x, 40)))
        for part, value in zip(("high", "low"), split(x)):
            show_one(part, value)
        print("  slope there %s" % nstr(diff(gradient, x), 17))
