// A program of its own, that knows nothing of us: it makes numbers in its memory, and later adds them up.
// No C library: it takes its memory straight from WebAssembly, 64 KiB at a time.

float *produce(unsigned length) {
  static unsigned state = 1;
  const unsigned pages = (length * sizeof(float) + 65535) / 65536;
  float *values = (float *)(__builtin_wasm_memory_grow(0, pages) * 65536);
  for (unsigned i = 0; i < length; i++) {
    state = state * 1664525u + 1013904223u;
    values[i] = (float)(int)state / 2147483648.0f;
  }
  return values;
}

double consume(const float *values, unsigned length) {
  double sum = 0;
  for (unsigned i = 0; i < length; i++) sum += values[i];
  return sum;
}
