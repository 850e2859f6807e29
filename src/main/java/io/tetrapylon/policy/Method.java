package io.tetrapylon.policy;

import io.tetrapylon.kernel.CleanText;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A way to prove who one is that an access policy can allow. */
public enum Method {
  PASSWORD("password"),
  OTP("otp"),
  PUSH("push"),
  QR_CODE("qrCode"),
  /** A FIDO2 credential: a security key or a passkey. Only our own API asks for it. */
  FIDO2("fido2"),
  /** A FIDO UAF authenticator. Only our own API asks for it. */
  FIDO_UAF("fidoUaf"),
  /** A code by e-mail; not in AuthPoint's API. */
  EMAIL("email"),
  /** A code by text message; not in AuthPoint's API. */
  SMS("sms");

  private final String wireName;

  Method(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the tenant file and in the APIs, such as {@code qrCode}. */
  public String wireName() {
    return wireName;
  }

  /**
   * The method of that {@link #wireName()}, the case being significant.
   *
   * @throws IllegalArgumentException for any other text, with a sentence for its author
   */
  public static Method ofWireName(String text) {
    for (Method method : values()) {
      if (method.wireName.equals(text)) {
        return method;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + CleanText.of(text)
            + "' is no method: it is one of "
            + Arrays.stream(values()).map(Method::wireName).collect(Collectors.joining(", ")));
  }
}
