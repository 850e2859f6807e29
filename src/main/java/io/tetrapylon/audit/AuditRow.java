package io.tetrapylon.audit;

import io.tetrapylon.keys.TenantKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored: with the MAC over all its fields and the version of the key that made
 * it.
 *
 * @param event what happened
 * @param keyVersion the version of the tenant's data key
 * @param mac HMAC-SHA256 over the fields in the order of the columns
 */
record AuditRow(AuditEvent event, int keyVersion, byte[] mac) {
  private static final String PURPOSE = "audit";
  private static final byte[] ABSENT = {0};

  static AuditRow of(AuditEvent event, TenantKeys keys) {
    int version = keys.currentVersion();
    return new AuditRow(event, version, keys.mac(version, PURPOSE, fields(event)));
  }

  boolean isGenuine(TenantKeys keys) {
    return java.security.MessageDigest.isEqual(mac, keys.mac(keyVersion, PURPOSE, fields(event)));
  }

  /** What a seal's tree holds of it: every column. */
  byte[] leaf() {
    return Hash.of(Hash.ofFields(fields(event)), part(keyVersion), mac);
  }

  private static byte[][] fields(AuditEvent e) {
    return List.of(
            part(e.tenantId()),
            part(e.id()),
            part(micros(e.at())),
            part(e.action()),
            part(e.outcome()),
            part(e.reason()),
            part(e.actor().kind()),
            part(e.actor().name()),
            part(e.subjectKind()),
            part(e.subject()),
            part(e.userId()),
            part(e.resourceId()),
            part(e.origin()),
            part(e.actor().requestId()),
            part(e.detail()))
        .toArray(byte[][]::new);
  }

  /** A null and an empty text differ: a present value has a leading 1. */
  private static byte[] part(@Nullable Object value) {
    if (value == null) {
      return ABSENT;
    }
    byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(text.length + 1).put((byte) 1).put(text).array();
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
