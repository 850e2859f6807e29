package io.tetrapylon.credential.uaf.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A key as it was registered, and the rules by which an answer is its own.
 *
 * @param aaid the model of its authenticator
 * @param keyId which one, base64url
 * @param publicKey as it was given
 * @param algorithm as it was given
 * @param counter the last one that was seen, -1 for none
 */
public record RegisteredKey(
    String aaid, String keyId, String publicKey, String algorithm, long counter) {
  /** r and s are 1: numbers that a signature may have. */
  private static final byte[] DECOY_SIGNATURE = decoySignature();

  /**
   * What was asked.
   *
   * @param serverData by which the request is named
   * @param appId the application that asks
   * @param facets that may speak for it besides its own
   * @param challenge random bytes
   * @param transaction what the user is shown and signs, or null
   */
  public record Asked(
      String serverData,
      String appId,
      Facets facets,
      byte[] challenge,
      @Nullable String transaction) {}

  /**
   * What is wrong with an answer, in the order of UAF Protocol section 3.5.7.5, or null. Whether
   * its counter still grows when it is used up, the row decides.
   */
  public @Nullable UafFault faultOf(AuthResponse answer, Asked asked) {
    var fault = faultOfRequest(answer, asked);
    if (fault == null) {
      fault = faultOfData(answer.assertion(), answer.challenge(), asked);
    }
    if (fault != null) {
      decoy(answer); // whoever guesses may not learn from the time which keys there are
      return fault;
    }
    return faultOfSignature(answer.assertion());
  }

  private static @Nullable UafFault faultOfRequest(AuthResponse answer, Asked asked) {
    var challenge = answer.challenge();
    if (!asked.serverData().equals(answer.serverData())) {
      return UafFault.SERVER_DATA;
    }
    if (!asked.appId().equals(challenge.appId())
        || (answer.appId() != null && !asked.appId().equals(answer.appId()))) {
      return UafFault.APPLICATION;
    }
    if (!asked.facets().trust(challenge.facetId())) {
      return UafFault.FACET;
    }
    return isSame(Base64Text.of(asked.challenge()), challenge.challenge())
        ? null
        : UafFault.CHALLENGE;
  }

  private @Nullable UafFault faultOfData(
      AuthAssertion assertion, FinalChallenge challenge, Asked asked) {
    if (!aaid.equalsIgnoreCase(assertion.aaid())) {
      return UafFault.AUTHENTICATOR;
    }
    if (!isSame(keyId, Base64Text.of(assertion.keyId()))) {
      return UafFault.KEY;
    }
    if (assertion.nonce().length < AuthAssertion.SHORTEST_NONCE) {
      return UafFault.NONCE;
    }
    if (!MessageDigest.isEqual(challenge.hash(), assertion.finalChallengeHash())) {
      return UafFault.FINAL_CHALLENGE;
    }
    return faultOfTransaction(assertion, asked.transaction());
  }

  /** Without a transaction the hash is empty; with one the authenticator must have shown it. */
  private static @Nullable UafFault faultOfTransaction(
      AuthAssertion assertion, @Nullable String transaction) {
    int mode = transaction == null ? AuthAssertion.USER_VERIFIED : AuthAssertion.TRANSACTION_SHOWN;
    if (assertion.mode() != mode) {
      return UafFault.MODE;
    }
    byte[] hash =
        transaction == null
            ? new byte[0]
            : FinalChallenge.sha256(transaction.getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(hash, assertion.transactionHash()) ? null : UafFault.TRANSACTION;
  }

  /**
   * The algorithm is the stored key's; the assertion's word only chooses among what that allows.
   */
  private @Nullable UafFault faultOfSignature(AuthAssertion assertion) {
    var key = key();
    if (key == null) {
      decoy(assertion);
      return UafFault.KEY_UNUSABLE;
    }
    var used = SignatureAlgorithm.of(assertion.algorithm());
    if (used == null
        || !key.supports(used)
        || !SignatureAlgorithm.named(algorithm).contains(used)) {
      return UafFault.ALGORITHM;
    }
    if (!key.verifies(used, assertion.signed(), assertion.signature())) {
      return UafFault.SIGNATURE;
    }
    return grows(assertion.counter()) ? null : UafFault.COUNTER;
  }

  private @Nullable UafPublicKey key() {
    try {
      return UafPublicKey.read(publicKey);
    } catch (IllegalArgumentException unusable) {
      return null;
    }
  }

  /** An authenticator without a counter says zero each time. */
  private boolean grows(long signed) {
    return signed > counter || (signed == 0 && counter == 0);
  }

  private static byte[] decoySignature() {
    var signature = new byte[64];
    signature[31] = 1;
    signature[63] = 1;
    return signature;
  }

  /** Does the work of a signature's check where there is no such key. */
  public static void decoy(AuthResponse answer) {
    decoy(answer.assertion());
  }

  private static void decoy(AuthAssertion assertion) {
    UafPublicKey.DECOY.verifies(
        SignatureAlgorithm.SECP256R1_ECDSA_SHA256_RAW, assertion.signed(), DECOY_SIGNATURE);
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
