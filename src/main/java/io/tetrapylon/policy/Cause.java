package io.tetrapylon.policy;

/** Why a policy was passed over; the first that holds, in this order. */
public enum Cause {
  /** A policy earlier in the order had matched; its own conditions were not looked at. */
  AFTER_MATCH,
  /** It is switched off. */
  DISABLED,
  /** The user is in none of its groups. */
  NOT_A_MEMBER,
  /** The origin is in none of its networks, or is not known. */
  OUTSIDE_NETWORKS,
  /** The instant is outside its schedule. */
  OUTSIDE_SCHEDULE
}
