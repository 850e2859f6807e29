package io.tetrapylon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The tenant of the benchmark: 2,000 users with a HOTP token and no password, and some with both.
 * HOTP, because each counter gives one more valid code, while a time step gives one in 30 seconds.
 *
 * <p>Resources: 1 wants password and code, 2 a code alone, 3 a password alone, 4 a push. Users are
 * named by numbers, so that pgbench can draw one.
 */
final class BenchTenant {
  static final String CODE = "ACC-BENCH";
  static final String ACCESS_ID = "bench_id";
  static final String CLIENT_PASSWORD = "bench-client-password";
  static final String API_KEY = "bench-api-key";
  static final String PASSWORD = "Password1234";

  /** Users with a token alone. */
  static final int BY_CODE = 2000;

  /** Users with a password and a token. */
  static final int BY_PASSWORD = 100;

  /** Users of either sort that failures have locked. */
  static final int LOCKED = 50;

  static final int FIRST_BY_CODE = 100_000;
  static final int FIRST_BY_PASSWORD = 200_000;
  static final int FIRST_LOCKED_BY_CODE = 300_000;
  static final int FIRST_LOCKED_BY_PASSWORD = 400_000;
  static final int FIRST_UNKNOWN = 900_000;

  private static final String LOCK =
      "UPDATE credential c SET state = 'LOCKED', state_cause = 'FAILURES', failures = 1000 FROM app_user u"
          + " WHERE u.tenant_id = c.tenant_id AND u.id = c.user_id AND u.username::int BETWEEN 300000 AND 499999";
  private static final String COUNTERS =
      "SELECT u.username::int, c.moving_factor FROM credential c"
          + " JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id"
          + " WHERE c.kind = 'OATH' AND u.username::int < 300000";

  private final Hotp[] byCode = tokens(FIRST_BY_CODE, BY_CODE);
  private final Hotp[] byPassword = tokens(FIRST_BY_PASSWORD, BY_PASSWORD);

  private static Hotp[] tokens(int first, int count) {
    var tokens = new Hotp[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = new Hotp("secret-of-" + (first + i));
    }
    return tokens;
  }

  /** Writes the tenant file. */
  void write(Path file) throws IOException {
    var text = new StringBuilder(1 << 20);
    text.append(
        """
        tenants:
          - code: %s
            name: Benchmark
            licence: { users: 100000 }
            limits: { tokenFailures: 1000, passwordFailures: 1000 }
            apiClients:
              - { accessId: %s, password: "%s", apiKey: "%s", access: read-write, permissions: [ "*" ] }
            groups: [ all ]
            resources:
              - { id: 1, name: "Password and code" }
              - { id: 2, name: "Code" }
              - { id: 3, name: "Password" }
              - { id: 4, name: "Push", plainApproval: true }
            policies:
              - { name: both, groups: [ all ], resources: [ 1 ], methods: [ password, otp ] }
              - { name: code, groups: [ all ], resources: [ 2 ], methods: [ otp ] }
              - { name: password, groups: [ all ], resources: [ 3 ], methods: [ password ] }
              - { name: push, groups: [ all ], resources: [ 4 ], methods: [ push, qrCode ] }
            users:
        """
            .formatted(CODE, ACCESS_ID, CLIENT_PASSWORD, API_KEY));
    users(text, FIRST_BY_CODE, BY_CODE, "");
    users(text, FIRST_LOCKED_BY_CODE, LOCKED, "");
    String password = ", password: \"" + PASSWORD + "\"";
    users(text, FIRST_BY_PASSWORD, BY_PASSWORD, password);
    users(text, FIRST_LOCKED_BY_PASSWORD, LOCKED, password);
    Files.writeString(file, text);
  }

