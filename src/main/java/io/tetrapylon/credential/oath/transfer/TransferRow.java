package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.kernel.CleanText;
import io.tetrapylon.kernel.Refusal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One token of a file: what it is, or what is wrong with it.
 *
 * @param number of its line or key in the file, from 1
 * @param serial as far as it could be read, cleaned, or null
 * @param token the token, or null
 * @param flaw what is wrong with it, without any of its secrets, or null
 */
public record TransferRow(
    int number, @Nullable String serial, @Nullable TransferredToken token, @Nullable String flaw) {

  /** A sentence of what is wrong with one token of a file. */
  static final class Flawed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Flawed(String sentence) {
      super(sentence, null, false, false);
    }
  }

  /** Reads a token; what is wrong with it is told in its row and stops no other. */
  static TransferRow of(int number, @Nullable String serial, Supplier<TransferredToken> reading) {
    String clean = serial == null || serial.isBlank() ? null : CleanText.of(serial);
    try {
      return new TransferRow(number, clean, reading.get(), null);
    } catch (Flawed | Refusal unfit) {
      return new TransferRow(number, clean, null, unfit.getMessage());
    }
  }
}
