package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.credential.oath.transfer.TransferFormat;
import io.tetrapylon.credential.oath.transfer.TransferKey;
import io.tetrapylon.credential.oath.transfer.Transfers;
import io.tetrapylon.credential.oath.transfer.Transfers.Outcome;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Files of OATH tokens as they travel. */
final class OathTransferBody {
  private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");

  private OathTransferBody() {}

  private static TransferKey key(@Nullable String password, @Nullable String preSharedKey) {
    return new TransferKey(Secrets.of(password), hex(preSharedKey));
  }

  /** What is no key is not repeated in the answer. */
  private static @Nullable Secret hex(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Member.check(HEX.matcher(text).matches(), "preSharedKey", "is written in hexadecimal digits.");
    return Secret.of(HexFormat.of().parseHex(text));
  }

  /**
   * A file to be imported. An encrypted one wants a password, or a key in hexadecimal digits. What
   * names no owner goes to {@code user}, or to whom {@code owners} gives its serial.
   */
  @Schema(name = "OathImport")
  record File(
      @Nullable String format,
      @Nullable String content,
      @Nullable String password,
      @Nullable String preSharedKey,
      @Nullable String user,
      @Nullable Map<String, String> owners) {
    Transfers.Incoming toIncoming() {
      Member.check(content != null && !content.isBlank(), "content", "must not be blank.");
      return new Transfers.Incoming(
          Wire.constant(TransferFormat.class, "format", format),
          content == null ? "" : content,
          key(password, preSharedKey),
          user,
          owners == null ? Map.of() : checked(owners));
    }

    private static Map<String, String> checked(Map<String, String> owners) {
      owners.forEach((serial, login) -> Member.text("owners", login, 254));
      return owners;
    }

    @Override
    public String toString() {
      return "OathImport[***]";
    }
  }

  /** What became of a row of a file. */
  @Schema(name = "OathImportRow")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Report(
      int row,
      @Nullable String serial,
      @Nullable String user,
      String result,
      @Nullable UUID credential,
      @Nullable String reason) {
    static Report of(Transfers.Report report) {
      return new Report(
          report.number(),
          report.serial(),
          report.owner(),
          Wire.word(report.outcome()),
          report.credential(),
          report.reason());
    }
  }

  /** What became of a file. */
  @Schema(name = "OathImportReport")
  record Reports(long created, long unchanged, long refused, List<Report> rows) {
    static Reports of(List<Transfers.Report> all) {
      return new Reports(
          count(all, Outcome.CREATED),
          count(all, Outcome.UNCHANGED),
          count(all, Outcome.REFUSED),
          all.stream().map(Report::of).toList());
    }

    private static long count(List<Transfers.Report> all, Outcome outcome) {
      return all.stream().filter(report -> report.outcome() == outcome).count();
    }
  }

  /** What an export is encrypted with, and which part of the tokens is wanted. */
  @Schema(name = "OathExportWish")
  record Wish(
      @Nullable String password,
      @Nullable String preSharedKey,
      @Nullable Integer limit,
      @Nullable String continuationToken) {
    TransferKey key() {
      return OathTransferBody.key(password, preSharedKey);
    }

    @Nullable UUID after() {
      return Wire.continuation(continuationToken);
    }

    int checkedLimit() {
      int most = limit == null ? Transfers.MOST : limit;
      Member.check(most >= 1 && most <= Transfers.MOST, "limit", "must be 1 to 1000.");
      return most;
    }

    @Override
    public String toString() {
      return "OathExportWish[***]";
    }
  }

  /** A page of tokens: a PSKC document, and where the next one goes on. */
  @Schema(name = "OathExport")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Document(String pskc, @Nullable String continuationToken) {
    static Document of(Transfers.Outgoing written) {
      return new Document(written.document().text(), written.next());
    }

    @Override
    public String toString() {
      return "OathExport[***]";
    }
  }
}
