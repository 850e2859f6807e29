package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.naming.ldap.Rdn;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.jspecify.annotations.Nullable;

/**
 * Writes PSKC (RFC 6030), always encrypted: AES-128-CBC, or longer where the key is, each value
 * with its MAC (HMAC-SHA1, which every reader has to know).
 */
final class PskcDocument {
  private static final int ITERATIONS = 100_000;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BYTES = 16;
  private static final int MAC_KEY_BYTES = 20;
  private static final int BLOCK = 16;

  private static final String CONTAINER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <pskc:KeyContainer Version="1.0" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" xmlns:pkcs5="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#">
      <pskc:EncryptionKey>%s</pskc:EncryptionKey>
      <pskc:MACMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1">
      <pskc:MACKey>%s</pskc:MACKey>
      </pskc:MACMethod>
      %s</pskc:KeyContainer>
      """;
  private static final String DERIVED =
      """
      <xenc11:DerivedKey>
      <xenc11:KeyDerivationMethod Algorithm="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#pbkdf2">
      <pkcs5:PBKDF2-params>
      <Salt><Specified>%s</Specified></Salt>
      <IterationCount>%d</IterationCount>
      <KeyLength>%d</KeyLength>
      </pkcs5:PBKDF2-params>
      </xenc11:KeyDerivationMethod>
      <xenc11:MasterKeyName>Password</xenc11:MasterKeyName>
      </xenc11:DerivedKey>""";
  private static final String NAMED = "<ds:KeyName>Pre-shared key</ds:KeyName>";
  private static final String CIPHERED =
      """
      <xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes%d-cbc"/>
      <xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData>""";
  private static final String PACKAGE =
      """
      <pskc:KeyPackage>
      <pskc:DeviceInfo><pskc:SerialNo>%s</pskc:SerialNo></pskc:DeviceInfo>
      <pskc:Key Id="%s" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:%s">
      <pskc:AlgorithmParameters>
      <pskc:Suite>HMAC-%s</pskc:Suite>
      <pskc:ResponseFormat Length="%d" Encoding="DECIMAL"/>
      </pskc:AlgorithmParameters>
      <pskc:FriendlyName>%s</pskc:FriendlyName>
      <pskc:Data>
      <pskc:Secret>
      <pskc:EncryptedValue>%s</pskc:EncryptedValue>
      <pskc:ValueMAC>%s</pskc:ValueMAC>
      </pskc:Secret>
      %s
      </pskc:Data>
      <pskc:UserId>%s</pskc:UserId>
      %s</pskc:Key>
      </pskc:KeyPackage>
      """;

  private final Entropy entropy;
  private final Secret key;
  private final String keyInfo;
  private final byte[] macKey;

  private PskcDocument(Entropy entropy, Secret key, String keyInfo) {
    this.entropy = entropy;
    this.key = key;
    this.keyInfo = keyInfo;
    this.macKey = entropy.bytes(MAC_KEY_BYTES);
  }

  /**
   * Writes tokens that have a serial and an owner.
   *
   * @param given a password or a key; it takes a tenth of a second to derive one of a password
   */
  static Secret of(Entropy entropy, TransferKey given, List<TransferredToken> tokens) {
    var preShared = given.preShared();
    if (preShared != null) {
      return new PskcDocument(entropy, preShared, NAMED).document(tokens);
    }
    var password = given.password();
    if (password == null) {
      throw new IllegalArgumentException("secrets leave encrypted or not at all");
    }
    byte[] salt = entropy.bytes(SALT_BYTES);
    var key = PskcCipher.derive(new SHA1Digest(), password, salt, ITERATIONS, KEY_BYTES);
    var info = DERIVED.formatted(base64(salt), ITERATIONS, KEY_BYTES);
    return new PskcDocument(entropy, key, info).document(tokens);
  }

  private Secret document(List<TransferredToken> tokens) {
    var packages = tokens.stream().map(this::keyPackage).collect(Collectors.joining());
    return Secret.of(CONTAINER.formatted(keyInfo, ciphered(encrypted(macKey)), packages));
  }

  private String keyPackage(TransferredToken token) {
    byte[] ciphertext = encrypted(token.secret().bytes());
    var parameters = token.parameters();
    var serial = escaped(token.serial());
    return PACKAGE.formatted(
        serial,
        serial,
        parameters.method() == OathMethod.HOTP ? "hotp" : "totp",
        parameters.algorithm(),
        parameters.digits(),
        escaped(token.label()),
        ciphered(ciphertext),
        base64(PskcCipher.mac("HmacSHA1", macKey, ciphertext)),
        moving(token),
        escaped("UID=" + Rdn.escapeValue(token.owner())),
        policy(token));
  }

  private static String moving(TransferredToken token) {
    return token.parameters().method() == OathMethod.HOTP
        ? plain("Counter", token.counter())
        : plain("Time", 0) + plain("TimeInterval", token.parameters().period());
  }

  private static String plain(String name, long number) {
    return "<pskc:%s><pskc:PlainValue>%d</pskc:PlainValue></pskc:%s>".formatted(name, number, name);
  }

  private static String policy(TransferredToken token) {
    var from = token.validity().from();
    var to = token.validity().to();
    return from == null && to == null
        ? ""
        : "<pskc:Policy>" + date("StartDate", from) + date("ExpiryDate", to) + "</pskc:Policy>\n";
  }

  private static String date(String name, @Nullable Instant at) {
    return at == null
        ? ""
        : "<pskc:%s>%s</pskc:%s>".formatted(name, at.truncatedTo(ChronoUnit.SECONDS), name);
  }

  private String ciphered(byte[] ciphertext) {
    return CIPHERED.formatted(key.length() * 8, base64(ciphertext));
  }

  /** With the initial vector in front, padded as both XML Encryption and PKCS #7 would. */
  private byte[] encrypted(byte[] value) {
    byte[] vector = entropy.bytes(BLOCK);
    int padding = BLOCK - value.length % BLOCK;
    byte[] padded = java.util.Arrays.copyOf(value, value.length + padding);
    java.util.Arrays.fill(padded, value.length, padded.length, (byte) padding);
    byte[] encrypted = PskcCipher.cbc(Cipher.ENCRYPT_MODE, key, vector, padded, 0);
    byte[] all = java.util.Arrays.copyOf(vector, BLOCK + encrypted.length);
    System.arraycopy(encrypted, 0, all, BLOCK, encrypted.length);
    return all;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** For an element or an attribute; what XML cannot hold becomes a question mark. */
  private static String escaped(@Nullable String text) {
    return (text == null ? "" : text)
        .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
