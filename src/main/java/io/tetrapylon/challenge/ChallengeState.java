package io.tetrapylon.challenge;

/**
 * What became of a challenge.
 *
 * <pre>
 *            ┌─ approve, right digits ─→ APPROVED ─ collected once
 *            ├─ deny ──────────────────→ DENIED
 *  PENDING ──┼─ "that was not me" ─────→ FRAUD
 *            ├─ third wrong digits ────→ DEAD
 *            └─ time ──────────────────→ EXPIRED
 * </pre>
 *
 * No state is left again but PENDING. One past its expiry reads as EXPIRED before a sweeper has
 * written that down.
 */
public enum ChallengeState {
  PENDING,
  APPROVED,
  DENIED,
  FRAUD,
  DEAD,
  EXPIRED
}
