package io.tetrapylon.boot.tenantfile;

/** The state in which a user is made. */
public enum UserStatusEntry {
  ACTIVE,
  BLOCKED,
  QUARANTINED
}
