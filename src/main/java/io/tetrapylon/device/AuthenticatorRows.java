package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.device.Authenticator.Owner;
import io.tetrapylon.kernel.Condition;
import io.tetrapylon.kernel.Condition.Column;
import io.tetrapylon.kernel.Condition.Type;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.UserColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds authenticators, in a transaction of the ledger. */
@ApplicationScoped
class AuthenticatorRows {
  /** One row for each user and policy that there is something to see for. */
  private static final String PAIRS =
      """
        FROM app_user u
       CROSS JOIN LATERAL (
         SELECT c.policy_id FROM credential c
          WHERE c.tenant_id = u.tenant_id AND c.user_id = u.id AND c.state <> 'ARCHIVED'
            AND c.kind IN ('PASSWORD', 'LDAP', 'OATH', 'DEVICE', 'OOB_EMAIL', 'OOB_SMS')
         UNION
         SELECT q.id FROM credential_policy q
          WHERE q.tenant_id = u.tenant_id AND q.kind = 'DEVICE'
            AND EXISTS (SELECT FROM credential c
                          JOIN credential_device x ON x.tenant_id = c.tenant_id AND x.credential_id = c.id
                         WHERE c.tenant_id = u.tenant_id AND c.user_id = u.id AND c.kind = 'DEVICE'
                           AND c.state <> 'ARCHIVED')) v
        JOIN credential_policy p ON p.tenant_id = u.tenant_id AND p.id = v.policy_id
       WHERE u.tenant_id = :tenant AND %s AND %s
      """;

  private static final String OWNER =
      "SELECT u.id, u.number, u.username FROM app_user u WHERE u.tenant_id = :tenant AND u.number = :number AND ";

  private static final String NUMBERS =
      """
      SELECT x.credential_id, d.number
        FROM device d JOIN credential_device x ON x.tenant_id = d.tenant_id AND x.device_id = d.id
       WHERE d.tenant_id = :tenant AND d.user_id IN (:users)
      UNION ALL
      SELECT o.credential_id, o.number
        FROM credential c JOIN credential_oath o ON o.tenant_id = c.tenant_id AND o.credential_id = c.id
       WHERE c.tenant_id = :tenant AND c.user_id IN (:users) AND c.kind = 'OATH'
      """;

  private static final Map<String, Column> COLUMNS =
      Map.of(
          "user", new Column("u.number", Type.NUMBER),
          "username", UserColumns.USERNAME,
          "external-id", new Column("u.external_id", Type.EXACT),
          "policy", new Column("p.code", Type.EXACT));

  private final CredentialRows credentials;
  private final CredentialPolicies policies;

  AuthenticatorRows(CredentialRows credentials, CredentialPolicies policies) {
    this.credentials = credentials;
    this.policies = policies;
  }

  Uni<Slice<Authenticator>> search(UUID tenant, Dataroom room, Criterion where, Slice.Range range) {
    var condition = Condition.of(where, COLUMNS);
    var from = PAIRS.formatted(room.condition(), condition.sql());
    var parameters = new HashMap<>(condition.parameters());
    parameters.putAll(room.parameters());
    parameters.put("tenant", tenant);
    var page =
        "SELECT u.id, u.number, u.username, p.id AS policy %s ORDER BY %s, p.code OFFSET %d LIMIT %d"
            .formatted(
                from, Condition.order(range, COLUMNS, "u.number"), range.offset(), range.limit());
    return Sql.rows("SELECT count(*), 0 " + from, parameters)
        .map(counted -> ((Number) counted.get(0)[0]).longValue())
        .chain(
            total ->
                Sql.rows(page, parameters)
                    .chain(pairs -> views(tenant, pairs))
                    .map(views -> new Slice<>(views, total)));
  }

  private Uni<List<Authenticator>> views(UUID tenant, List<Object[]> pairs) {
    var users = pairs.stream().map(row -> (UUID) row[0]).distinct().toList();
    return held(tenant, users)
        .map(
            held -> {
              var views = new ArrayList<Authenticator>();
              for (var row : pairs) {
                var view = held.view(owner(row), (UUID) row[3]);
                if (view != null) {
                  views.add(view);
                }
              }
              return views;
            });
  }

  /** What users have, and the policies of the tenant. */
  record Held(
      Map<UUID, List<Credential>> byUser,
      Map<UUID, CredentialPolicy> policies,
      Map<UUID, Long> numbers) {
    @Nullable Authenticator view(Owner owner, UUID policy) {
      var under = policies.get(policy);
      return under == null
          ? null
          : Authenticator.of(owner, under, byUser.getOrDefault(owner.id(), List.of()), numbers);
    }

    /** The policy of that code, or null. */
    @Nullable CredentialPolicy policy(String code) {
      return policies.values().stream()
          .filter(each -> each.settings().code().equals(code))
          .findFirst()
          .orElse(null);
    }
  }

  Uni<Held> held(UUID tenant, Collection<UUID> users) {
    return credentials.ofUsers(tenant, users).chain(all -> held(tenant, users, all));
  }

  /** The same of one user, locked: what is decided by it holds until the transaction ends. */
  Uni<Held> locked(UUID tenant, UUID user) {
    return credentials.locked(tenant, user).chain(all -> held(tenant, List.of(user), all));
  }

  private Uni<Held> held(UUID tenant, Collection<UUID> users, List<Credential> all) {
    return policies
        .all(tenant)
        .chain(
            known ->
                numbers(tenant, users)
                    .map(
                        numbers ->
                            new Held(
                                all.stream().collect(Collectors.groupingBy(Credential::userId)),
                                known.stream()
                                    .collect(
                                        Collectors.toMap(
                                            CredentialPolicy::id, Function.identity())),
                                numbers)));
  }

  private static Uni<Map<UUID, Long>> numbers(UUID tenant, Collection<UUID> users) {
    return users.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : Sql.rows(NUMBERS, Map.of("tenant", tenant, "users", List.copyOf(users)))
            .map(
                rows ->
                    rows.stream()
                        .collect(
                            Collectors.toMap(
                                row -> (UUID) row[0], row -> ((Number) row[1]).longValue())));
  }

  /** The user of that number, if it is seen, or a refusal with {@code OBJECT_UNKNOWN}. */
  Uni<Owner> owner(UUID tenant, Dataroom room, long number) {
    var parameters = new HashMap<String, Object>(room.parameters());
    parameters.put("tenant", tenant);
    parameters.put("number", number);
    return Sql.rows(OWNER + room.condition(), parameters)
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such user.");
              }
              return owner(rows.get(0));
            });
  }

  private static Owner owner(Object[] row) {
    return new Owner((UUID) row[0], ((Number) row[1]).longValue(), (String) row[2]);
  }
}
