package io.tetrapylon.bench;

import java.util.Arrays;

/** Durations in nanoseconds, as many as come. */
final class Samples {
  private long[] values = new long[1 << 14];
  private int size;

  void add(long nanos) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = nanos;
  }

  int size() {
    return size;
  }

  /** The value, in milliseconds, below which that part of the samples lies. */
  double quantile(double part) {
    if (size == 0) {
      return Double.NaN;
    }
    var sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1L, Math.round(part * (size - 1)))] / 1e6;
  }
}
