/*
 * Which of the inputs that are hardest to round the smooth functions misround, with given coefficients of e^z; and a search for
 * coefficients with which they misround none. search.py builds and calls it.
 *
 *   search count LOG2_E E0 E1 E2 O0 O1 < inputs               prints the misrounded ones: name, input, result
 *   search find SEED TRIES LOG2_E E0 E1 E2 O0 O1 < inputs     prints coefficients that misround none, if it finds any
 *
 * An input is a line: the name of a function, the bits of the float32 input, and the bits of the correct result. SEED is above 0.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "smooth.h"

typedef struct {
  Function *f;
  const char *name;
  uint32_t x, right;
} Case;

enum { MOST_CASES = 1 << 16 };
static Case cases[MOST_CASES];
static int count;

static void readCases(void) {
  char name[32];
  Case c;
  while (scanf("%31s %" SCNx32 " %" SCNx32, name, &c.x, &c.right) == 3) {
    size_t i = 0;
    while (i < sizeof functions / sizeof *functions && strcmp(name, functions[i].name) != 0) i++;
    if (i == sizeof functions / sizeof *functions || count == MOST_CASES) {
      fprintf(stderr, "search: an unknown function or too many inputs: %s %08" PRIx32 "\n", name, c.x);
      exit(2);
    }
    c.f = functions[i].f;
    c.name = functions[i].name;
    cases[count++] = c;
  }
}

static uint32_t resultOf(const Case *c) {
  float x, y;
  uint32_t bits;
  memcpy(&x, &c->x, 4);
  y = (float)c->f(x);
  memcpy(&bits, &y, 4);
  return bits;
}

/* How many are misrounded, or some number above `most`. Those that are come forward, since they are soon misrounded again. */
static int misrounded(double most) {
  int wrong = 0;
  for (int i = 0; i < count && wrong <= most; i++) {
    if (resultOf(&cases[i]) == cases[i].right) continue;
    Case moved = cases[i];
    cases[i] = cases[i / 2];
    cases[i / 2] = moved;
    wrong++;
  }
  return wrong;
}

/* Between 0 and 1, both excluded: xorshift64. */
static uint64_t state;
static double drawn(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return ((state >> 12) + 0.5) * 0x1p-52;
}

/* Moves some of the coefficients a little. o0 goes with e0, since their ratio, ln 2 / 2, is e^z near 0; it may also go alone. */
static void move(void) {
  static const double most[] = {1, 8, 64, 1, 8};
  double radius = exp2(-46 - floor(8 * drawn()));
  int chosen = 1 + (int)(drawn() * ((1 << COEFFICIENTS) - 1));
  for (int i = 0; i < COEFFICIENTS; i++) {
    if (!(chosen >> i & 1)) continue;
    double factor = 1 + most[i] * radius * (2 * drawn() - 1);
    coefficients[i] *= factor;
    if (i == E0) coefficients[O0] *= factor;
  }
}

/*
 * Simulated annealing: moves that misround more are accepted with a probability that falls with how many more, and with time.
 * Whether it ended with none.
 */
static int find(long tries) {
  double accepted[COEFFICIENTS];
  int wrong = misrounded(INFINITY);
  for (long t = 0; t < tries && wrong > 0; t++) {
    double temperature = 0.9 * (1 - (double)t / tries) + 0.05, most = wrong - temperature * log(drawn());
    memcpy(accepted, coefficients, sizeof accepted);
    move();
    int now = misrounded(most);
    if (now <= most) wrong = now;
    else memcpy(coefficients, accepted, sizeof accepted);
  }
  return wrong == 0;
}

int main(int argc, char **argv) {
  int isSearch = argc > 1 && strcmp(argv[1], "find") == 0, first = isSearch ? 5 : 3;
  if (argc != first + COEFFICIENTS) {
    fputs("usage: search count|find ..., see search.c\n", stderr);
    return 2;
  }
  log2E = atof(argv[first - 1]);
  for (int i = 0; i < COEFFICIENTS; i++) coefficients[i] = atof(argv[first + i]);
  readCases();
  if (isSearch) {
    state = strtoull(argv[2], NULL, 10) * 0x9e3779b97f4a7c15; /* spreads the bits of a small seed */
    if (find(atol(argv[3])))
      for (int i = 0; i < COEFFICIENTS; i++) printf("%.17g\n", coefficients[i]);
  } else {
    for (const Case *c = cases; c < cases + count; c++)
      if (resultOf(c) != c->right) printf("%s %08" PRIx32 " %08" PRIx32 "\n", c->name, c->x, resultOf(c));
  }
  return 0;
}
