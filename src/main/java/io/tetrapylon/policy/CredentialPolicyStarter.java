package io.tetrapylon.policy;

import static io.tetrapylon.policy.CredentialPolicySettings.COUNTER_WINDOW;
import static io.tetrapylon.policy.CredentialPolicySettings.TIME_WINDOW;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.tenant.TenantStarter;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Gives a new tenant a credential policy for each kind and for each code of the HID dialect. */
@ApplicationScoped
class CredentialPolicyStarter implements TenantStarter {
  private static final String INSERT =
      """
      INSERT INTO credential_policy (tenant_id, id, external_id, code, kind, is_default, time_window, counter_window,
             created_at, version)
      VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, 0)""";

  private final Ids ids;
  private final Clock clock;

  CredentialPolicyStarter(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  private record First(String code, CredentialKind kind, boolean isDefault) {}

  private static final List<First> ALL =
      List.of(
          new First("AT_EMPOTP", CredentialKind.OATH, true),
          new First("AT_CUSTOTP", CredentialKind.OATH, false),
          new First("AT_OTP", CredentialKind.OATH, false),
          new First("AT_EMPPWD", CredentialKind.PASSWORD, true),
          new First("AT_CUSTPW", CredentialKind.PASSWORD, false),
          new First("AT_LDAP", CredentialKind.LDAP, true),
          new First("AT_SMK", CredentialKind.DEVICE, true),
          new First("AT_TDS", CredentialKind.DEVICE, false),
          new First("AT_OOBEML", CredentialKind.OOB_EMAIL, true),
          new First("AT_OOBSMS", CredentialKind.OOB_SMS, true),
          // The HID dialect knows nothing of these; their codes are their kinds.
          new First("FIDO2", CredentialKind.FIDO2, true),
          new First("FIDO_UAF", CredentialKind.FIDO_UAF, true),
          new First("RECOVERY_CODES", CredentialKind.RECOVERY_CODES, true),
          new First("GENERIC", CredentialKind.GENERIC, true));

  @Override
  public Uni<Void> start(SqlClient tx, UUID tenant) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    var rows = ALL.stream().map(first -> row(tenant, first, now)).toList();
    return tx.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
  }

  private Tuple row(UUID tenant, First first, OffsetDateTime now) {
    return Tuple.from(
        List.of(
            tenant,
            ids.next(),
            first.code(),
            first.kind().name(),
            first.isDefault(),
            TIME_WINDOW,
            COUNTER_WINDOW,
            now));
  }
}
