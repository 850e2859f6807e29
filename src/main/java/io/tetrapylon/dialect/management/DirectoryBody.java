package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.credential.ldap.DirectorySettings;
import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.credential.ldap.DirectoryView;
import io.tetrapylon.kernel.CleanText;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant's directory as it travels. */
final class DirectoryBody {
  private static final String MASK = "***";

  private DirectoryBody() {}

  /**
   * The directory that there shall be; what is left out is the usual.
   *
   * @param urls 1 to 4, all {@code ldaps://} or all {@code ldap://}
   * @param security {@code tls}, {@code starttls}, or {@code none} towards the gateway's machine
   * @param trustAnchors certificates in PEM
   * @param bindDn the account that searches
   * @param bindPassword that account's; {@code ***} stays as it is
   * @param baseDn where users are
   * @param userFilter with {@code {0}} where the login goes
   * @param poolSize connections, 1 to 32
   * @param connectTimeoutMillis 100 to 30000
   * @param responseTimeoutMillis 100 to 30000
   */
  @Schema(name = "DirectorySettings")
  record Settings(
      @Nullable List<String> urls,
      @Nullable String security,
      @Nullable String trustAnchors,
      @Nullable String bindDn,
      @Nullable String bindPassword,
      @Nullable String baseDn,
      @Nullable String userFilter,
      @Nullable Integer poolSize,
      @Nullable Integer connectTimeoutMillis,
      @Nullable Integer responseTimeoutMillis) {

    @Nullable Secret newPassword() {
      return MASK.equals(bindPassword) ? null : Secret.of(bindPassword == null ? "" : bindPassword);
    }

    DirectorySettings toSettings(Secret password) {
      var servers = Lists.of("urls", urls);
      var given = Wire.optional(Security.class, "security", security);
      return new DirectorySettings(
          servers,
          given == null ? Security.usual(servers) : given,
          trustAnchors,
          Member.text("bindDn", bindDn, 1000),
          password,
          Member.text("baseDn", baseDn, 1000),
          Member.text("userFilter", userFilter, 1000),
          poolSize == null ? DirectorySettings.POOL_SIZE : poolSize,
          duration(connectTimeoutMillis, DirectorySettings.CONNECT_TIMEOUT),
          duration(responseTimeoutMillis, DirectorySettings.RESPONSE_TIMEOUT));
    }

    private static Duration duration(@Nullable Integer millis, Duration otherwise) {
      return millis == null ? otherwise : Duration.ofMillis(millis);
    }

    @Override
    public String toString() {
      return "DirectorySettings[***]";
    }
  }

  /** The directory as it stands, without the account's password. */
  @Schema(name = "Directory")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      List<String> urls,
      String security,
      @Nullable String trustAnchors,
      String bindDn,
      String bindPassword,
      String baseDn,
      String userFilter,
      int poolSize,
      long connectTimeoutMillis,
      long responseTimeoutMillis,
      Instant createdAt,
      Instant modifiedAt,
      long version) {
    static View of(DirectoryView view) {
      var settings = view.settings();
      return new View(
          settings.urls(),
          Wire.word(settings.security()),
          settings.trustAnchors(),
          settings.bindDn(),
          MASK,
          settings.baseDn(),
          settings.userFilter(),
          settings.poolSize(),
          settings.connectTimeout().toMillis(),
          settings.responseTimeout().toMillis(),
          view.createdAt(),
          view.modifiedAt(),
          view.version());
    }
  }

  /**
   * Whether a directory can be used as it is set.
   *
   * @param usable whether it let the account in and knows the base
   * @param reason why not
   * @param detail in the directory's own words
   */
  @Schema(name = "DirectoryProbe")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Probe(boolean usable, @Nullable String reason, @Nullable String detail) {
    static final Probe USABLE = new Probe(true, null, null);

    static Probe of(Refusal refusal) {
      return new Probe(
          false,
          refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          CleanText.of(String.valueOf(refusal.getMessage())));
    }
  }

  /** By which login the directory finds a user; for a user that there is, the user name if none. */
  @Schema(name = "DirectoryLogin")
  record Login(@Nullable String login) {}
}
