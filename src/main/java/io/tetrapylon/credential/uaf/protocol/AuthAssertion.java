package io.tetrapylon.credential.uaf.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.regex.Pattern;

/**
 * What an authenticator signed (UAF Authenticator Commands section 5.2.2): {@code
 * TAG_UAFV1_AUTH_ASSERTION}, read to its last byte, its values in the order of that section.
 *
 * @param aaid the model of the authenticator
 * @param mode see the constants
 * @param algorithm how it is signed, by its number in the registry
 * @param nonce of the authenticator, at least 8 bytes
 * @param finalChallengeHash SHA-256 of the final challenge
 * @param transactionHash SHA-256 of what the user was shown, or empty
 * @param keyId which key signed
 * @param counter of the key's signatures, 0 to 2^32 - 1; 0 each time where it has none
 * @param signed what the signature is over
 * @param signature in the form that the algorithm says
 */
record AuthAssertion(
    String aaid,
    int mode,
    int algorithm,
    byte[] nonce,
    byte[] finalChallengeHash,
    byte[] transactionHash,
    byte[] keyId,
    long counter,
    byte[] signed,
    byte[] signature) {
  /** The user was verified. */
  static final int USER_VERIFIED = 1;

  /** The user was verified, and shown what is signed. */
  static final int TRANSACTION_SHOWN = 2;

  /** The shortest nonce: "8 bytes or longer". */
  static final int SHORTEST_NONCE = 8;

  private static final int HASH_BYTES = 32;
  private static final int INFO_BYTES = 5;
  private static final int COUNTER_BYTES = 4;
  private static final int LONGEST_KEY_ID = 1536;
  private static final Pattern AAID = Pattern.compile("[0-9A-Fa-f]{4}#[0-9A-Fa-f]{4}");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  static AuthAssertion read(byte[] bytes) {
    var outer = Tlv.all(bytes);
    if (outer.size() != 1 || outer.get(0).tag() != Tag.AUTH_ASSERTION) {
      throw new IllegalArgumentException("is not one authentication assertion");
    }
    var parts = Tlv.all(outer.get(0).value()).iterator();
    var signed = next(parts, Tag.SIGNED_DATA);
    var signature = next(parts, Tag.SIGNATURE).value();
    passOver(parts);
    return read(signed, signature);
  }

  private static AuthAssertion read(Tlv signed, byte[] signature) {
    var fields = Tlv.all(signed.value()).iterator();
    var aaid = aaid(next(fields, Tag.AAID).value());
    var info = fixed(next(fields, Tag.ASSERTION_INFO), INFO_BYTES);
    info.getShort(); // the authenticator's version, which the registration told already
    int mode = info.get() & 0xff;
    int algorithm = info.getShort() & 0xffff;
    var nonce = next(fields, Tag.AUTHENTICATOR_NONCE).value();
    var challenge = fixed(next(fields, Tag.FINAL_CHALLENGE_HASH), HASH_BYTES).array();
    var transaction = hashOrNothing(next(fields, Tag.TRANSACTION_CONTENT_HASH).value());
    var keyId = keyId(next(fields, Tag.KEY_ID).value());
    long counter = fixed(next(fields, Tag.COUNTERS), COUNTER_BYTES).getInt() & 0xffff_ffffL;
    passOver(fields);
    return new AuthAssertion(
        aaid,
        mode,
        algorithm,
        nonce,
        challenge,
        transaction,
        keyId,
        counter,
        signed.encoded(),
        signature);
  }

  private static Tlv next(Iterator<Tlv> values, int tag) {
    var value = values.hasNext() ? values.next() : null;
    if (value == null || value.tag() != tag) {
      throw new IllegalArgumentException(
          "lacks the tag 0x%04x, or has it in another place".formatted(tag));
    }
    return value;
  }

  private static void passOver(Iterator<Tlv> extensions) {
    extensions.forEachRemaining(
        extension -> {
          if (extension.tag() != Tag.EXTENSION_NON_CRITICAL) {
            throw new IllegalArgumentException("has a tag that nobody knows");
          }
        });
  }

  private static ByteBuffer fixed(Tlv value, int length) {
    if (value.value().length != length) {
      throw new IllegalArgumentException(
          "its tag 0x%04x is not %d bytes long".formatted(value.tag(), length));
    }
    return ByteBuffer.wrap(value.value()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] hashOrNothing(byte[] value) {
    if (value.length != 0 && value.length != HASH_BYTES) {
      throw new IllegalArgumentException("its transaction hash is no SHA-256");
    }
    return value;
  }

  private static byte[] keyId(byte[] value) {
    if (value.length == 0 || value.length > LONGEST_KEY_ID) {
      throw new IllegalArgumentException("its key id is empty or too long");
    }
    return value;
  }

  private static String aaid(byte[] value) {
    var text = new String(value, StandardCharsets.US_ASCII);
    if (!AAID.matcher(text).matches()) {
      throw new IllegalArgumentException("its AAID is not like ABCD#0001");
    }
    return text;
  }
}
