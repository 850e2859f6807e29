package io.tetrapylon.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.EnrolledTenant;
import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.DeviceProof;
import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Tokens;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A tenant with a user and a phone, and callers of every kind that are let in. */
@ApplicationScoped
class SweepCallers {
  private final Fixture fixture;
  private final GuardedTenant tenants;
  private final EnrolledTenant phones;
  private final Tokens tokens;

  SweepCallers(Fixture fixture, GuardedTenant tenants, EnrolledTenant phones, Tokens tokens) {
    this.fixture = fixture;
    this.tenants = tenants;
    this.phones = phones;
    this.tokens = tokens;
  }

  /** Who calls. */
  enum Kind {
    CLIENT,
    BASIC,
    USER,
    PHONE,
    NOBODY
  }

  /**
   * The callers of one tenant.
   *
   * @param values what the variables of paths are called where they name something that there is
   */
  record World(
      Fixture.Tenant tenant,
      String clientToken,
      String userToken,
      TestPhone phone,
      UUID device,
      Map<String, String> values) {

    /** What lets a request in. */
    Map<String, String> headers(Kind kind, String method, String path, byte[] body) {
      var headers = new HashMap<String, String>();
      if (kind != Kind.NOBODY) {
        headers.put("apikey", tenant.apiKey());
        headers.put("WatchGuard-API-Key", tenant.apiKey());
        headers.put("Authorization", authorization(kind, method, path, body));
      }
      return headers;
    }

    private String authorization(Kind kind, String method, String path, byte[] body) {
      return switch (kind) {
        case CLIENT -> "Bearer " + clientToken;
        case USER -> "Bearer " + userToken;
        case PHONE -> "Device " + phone.jws(DeviceProof.TYPE, claims(method, path, body));
        case BASIC, NOBODY -> {
          var pair = tenant.accessId() + ":secret-" + tenant.accessId();
          yield "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        }
      };
    }

    private JsonObject claims(String method, String path, byte[] body) {
      return new JsonObject()
          .put("sub", device.toString())
          .put("tid", tenant.code())
          .put("htm", method)
          .put("htu", path.replaceFirst("\\?.*", ""))
          .put("bh", Base64Url.text(Sha256.of(body)))
          .put("iat", Instant.now().getEpochSecond())
          .put("jti", UUID.randomUUID().toString());
    }
  }

  World world() {
    var tenant = fixture.tenant();
    fixture.sql(
        "INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'DEVICE', 'AT_SMK', 'DEVICE', true, NULL, 1, 10, now(), 0)",
        Tuple.of(tenant.id()));
    fixture.sql(
        "UPDATE tenant SET licence_fido = true, sta_import = true WHERE id = $1",
        Tuple.of(tenant.id()));
    var user = fixture.user(tenant, "jdoe");
    fixture.password(tenant, user);
    fixture.hotp(tenant, user);
    var phone = TestPhone.es256(1);
    var device = phones.enrol(tenant.id(), user, phone).device();
    return new World(
        tenant,
        FrontEnd.of(tenant).token(),
        userToken(tenant, user),
        phone,
        device,
        values(tenant, user));
  }

  private String userToken(Fixture.Tenant tenant, UUID user) {
    var caller =
        new Caller(
            tenant.id(),
            tenant.code(),
            user,
            Caller.Kind.USER,
            "jdoe",
            Caller.Access.READ_ONLY,
            Set.of(Permission.SELF_ADMIN),
            user,
            null);
    return tenants.await(() -> tokens.issue(caller)).value();
  }

  private Map<String, String> values(Fixture.Tenant tenant, UUID user) {
    var values = new HashMap<String, String>();
    List.of("tenant", "accountId", "tenantCode", "client")
        .forEach(name -> values.put(name, tenant.code()));
    values.put("user", user.toString());
    values.put("userId", base64(user));
    values.put("resource", "2");
    values.put("resourceId", "2");
    values.put("channel", "smtp");
    var number =
        fixture.value(
            "SELECT number FROM app_user WHERE tenant_id = $1 AND id = $2",
            Tuple.of(tenant.id(), user));
    values.put("number", String.valueOf(number));
    return values;
  }

  private static String base64(UUID id) {
    var bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
