package io.tetrapylon.tenant;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant's row in a transaction that changes it. */
@Entity(name = "Tenant")
@Table(name = "tenant")
class TenantEntity extends PanacheEntityBase {
  @Id UUID id;

  @Column(updatable = false)
  String code;

  @Column String name;

  @Column(name = "licence_users")
  int licenceUsers;

  @Column(name = "licence_expires")
  @Nullable LocalDate licenceExpires;

  @Column(name = "licence_fido")
  boolean licenceFido;

  @Column(name = "token_failure_limit")
  int tokenFailureLimit;

  @Column(name = "password_failure_limit")
  int passwordFailureLimit;

  @Column String attestation;

  @Column(name = "sta_import")
  boolean staImport;

  @Column(name = "unsigned_login_hints")
  boolean unsignedLoginHints;

  @Column(name = "relying_parties")
  String[] relyingParties;

  @Column(name = "callback_url")
  @Nullable String callbackUrl;

  @Column(name = "alert_url")
  @Nullable String alertUrl;

  @Column(name = "allowed_hosts")
  String[] allowedHosts;

  @Column(name = "standard_lists")
  boolean standardLists;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;

  void take(Tenant.Settings settings) {
    name = settings.name();
    licenceUsers = settings.licence().users();
    licenceExpires = settings.licence().expires();
    licenceFido = settings.licence().fido();
    tokenFailureLimit = settings.limits().tokenFailures();
    passwordFailureLimit = settings.limits().passwordFailures();
    attestation = settings.attestation().name();
    staImport = settings.staImport();
    unsignedLoginHints = settings.unsignedLoginHints();
    relyingParties = settings.relyingParties().toArray(String[]::new);
    callbackUrl = settings.callbackUrl();
    alertUrl = settings.alertUrl();
    allowedHosts = settings.allowedHosts().toArray(String[]::new);
    standardLists = settings.standardLists();
  }

  Tenant snapshot() {
    var settings =
        new Tenant.Settings(
            name,
            new Tenant.Licence(licenceUsers, licenceExpires, licenceFido),
            new Tenant.Limits(tokenFailureLimit, passwordFailureLimit),
            Tenant.Attestation.valueOf(attestation),
            staImport,
            unsignedLoginHints,
            List.of(relyingParties),
            callbackUrl,
            alertUrl,
            List.of(allowedHosts),
            standardLists);
    return new Tenant(id, code, settings, createdAt, version);
  }
}
