/**
 * The audit trail: append-only events, written in the transaction of what they tell, each with a
 * MAC.
 *
 * <p>It imports {@code kernel} and {@code keys}. Management changes go through {@link
 * io.tetrapylon.audit.Ledger}, so that none can be forgotten; hot statements embed {@link
 * io.tetrapylon.audit.AuditInsert}.
 */
@NullMarked
package io.tetrapylon.audit;

import org.jspecify.annotations.NullMarked;
