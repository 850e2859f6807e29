package io.tetrapylon.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code credential_policy}. */
@Entity
@Table(name = "credential_policy")
class CredentialPolicyEntity extends TenantRow {
  @Column(name = "external_id")
  String externalId;

  @Column String code;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  CredentialKind kind;

  @Column(name = "is_default")
  boolean isDefault;

  @Column(name = "failure_limit")
  @Nullable Integer failureLimit;

  @Column(name = "time_window")
  int timeWindow;

  @Column(name = "counter_window")
  int counterWindow;

  CredentialPolicyEntity set(CredentialPolicySettings settings) {
    externalId = settings.externalId();
    code = settings.code();
    kind = settings.kind();
    isDefault = settings.isDefault();
    failureLimit = settings.failureLimit();
    timeWindow = settings.timeWindow();
    counterWindow = settings.counterWindow();
    return this;
  }

  CredentialPolicySettings settings() {
    return new CredentialPolicySettings(
        externalId, code, kind, isDefault, failureLimit, timeWindow, counterWindow);
  }

  CredentialPolicy view() {
    return new CredentialPolicy(id, settings(), createdAt, version);
  }
}
