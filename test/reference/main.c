// The command line of the reference.
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "sweep.h"

static const char help[] =
  "reference COMMAND NAME [options]\n"
  "\n"
  "Correctly rounded activation functions. NAME is a function or a derivative: gelu, gelu.grad.\n"
  "\n"
  "  golden NAME    JSON: hashes of the results for all 2^32 inputs; with --count N also the N hardest inputs\n"
  "  hardest NAME   the --count (100) inputs whose exact values are closest to a rounding boundary: x, f(x), the distance in\n"
  "                 spacings of float32\n"
  "  values NAME    float32s from stdin to float32s on stdout, correctly rounded\n"
  "  exact NAME     float32s from stdin to float64s on stdout, with a relative error below 2^-44\n"
  "  check NAME     compares with MPFR alone on --count (3000000) random inputs and on difficult ones\n"
  "  block NAME B   the 2^24 results of block B to stdout\n"
  "  list           the names\n"
  "\n"
  "  --alpha V --beta V --lambda V --theta V --min V --max V   parameters, decimal or C's hexadecimal floats\n"
  "  --threads N (1)   --count N   --help\n";

static void fail(const char *what, const char *about) {
  fprintf(stderr, "reference: %s%s%s\n", what, about ? ": " : "", about ? about : "");
  exit(2);
}

static long number(const char *text, long least, long most) {
  char *end;
  long n = strtol(text, &end, 10);
  if (end == text || *end || n < least || n > most) fail("bad number", text);
  return n;
}

static void print_golden(const function *f, const parameters *p, int threads, int count) {
  static sweep_result r;
  sweep(f, p, threads, count, &r);
  printf("{\"function\": \"%s\", \"final\": \"%08x\", \"blocks\": [", f->name, r.final);
  for (int b = 0; b < BLOCKS; b++) printf("%s\"%08x\"", b ? ", " : "", r.blocks[b]);
  printf("]");
  if (count) {
    printf(", \"hardest\": [");
    for (int i = 0; i < r.hardest_count; i++) {
      printf("%s[\"%08x\", \"%08x\", %.3g]", i ? ", " : "", r.hardest[i].x, r.hardest[i].y, r.hardest[i].distance);
    }
    printf("]");
  }
  printf("}\n");
}

static void print_hardest(const function *f, const parameters *p, int threads, int count) {
  static sweep_result r;
  sweep(f, p, threads, count, &r);
  for (int i = 0; i < r.hardest_count; i++) {
    printf("%08x %08x %.3g\n", r.hardest[i].x, r.hardest[i].y, r.hardest[i].distance);
  }
}

static void write_all(const void *data, size_t size, size_t count) {
  if (fwrite(data, size, count, stdout) != count) fail("cannot write", NULL);
}

static void stream(const function *f, const parameters *p, bool exact) {
  enum { CHUNK = 1 << 14 };
  static float in[CHUNK], out[CHUNK];
  static double out64[CHUNK];
  workspace w;
  workspace_init(&w);
  parameters plain = *p;
  plain.shortcuts = false;
  for (size_t n; (n = fread(in, 4, CHUNK, stdin)) > 0;) {
    for (size_t i = 0; i < n; i++) {
      if (exact) {
        out64[i] = exact_value(f, in[i], &plain, &w);
      } else {
        out[i] = round_value(f, in[i], p, &w);
      }
    }
    if (exact) {
      write_all(out64, 8, n);
    } else {
      write_all(out, 4, n);
    }
  }
  workspace_clear(&w);
}

static void print_block(const function *f, const parameters *p, uint32_t b) {
  enum { CHUNK = 1 << 14 };
  static float out[CHUNK];
  workspace w;
  workspace_init(&w);
  for (uint32_t from = 0; from < BLOCK_LENGTH; from += CHUNK) {
    for (uint32_t i = 0; i < CHUNK; i++) {
      out[i] = round_value(f, float_of(b << 24 | (from + i)), p, &w);
      if (isnan(out[i])) out[i] = float_of(0x7fc00000);
    }
    write_all(out, 4, CHUNK);
  }
  workspace_clear(&w);
}

int main(int argc, char **argv) {
  enum { THREADS = PARAMETERS, COUNT, HELP };
  struct option options[3 + PARAMETERS + 1] = {
    {"threads", required_argument, NULL, THREADS}, {"count", required_argument, NULL, COUNT}, {"help", no_argument, NULL, HELP}};
  for (int i = 0; i < PARAMETERS; i++) options[3 + i] = (struct option){parameter_names[i], required_argument, NULL, i};

  int threads = 1;
  long count = -1;
  double given[PARAMETERS];
  unsigned is_given = 0;
  opterr = 0;
  for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    if (c == HELP) {
      fputs(help, stdout);
      return 0;
    }
    if (c == THREADS) {
      threads = (int)number(optarg, 1, 64);
    } else if (c == COUNT) {
      count = number(optarg, 0, 1000000000);
    } else if (c >= 0 && c < PARAMETERS) {
      char *end;
      given[c] = strtod(optarg, &end);
      if (end == optarg || *end) fail("bad number", optarg);
      is_given |= 1u << c;
    } else {
      fail("unknown option or no value", argv[optind - 1]);
    }
  }

  const char *command = optind < argc ? argv[optind] : "";
  if (strcmp(command, "list") == 0) {
    for (int i = 0; function_number(i); i++) puts(function_number(i)->name);
    return 0;
  }
  if (optind + 1 >= argc) fail("expected COMMAND NAME, see --help", NULL);
  const function *f = function_named(argv[optind + 1]);
  if (!f) fail("unknown function", argv[optind + 1]);
  parameters p = {.shortcuts = true};
  for (int i = 0; i < PARAMETERS; i++) {
    p.values[i] = f->rules[i].value;
    if (!(is_given & 1u << i)) continue;
    if (f->rules[i].range == NOT_TAKEN) fail("the function has no such parameter", parameter_names[i]);
    p.values[i] = given[i];
  }
  const char *wrong = parameters_prepare(f, &p);
  if (wrong) fail(wrong, f->name);
  constants_init();

  if (strcmp(command, "golden") == 0) {
    print_golden(f, &p, threads, count < 0 ? 0 : count > HARDEST ? HARDEST : (int)count);
  } else if (strcmp(command, "hardest") == 0) {
    print_hardest(f, &p, threads, count < 0 ? 100 : count > HARDEST ? HARDEST : (int)count);
  } else if (strcmp(command, "values") == 0 || strcmp(command, "exact") == 0) {
    stream(f, &p, command[0] == 'e');
  } else if (strcmp(command, "check") == 0) {
    return check(f, &p, count < 0 ? 3000000 : count, threads) ? 1 : 0;
  } else if (strcmp(command, "block") == 0) {
    if (optind + 2 >= argc) fail("expected a block's number", NULL);
    print_block(f, &p, (uint32_t)number(argv[optind + 2], 0, BLOCKS - 1));
  } else {
    fail("unknown command", command);
  }
  return 0;
}
