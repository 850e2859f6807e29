package io.tetrapylon.bench;

import io.tetrapylon.bench.BenchTenant.Request;
import io.tetrapylon.simulator.EnrolledPhones;
import io.tetrapylon.simulator.EnrolledPhones.Enrolled;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The part of the benchmark's tenant that has phones: 50,000 users who are asked, so that nobody is
 * asked twice in a minute, and 200 whose phones really enrolled, for the digits of QR codes.
 */
final class PushTenant {
  /** Users whose phones are asked and never answer; nobody has their keys. */
  static final int ASKED = 50_000;

  static final int FIRST_ASKED = 1_000_000;

  /** Users whose phones' keys the benchmark has. */
  static final int BY_QR_CODE = 200;

  /** QR codes that wait to be answered, each once; the last ones are for the bare SQL. */
  static final int QR_CODES = 200_000;

  private static final int FIRST_BY_QR_CODE = BenchTenant.FIRST_BY_CODE;

  private static final List<String> SET_UP =
      List.of(
          "INSERT INTO push_rules SELECT id, 600, 0, 100, 100, 100, 60, 100, 60, 0 FROM tenant WHERE code = 'ACC-BENCH'",
          """
          CREATE TABLE bench_phone AS
          SELECT t.id AS tenant_id, uuidv7() AS user_id, uuidv7() AS phone_id, (%d + n)::text AS name, p.id AS policy_id,
                 g.id AS group_id
            FROM generate_series(0, %d) AS n, tenant t
            JOIN credential_policy p ON p.tenant_id = t.id AND p.kind = 'DEVICE' AND p.is_default
            JOIN user_group g ON g.tenant_id = t.id
           WHERE t.code = 'ACC-BENCH'"""
              .formatted(FIRST_ASKED, ASKED - 1),
          """
          INSERT INTO app_user (tenant_id, id, number, username, external_id, status, overallocated, created_at, version)
          SELECT tenant_id, user_id, 5000000 + name::int, name, name, 'ACTIVE', false, now(), 0 FROM bench_phone""",
          "INSERT INTO user_login SELECT tenant_id, name, user_id FROM bench_phone",
          "INSERT INTO group_member SELECT tenant_id, user_id, group_id FROM bench_phone",
          """
          INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, sealed_secret, created_at, modified_at)
          SELECT tenant_id, phone_id, user_id, policy_id, 'DEVICE', 'phone-' || name, 'phone', 'ACTIVE', ''::bytea, now(), now()
            FROM bench_phone""",
          """
          INSERT INTO device (tenant_id, id, number, user_id, external_id, name, platform, signing_algorithm, signing_key, encryption_key, created_at)
          SELECT tenant_id, phone_id, 5000000 + name::int, user_id, 'phone-' || name, 'phone', 'benchmark', 'ES256', ''::bytea,
                 decode(repeat('04', 65), 'hex'), now()
            FROM bench_phone""",
          "INSERT INTO credential_device SELECT tenant_id, phone_id, phone_id FROM bench_phone",
          """
          INSERT INTO challenge (tenant_id, id, kind, user_id, resource_id, caller_id, origin, network, stranger, nonce, context, state, created_at, expires_at)
          SELECT u.tenant_id, ('%%s' || lpad(to_hex(n), 12, '0'))::uuid, 'QRCODE', u.id, 4, c.id, '', 'none', false,
                 decode(repeat('07', 32), 'hex'), '{}', 'PENDING', now(), now() + interval '1 day'
            FROM generate_series(0, %d) AS n
            JOIN app_user u ON u.username = (%d + n %% %d)::text
            JOIN api_client c ON c.tenant_id = u.tenant_id"""
              .formatted(QR_CODES - 1, FIRST_BY_QR_CODE, BY_QR_CODE));

  private final String idsBegin = "%012x70008000".formatted(System.currentTimeMillis());
  private final List<Enrolled> phones = new ArrayList<>();

  /** Lays all of it into the database, and enrols the phones. */
  void settle(Connection store, Gateway gateway, FrontEnds frontEnds) throws SQLException {
    enrol(store, gateway, frontEnds);
    try (var statement = store.createStatement()) {
      for (var sql : SET_UP) {
        statement.execute(sql.replace("%s", idsBegin));
      }
      statement.execute("VACUUM ANALYZE");
    }
  }

  private void enrol(Connection store, Gateway gateway, FrontEnds frontEnds) throws SQLException {
    var line = new EnrolledPhones(URI.create("http://127.0.0.1:" + gateway.port()));
    try (var users =
        store.prepareStatement(
            "SELECT id FROM app_user WHERE username::int BETWEEN ? AND ? ORDER BY username")) {
      users.setInt(1, FIRST_BY_QR_CODE);
      users.setInt(2, FIRST_BY_QR_CODE + BY_QR_CODE - 1);
      try (var rows = users.executeQuery()) {
        while (rows.next()) {
          phones.add(line.enrol(invitation(frontEnds, rows.getString(1))));
        }
      }
    }
  }

  private static String invitation(FrontEnds frontEnds, String user) {
    var path = "/management/v1/tenants/" + BenchTenant.CODE + "/users/" + user + "/activations";
    var answer = frontEnds.await(() -> frontEnds.post(new Request(path, "{}", 201)));
    return new JsonObject(answer.body()).getString("qrCode");
  }

  /** The n-th push; who is asked again is asked from another address, and joins nothing. */
  Request push(int n) {
    return Request.of(
        4,
        "transactions",
        "{\"login\":\"%d\",\"type\":\"PUSH\",\"originIpAddress\":\"198.51.100.%d\"}"
            .formatted(FIRST_ASKED + n % ASKED, 1 + n / ASKED % 250),
        200);
  }

  /** The right digits for the n-th QR code. */
  Request qrCode(int n) {
    var id = UUID.fromString(dashed(n));
    byte[] nonce = new byte[32];
    java.util.Arrays.fill(nonce, (byte) 7);
    int user = n % BY_QR_CODE;
    return Request.of(
        4,
        "qrcode",
        "{\"login\":\"%d\",\"transactionId\":\"%s\",\"qrCodeResponse\":\"%s\",\"originIpAddress\":\"198.51.100.7\"}"
            .formatted(FIRST_BY_QR_CODE + user, id, phones.get(user).digits(nonce, id)),
        200);
  }

  private String dashed(int n) {
    var hex = idsBegin + "%012x".formatted(n);
    return "%s-%s-%s-%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
  }

  /** What the ids of the QR codes begin with; twelve hexadecimal digits follow. */
  String idsBegin() {
    return idsBegin;
  }

  /** The login of the user whom the QR code of that number asks, as an expression of pgbench. */
  static String loginOf(String number) {
    return FIRST_BY_QR_CODE + " + " + number + " % " + BY_QR_CODE;
  }
}
