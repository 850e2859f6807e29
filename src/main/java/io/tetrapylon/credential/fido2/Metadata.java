package io.tetrapylon.credential.fido2;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the FIDO Metadata Service (version 3) says of models of authenticators.
 *
 * @param nextUpdate when a newer one is due
 * @param models by AAGUID
 * @param keys models that have none, by the key identifiers of their attestation certificates, in
 *     lower-case hex
 */
record Metadata(LocalDate nextUpdate, Map<UUID, Model> models, Map<String, Model> keys) {
  /** Nothing at all. */
  static final Metadata NONE = new Metadata(LocalDate.MAX, Map.of(), Map.of());

  /** Section 3.1.4 of the service's specification: what may no longer be believed. */
  private static final Set<String> COMPROMISED =
      Set.of(
          "USER_VERIFICATION_BYPASS",
          "ATTESTATION_KEY_COMPROMISE",
          "USER_KEY_REMOTE_COMPROMISE",
          "USER_KEY_PHYSICAL_COMPROMISE",
          "REVOKED");

  /** Their names in JCA; an ES256 signature in a JWS is not DER (RFC 7518 section 3.4). */
  private static final Map<String, String> ALGORITHMS =
      Map.of("RS256", "SHA256withRSA", "ES256", "SHA256withECDSAinP1363Format");

  /**
   * A model.
   *
   * @param roots that vouch for it
   * @param compromised whether its attestations are worth nothing any more
   */
  record Model(List<X509Certificate> roots, boolean compromised) {}

  /**
   * Reads a BLOB, and checks who signed it.
   *
   * @param roots one of which must vouch for the signer
   * @throws IllegalArgumentException when it is malformed, or signed by anybody else
   */
  static Metadata read(String blob, Collection<X509Certificate> roots, Instant now) {
    var parts = blob.strip().split("\\.");
    if (parts.length != 3) {
      throw new IllegalArgumentException("is no signed BLOB");
    }
    requireSigned(parts, roots, now);
    var payload = json(parts[1]);
    var models = new HashMap<UUID, Model>();
    var keys = new HashMap<String, Model>();
    for (var entry : objects(payload.getJsonArray("entries"))) {
      enter(entry, models, keys);
    }
    return new Metadata(LocalDate.parse(payload.getString("nextUpdate")), models, keys);
  }

  private static void requireSigned(
      String[] parts, Collection<X509Certificate> roots, Instant now) {
    var header = json(parts[0]);
    var chain = certificates(header.getJsonArray("x5c"), true);
    var algorithm = ALGORITHMS.get(header.getString("alg", ""));
    if (algorithm == null || !Certificates.lead(chain, roots, now)) {
      throw new IllegalArgumentException("is not signed by whom the configured root vouches for");
    }
    var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    if (!verifies(algorithm, chain.get(0), signed, Base64.getUrlDecoder().decode(parts[2]))) {
      throw new IllegalArgumentException("has a wrong signature");
    }
  }

  private static boolean verifies(
      String algorithm, X509Certificate by, byte[] signed, byte[] signature) {
    try {
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(by);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static void enter(JsonObject entry, Map<UUID, Model> models, Map<String, Model> keys) {
    var statement = entry.getJsonObject("metadataStatement", new JsonObject());
    var model =
        new Model(
            certificates(statement.getJsonArray("attestationRootCertificates"), false),
            objects(entry.getJsonArray("statusReports")).stream()
                .anyMatch(report -> COMPROMISED.contains(report.getString("status", ""))));
    if (entry.getString("aaguid") != null) {
      models.put(UUID.fromString(entry.getString("aaguid")), model);
    }
    var identifiers = entry.getJsonArray("attestationCertificateKeyIdentifiers");
    if (identifiers != null) {
      identifiers.forEach(each -> keys.put(each.toString(), model));
    }
  }

  private static List<JsonObject> objects(@Nullable JsonArray array) {
    return array == null ? List.of() : array.stream().map(JsonObject.class::cast).toList();
  }

  /** Roots of old models may be no certificates at all; a signer's must be. */
  private static List<X509Certificate> certificates(@Nullable JsonArray texts, boolean all) {
    var found = new ArrayList<X509Certificate>();
    for (var text : texts == null ? new JsonArray() : texts) {
      try {
        found.add(Certificates.der(Base64.getMimeDecoder().decode(text.toString())));
      } catch (IllegalArgumentException e) {
        if (all) {
          throw e;
        }
      }
    }
    return List.copyOf(found);
  }

  private static JsonObject json(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }
}
