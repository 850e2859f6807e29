package io.tetrapylon.keys;

/**
 * How far the data keys are wrapped by the current master key.
 *
 * @param masterId the current master key
 * @param wrapped how many data keys it wraps
 * @param remaining how many an older one wraps; at 0 the older ones can be taken out of the
 *     configuration
 */
public record MasterProgress(String masterId, long wrapped, long remaining) {}
