package io.tetrapylon.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.keys.ChallengeKeySet;
import io.tetrapylon.keys.ChallengeKeys;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A challenge for whoever asked for it, who may carry it but not read it: a compact JWE (RFC 7516
 * section 7.1) of the signed text, not compressed. One phone opens it with its own key (ECDH-ES);
 * where several may answer there is no key that all of them have, so it is the tenant's own ({@code
 * dir}), and the phones fetch the challenge as ever.
 */
@ApplicationScoped
public class SealedChallenges {
  private static final String ENCRYPTION = ContentEncryptionAlgorithmIdentifiers.AES_256_GCM;
  private static final String PURPOSE = "challenge-jwe";

  private final Pool pool;
  private final ChallengeKeys challengeKeys;
  private final DataKeys dataKeys;

  SealedChallenges(Pool pool, ChallengeKeys challengeKeys, DataKeys dataKeys) {
    this.pool = pool;
    this.challengeKeys = challengeKeys;
    this.dataKeys = dataKeys;
  }

  /**
   * The JWE of a challenge that was just opened; empty text when no phone can answer it any more.
   *
   * @param challenge by its transaction's id
   */
  public Uni<String> jwe(UUID tenant, UUID challenge) {
    return Uni.combine()
        .all()
        .unis(phones(tenant, challenge), challengeKeys.of(tenant), dataKeys.of(tenant))
        .with(SealedChallenges::jwe);
  }

  private Uni<List<PhoneChallenge>> phones(UUID tenant, UUID challenge) {
    return pool.preparedQuery(PhoneChallenge.OF_ALL)
        .execute(Tuple.of(tenant, challenge))
        .map(SealedChallenges::usable);
  }

  private static List<PhoneChallenge> usable(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(PhoneChallenge::read)
        .filter(each -> each.phone().usable())
        .toList();
  }

  private static String jwe(List<PhoneChallenge> phones, ChallengeKeySet signing, TenantKeys keys) {
    if (phones.isEmpty()) {
      return "";
    }
    var first = phones.get(0);
    var text = first.signed(signing);
    return phones.size() == 1
        ? toPhone(first.phone().encryption(), text)
        : compact(
            KeyManagementAlgorithmIdentifiers.DIRECT,
            "tenant",
            new SecretKeySpec(keys.mac(PURPOSE, first.id().toString().getBytes(US_ASCII)), "AES"),
            text);
  }

  private static String toPhone(EncryptionKey key, String text) {
    try {
      var jwk = PublicJsonWebKey.Factory.newPublicJwk(key.jwk().getMap());
      return compact(
          KeyManagementAlgorithmIdentifiers.ECDH_ES, key.thumbprint(), jwk.getPublicKey(), text);
    } catch (JoseException e) {
      throw new IllegalStateException("A phone's key is none on P-256.", e);
    }
  }

  private static String compact(String algorithm, String keyId, Key key, String text) {
    var jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue(algorithm);
    jwe.setEncryptionMethodHeaderParameter(ENCRYPTION);
    jwe.setKeyIdHeaderValue(keyId);
    jwe.setContentTypeHeaderValue("challenge+jws");
    jwe.setKey(key);
    jwe.setPayload(text);
    try {
      return jwe.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("A challenge cannot be sealed.", e);
    }
  }
}
