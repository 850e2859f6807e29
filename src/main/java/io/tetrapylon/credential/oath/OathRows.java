package io.tetrapylon.credential.oath;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What stands beside the credential's row, within a transaction. */
@ApplicationScoped
class OathRows {
  private static final String ISSUER = "select name from tenant where id = :tenant";

  private static final String NUMBER =
      "update credential_oath set number = :number where tenant_id = :tenant and credential_id = :id";

  private final CredentialPolicies policies;

  OathRows(CredentialPolicies policies) {
    this.policies = policies;
  }

  Uni<OathPolicies> policies(UUID tenant) {
    return policies.covering(tenant, CredentialKind.OATH).map(OathPolicies::new);
  }

  Uni<Void> add(OathEntity row) {
    return Panache.getSession().chain(session -> session.persist(row)).call(Panache::flush);
  }

  /** Gives a token the number that was announced for it. */
  Uni<Integer> number(UUID tenant, UUID id, long number) {
    return Sql.execute(NUMBER, Map.of("tenant", tenant, "id", id, "number", number));
  }

  /** The token's own row, or a refusal with {@code OBJECT_UNKNOWN}. */
  Uni<OathEntity> find(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.find(OathEntity.class, new TenantScoped(tenant, id)))
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such OATH token."));
  }

  Uni<StoredOathToken> view(UUID tenant, Credential credential) {
    return find(tenant, credential.id())
        .chain(row -> policies(tenant).map(known -> view(credential, row.parameters(), known)));
  }

  Uni<List<StoredOathToken>> views(UUID tenant, List<Credential> found) {
    var byId = found.stream().collect(Collectors.toMap(Credential::id, Function.identity()));
    return byId.isEmpty()
        ? Uni.createFrom().item(List.of())
        : OathEntity.<OathEntity>list(
                "tenantId = ?1 and id in ?2 order by id", tenant, List.copyOf(byId.keySet()))
            .chain(rows -> policies(tenant).map(known -> views(rows, byId::get, known)));
  }

  private static List<StoredOathToken> views(
      List<OathEntity> rows, Function<UUID, Credential> credential, OathPolicies known) {
    return rows.stream()
        .map(row -> view(credential.apply(row.id), row.parameters(), known))
        .toList();
  }

  static StoredOathToken view(
      Credential credential, OathParameters parameters, OathPolicies known) {
    return new StoredOathToken(credential, known.code(credential.policyId()), parameters);
  }

  /** Who a code is for, as an authenticator app shows it. */
  Uni<String> issuer(UUID tenant) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ISSUER, String.class)
                    .setParameter("tenant", tenant)
                    .getSingleResult());
  }
}