  private static void users(StringBuilder text, int first, int count, String password) {
    for (int name = first; name < first + count; name++) {
      text.append(
          """
                - { username: "%1$d", email: "%1$d@example.com", groups: [ all ]%2$s,
                    oath: [ { extId: "oath-%1$d", method: HOTP, secret: "%3$s" } ] }
          """
              .formatted(name, password, new Hotp("secret-of-" + name).base32()));
    }
  }

  /** Locks who shall be locked, and lets PostgreSQL know how large its tables are. */
  void settle(Connection store) throws SQLException {
    try (var statement = store.createStatement()) {
      statement.execute(LOCK);
      statement.execute("VACUUM ANALYZE");
    }
  }

  /** Forgets the failures so far, and takes the counters from the database. */
  void refresh(Connection store) throws SQLException {
    try (var statement = store.createStatement()) {
      statement.execute(
          "UPDATE credential SET failures = 0, stranger_failures = 0"
              + " WHERE state = 'ACTIVE' AND (failures > 0 OR stranger_failures > 0)");
      try (var rows = statement.executeQuery(COUNTERS)) {
        while (rows.next()) {
          token(rows.getInt(1)).next = rows.getLong(2) + 1;
        }
      }
    }
  }

  private Hotp token(int name) {
    return name < FIRST_BY_PASSWORD
        ? byCode[name - FIRST_BY_CODE]
        : byPassword[name - FIRST_BY_PASSWORD];
  }

  /** The n-th request with a valid code alone. */
  Request validCode(int n) {
    int user = n % BY_CODE;
    return otp(2, FIRST_BY_CODE + user, null, byCode[user].nextCode(), 200);
  }

  /** The n-th request with a wrong code alone. */
  Request wrongCode(int n) {
    return otp(2, FIRST_BY_CODE + n % BY_CODE, null, anyCode(), 403);
  }

  /** The n-th request with the right password and a valid code. */
  Request validBoth(int n) {
    int user = n % BY_PASSWORD;
    return otp(1, FIRST_BY_PASSWORD + user, PASSWORD, byPassword[user].nextCode(), 200);
  }

  /** A request that everything before the database accepts but the account in its path. */
  Request foreignAccount(int n) {
    var request = otp(2, FIRST_BY_CODE + n % BY_CODE, null, anyCode(), 403);
    return new Request(request.path().replace(CODE, CODE + "-OTHER"), request.body(), 403);
  }

  static Request otp(
      int resource,
      int user,
      @org.jspecify.annotations.Nullable String password,
      String code,
      int status) {
    String withPassword = password == null ? "" : ",\"password\":\"" + password + "\"";
    return Request.of(
        resource,
        "otp",
        "{\"login\":\"%d\",\"otp\":\"%s\"%s,\"originIpAddress\":\"198.51.100.7\"}"
            .formatted(user, code, withPassword),
        status);
  }

  static Request password(int user, String password, int status) {
    return Request.of(
        3,
        "password",
        "{\"login\":\"%d\",\"password\":\"%s\",\"originIpAddress\":\"198.51.100.7\"}"
            .formatted(user, password),
        status);
  }

  /** Six digits that are wrong but for one time in many thousands. */
  static String anyCode() {
    return "%06d".formatted(ThreadLocalRandom.current().nextInt(1_000_000));
  }

  /**
   * A request to send.
   *
   * @param body null for a GET
   * @param status the one that is expected
   * @param prefer the header of that name, or empty
   */
  record Request(
      String path, @org.jspecify.annotations.Nullable String body, int status, String prefer) {
    Request(String path, @org.jspecify.annotations.Nullable String body, int status) {
      this(path, body, status, "");
    }

    /** A question about what is at a path. */
    static Request get(String path, int status, String prefer) {
      return new Request(path, null, status, prefer);
    }

    static Request of(int resource, String operation, String body, int status) {
      return new Request(
          "/rest/authpoint/authentication/v1/accounts/%s/resources/%d/%s"
              .formatted(CODE, resource, operation),
          body,
          status);
    }
  }
}
