package io.tetrapylon.bench;

import java.util.function.Supplier;

/**
 * What a piece of work cost.
 *
 * @param result of the work
 * @param gateway milliseconds of the gateway's processor time
 * @param hashing the part of it that threads hashed passwords
 * @param store milliseconds of PostgreSQL's processor time, all its processes
 */
record Cost<T>(T result, double gateway, double hashing, double store) {
  private static final String HASHING = "password-hashin"; // a thread's name has 15 characters

  static <T> Cost<T> of(Gateway gateway, Supplier<T> work) {
    double gatewayBefore = gateway.processorTime();
    double hashingBefore = ProcessorTime.ofThreads(gateway.pid(), HASHING);
    double storeBefore = gateway.storeProcessorTime();
    T result = work.get();
    return new Cost<>(
        result,
        gateway.processorTime() - gatewayBefore,
        ProcessorTime.ofThreads(gateway.pid(), HASHING) - hashingBefore,
        gateway.storeProcessorTime() - storeBefore);
  }
}
