package io.tetrapylon.device;

import io.tetrapylon.policy.CredentialKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What sorts of device there are, in the HID dialect's words, and what each is good for. */
public enum DeviceType {
  /** An address that codes are sent to. */
  DT_OOBEML(CredentialKind.OOB_EMAIL, "Codes by e-mail"),
  DT_OOBSMS(CredentialKind.OOB_SMS, "Codes by SMS"),
  /** An app, or a piece of hardware, that shows one-time codes. */
  DT_APPR_OT(CredentialKind.OATH, "One-time codes of an app"),
  /** A phone that approves pushes and signs. */
  DT_TDSV4(CredentialKind.DEVICE, "Pushes and signatures of a phone");

  private final CredentialKind kind;
  private final String words;

  DeviceType(CredentialKind kind, String words) {
    this.kind = kind;
    this.words = words;
  }

  /** The kind of credential that such a device holds. */
  public CredentialKind kind() {
    return kind;
  }

  /** What it is, for people. */
  public String words() {
    return words;
  }

  /** The type of that code, or null. */
  public static @Nullable DeviceType of(@Nullable String code) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(code))
        .findFirst()
        .orElse(null);
  }
}
