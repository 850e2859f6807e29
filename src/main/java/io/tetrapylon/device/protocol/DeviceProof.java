package io.tetrapylon.device.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By which a phone says whose request it is: a JWS of type {@value #TYPE} by the device key, over
 * method, path and body. It is good for a minute; repeating one within it reads again, or writes
 * the same again.
 */
public final class DeviceProof {
  /** The type in the header. */
  public static final String TYPE = "device-proof+jws";

  /** How far a phone's clock may be off. */
  public static final Duration TOLERANCE = Duration.ofSeconds(60);

  private final CompactJws jws;
  private final String tenant;
  private final UUID device;

  private DeviceProof(CompactJws jws, String tenant, UUID device) {
    this.jws = jws;
    this.tenant = tenant;
    this.device = device;
  }

  /**
   * What was requested.
   *
   * @param method in upper case
   * @param path as it was sent, without the query
   * @param body as it was sent; empty where there was none
   */
  public record Request(String method, String path, byte[] body) {}

  /** Reads a proof of any origin; empty when it is not one. Nothing of it is proven yet. */
  public static Optional<DeviceProof> parse(String text) {
    return CompactJws.parse(text).flatMap(DeviceProof::of);
  }

  private static Optional<DeviceProof> of(CompactJws jws) {
    var claims = new Claims(jws.payload());
    var tenant = claims.text("tid");
    var device = claims.uuid("sub");
    return tenant == null || device == null
        ? Optional.empty()
        : Optional.of(new DeviceProof(jws, tenant, device));
  }

  /** The code of the tenant that it claims. */
  public String tenant() {
    return tenant;
  }

  /** The phone that it claims. */
  public UUID device() {
    return device;
  }

  /** What is wrong with it; empty when that phone made it, for this request, now. */
  public Optional<Flaw> flaw(DeviceKey key, Request request, Instant now) {
    var flaw = jws.flaw(TYPE, key);
    return flaw.isPresent() ? flaw : Optional.ofNullable(difference(request, now));
  }

  private @Nullable Flaw difference(Request request, Instant now) {
    var claims = new Claims(jws.payload());
    if (!request.method().equals(claims.text("htm"))
        || !request.path().equals(claims.text("htu"))
        || !Base64Url.text(Sha256.of(request.body())).equals(claims.text("bh"))) {
      return Flaw.REQUEST;
    }
    var issuedAt = claims.instant("iat");
    var id = claims.text("jti");
    if (issuedAt == null || id == null || id.isEmpty()) {
      return Flaw.CLAIM;
    }
    boolean timely = Duration.between(issuedAt, now).abs().compareTo(TOLERANCE) <= 0;
    return timely ? null : Flaw.STALE;
  }
}
