#!/usr/bin/env python3
"""Computes the coefficients of the library from scratch, in multi-precision.

Needs Python 3 and mpmath (Debian: python3-mpmath), "search" gcc as well. Prints every
coefficient as a decimal that round-trips and as a C hex float, and the largest relative error
of each rounded fit over a fine grid, as a power of two.
"""

import argparse
import importlib
import time

FITS = {
    "exponential": ("exponential", "e^(f ln 2) as a quotient, |f| <= 1/2"),
    "logarithm": ("logarithm", "ln(1 + a/b) for 0 <= a/b <= 1"),
    "search": ("search", "the coefficients of e^z that misround no input"),
    "normal": ("normal", "the tail of the normal distribution, for gelu"),
    "normalGradient": ("normal_gradient", "the same for the derivative of gelu"),
    "tanhShrink": ("tanh_shrink", "x - tanh(x) near 0"),
    "roots": ("roots", "the roots of the derivatives of silu, geluTanh, mish and gelu"),
    "nearRoots": ("near_roots", "how well the derivatives do near their roots"),
}


def main():
    lines = ["  %-15s %s" % (name, about) for name, (_, about) in FITS.items()]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="fits:\n" + "\n".join(lines))
    parser.add_argument("fit", nargs="*", metavar="fit", help="only these (default: all)")
    chosen = parser.parse_args().fit or list(FITS)
    for name in chosen:
        if name not in FITS:
            parser.error("unknown fit %r; known: %s" % (name, ", ".join(FITS)))
    for name in chosen:
        module, about = FITS[name]
        print("== %s: %s" % (name, about))
        started = time.time()
        importlib.import_module(module).run()
        print("(%.0f s)\n" % (time.time() - started), flush=True)


if __name__ == "__main__":
    main()
