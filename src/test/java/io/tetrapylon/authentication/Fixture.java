package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.PasswordHasher;
import io.tetrapylon.keys.SigningKeys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.user.LoginKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Tenants for tests of attempts, laid straight into the tables: three resources (1 wants password
 * and code, 2 a code alone, 3 a password alone), one group, one API client for each access.
 */
@ApplicationScoped
public class Fixture {
  public static final String SECRET = "12345678901234567890";
  public static final String PASSWORD = "Password1234";

  private final Pool pool;
  private final DataKeys dataKeys;
  private final SigningKeys signingKeys;
  private final PasswordHasher hasher;
  private final Ids ids;

  Fixture(Pool pool, DataKeys dataKeys, SigningKeys signingKeys, PasswordHasher hasher, Ids ids) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.signingKeys = signingKeys;
    this.hasher = hasher;
    this.ids = ids;
  }

  /** A tenant as tests see it. */
  public record Tenant(UUID id, String code, UUID group, UUID oathPolicy, UUID passwordPolicy) {
    public String accessId() {
      return code + "_rw";
    }

    public String readOnlyAccessId() {
      return code + "_ro";
    }

    public String apiKey() {
      return "key-of-" + code;
    }
  }

  public Tenant tenant() {
    UUID id = ids.next();
    var tenant = new Tenant(id, "T-" + id, ids.next(), ids.next(), ids.next());
    sql(
        "INSERT INTO tenant VALUES ($1, $2, 'Test', 1000, NULL, true, 3, 10, 'IMPORT_TRUSTED_CMS', true, '{}', NULL, '{}', now(), 0)",
        Tuple.of(id, tenant.code()));
    var pair = signingKeys.generate().await().indefinitely();
    pool.withTransaction(
            tx -> dataKeys.create(tx, id).chain(keys -> signingKeys.create(tx, keys, pair)))
        .await()
        .indefinitely();
    client(tenant, tenant.accessId(), "READ_WRITE", tenant.apiKey());
    client(tenant, tenant.readOnlyAccessId(), "READ_ONLY", "ro-" + tenant.apiKey());
    sql("INSERT INTO user_group VALUES ($1, $2, 'staff', now(), 0)", Tuple.of(id, tenant.group()));
    policy(tenant, 1, "both", "PASSWORD,OTP");
    policy(tenant, 2, "code", "OTP");
    policy(tenant, 3, "password", "PASSWORD");
    credentialPolicy(id, tenant.oathPolicy(), "OATH", "OATH");
    credentialPolicy(id, tenant.passwordPolicy(), "AT_EMPPWD", "PASSWORD");
    return tenant;
  }

  /** A member of the tenant's group, without credentials. */
  public UUID user(Tenant tenant, String name) {
    UUID id = ids.next();
    sql(
        "INSERT INTO app_user VALUES ($1, $2, next_number(), $3, $3 || '@example.com', NULL, $2::text, 'ACTIVE', false, NULL, now(), 0)",
        Tuple.of(tenant.id(), id, name));
    for (String login : new String[] {name, name + "@example.com"}) {
      sql(
          "INSERT INTO user_login VALUES ($1, $2, $3)",
          Tuple.of(tenant.id(), LoginKey.of(login).value(), id));
    }
    sql("INSERT INTO group_member VALUES ($1, $2, $3)", Tuple.of(tenant.id(), id, tenant.group()));
    return id;
  }

  public UUID password(Tenant tenant, UUID user) {
    String hash = hasher.hash(Secret.of(PASSWORD)).await().indefinitely();
    return credential(tenant, user, tenant.passwordPolicy(), "PASSWORD", Secret.of(hash));
  }

  /** A password of its own under AT_CUSTPW, made after the primary one. */
  public UUID customerPassword(Tenant tenant, UUID user, String password) {
    UUID policy = ids.next();
    credentialPolicy(tenant.id(), policy, "AT_CUSTPW", "PASSWORD");
    String hash = hasher.hash(Secret.of(password)).await().indefinitely();
    return credential(tenant, user, policy, "PASSWORD", Secret.of(hash));
  }

  public UUID totp(Tenant tenant, UUID user) {
    return oath(tenant, user, "TOTP");
  }

  public UUID hotp(Tenant tenant, UUID user) {
    return oath(tenant, user, "HOTP");
  }

  private UUID oath(Tenant tenant, UUID user, String method) {
    UUID id = credential(tenant, user, tenant.oathPolicy(), "OATH", Secret.of(SECRET));
    sql(
        "INSERT INTO credential_oath VALUES ($1, $2, $3, 'SHA1', 6, 30)",
        Tuple.of(tenant.id(), id, method));
    return id;
  }

  private UUID credential(Tenant tenant, UUID user, UUID policy, String kind, Secret secret) {
    UUID id = ids.next();
    byte[] sealed = keys(tenant).seal(Candidate.SECRET, id, secret);
    sql(
        """
        INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, sealed_secret, created_at, modified_at)
        VALUES ($1, $2, $3, $4, $5, $2::text, 'test', 'ACTIVE', $6, now(), now())""",
        Tuple.of(tenant.id(), id, user, policy, kind, Buffer.buffer(sealed)));
    return id;
  }

  public TenantKeys keys(Tenant tenant) {
    return dataKeys.of(tenant.id()).await().indefinitely();
  }

  private void client(Tenant tenant, String accessId, String access, String apiKey) {
    UUID id = ids.next();
    String hash = hasher.hash(Secret.of("secret-" + accessId)).await().indefinitely();
    sql(
        "INSERT INTO api_client VALUES ($1, $2, $3, $4, $5, NULL, NULL, '{*}', true, now(), 0)",
        Tuple.of(tenant.id(), id, accessId, hash, access));
    sql(
        "INSERT INTO api_key VALUES ($1, $2, $3, $4, 'hint', now())",
        Tuple.of(tenant.id(), ids.next(), id, Buffer.buffer(sha256(apiKey))));
  }

  public void policy(Tenant tenant, long resource, String name, String methods) {
    UUID id = ids.next();
    sql(
        "INSERT INTO resource VALUES ($1, $2, $3, true, now(), 0)",
        Tuple.of(tenant.id(), resource, name));
    sql(
        "INSERT INTO access_policy (tenant_id, id, name, position, methods, enabled, created_at, version) VALUES ($1, $2, $3, $4, $5, true, now(), 0)",
        Tuple.of(tenant.id(), id, name, (int) resource, methods.split(",")));
    sql(
        "INSERT INTO access_policy_resource VALUES ($1, $2, $3)",
        Tuple.of(tenant.id(), resource, id));
    sql(
        "INSERT INTO access_policy_group VALUES ($1, $2, $3)",
        Tuple.of(tenant.id(), id, tenant.group()));
  }

  private void credentialPolicy(UUID tenant, UUID id, String code, String kind) {
    sql(
        "INSERT INTO credential_policy VALUES ($1, $2, $3, $3, $4, $3 <> 'AT_CUSTPW', NULL, 1, 10, now(), 0)",
        Tuple.of(tenant, id, code, kind));
  }

  /** Replaces the tenant's signing key by another one and retires the first. */
  public void retireSigningKeys(Tenant tenant) {
    var old = signingKeys.published(tenant.id()).await().indefinitely().get(0).kid();
    signingKeys.rotate(tenant.id()).await().indefinitely();
    pool.withTransaction(tx -> signingKeys.retire(tx, tenant.id(), old)).await().indefinitely();
  }

  /** Runs a statement; tests age rows with it. */
  public RowSet<Row> sql(String statement, Tuple parameters) {
    Uni<RowSet<Row>> done = pool.preparedQuery(statement).execute(parameters);
    return done.await().indefinitely();
  }

  /** One value of one row. */
  public Object value(String statement, Tuple parameters) {
    return sql(statement, parameters).iterator().next().getValue(0);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
