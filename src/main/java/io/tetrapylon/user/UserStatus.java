package io.tetrapylon.user;

/** What an operator decided about a user; locks by failures are the credentials' own. */
public enum UserStatus {
  ACTIVE("user.activate"),
  BLOCKED("user.block"),
  QUARANTINED("user.quarantine");

  private final String action;

  UserStatus(String action) {
    this.action = action;
  }

  /** What giving a user this status is called in the trail. */
  String action() {
    return action;
  }
}
