package io.tetrapylon.credential.oath.transfer;

import java.util.List;

/** How a file of tokens is written. */
public enum TransferFormat {
  /** RFC 6030, in the clear or encrypted. */
  PSKC,
  /** One token a line: see {@link OathCsv}. */
  OATH_CSV,
  /** What YubiKey's personalisation tools log: see {@link YubicoCsv}. */
  YUBICO_CSV,
  /** An {@code otpauth} or {@code otpauth-migration} text a line: see {@link OtpauthTexts}. */
  OTPAUTH;

  /** The tokens of a file; the key is for PSKC alone. */
  List<TransferRow> read(String content, TransferKey key) {
    return switch (this) {
      case PSKC -> Pskc.read(content, key);
      case OATH_CSV -> OathCsv.read(content);
      case YUBICO_CSV -> YubicoCsv.read(content);
      case OTPAUTH -> OtpauthTexts.read(content);
    };
  }
}
