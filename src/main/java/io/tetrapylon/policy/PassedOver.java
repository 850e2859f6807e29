package io.tetrapylon.policy;

/**
 * A policy that did not decide.
 *
 * @param policy which one
 * @param cause why not
 */
public record PassedOver(AccessPolicy policy, Cause cause) {}
