package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.tenant.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant as it travels: sent by those who change it, answered to those who read it. */
final class TenantBody {
  private TenantBody() {}

  /** The licence; without {@code expires} it does not end. */
  @Schema(name = "Licence")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Licence(int users, @Nullable LocalDate expires, boolean fido) {
    Tenant.Licence toLicence() {
      return new Tenant.Licence(users, expires, fido);
    }
  }

  /** Failures in a row that lock. */
  @Schema(name = "Limits")
  record Limits(int tokenFailures, int passwordFailures) {}

  /** What may be changed; what is left out has its default. */
  @Schema(name = "TenantSettings")
  record Settings(
      @Nullable String code,
      @Nullable String name,
      @Nullable Licence licence,
      @Nullable Limits limits,
      Tenant.@Nullable Attestation attestation,
      @Nullable Boolean staImport,
      @Nullable Boolean unsignedLoginHints,
      @Nullable List<String> relyingParties,
      @Nullable String callbackUrl,
      @Nullable String alertUrl,
      @Nullable List<String> allowedHosts,
      @Nullable Boolean standardLists) {

    Tenant.Settings toSettings() {
      return new Tenant.Settings(
          io.tetrapylon.kernel.Member.text("name", name, 200),
          licence == null ? new Tenant.Licence(0, null, false) : licence.toLicence(),
          limits == null
              ? Tenant.Limits.DEFAULT
              : new Tenant.Limits(limits.tokenFailures, limits.passwordFailures),
          attestation == null ? Tenant.Attestation.SELF_OR_BETTER : attestation,
          staImport != null && staImport,
          unsignedLoginHints != null && unsignedLoginHints,
          relyingParties == null ? List.of() : relyingParties,
          callbackUrl,
          alertUrl,
          allowedHosts == null ? List.of() : allowedHosts,
          standardLists != null && standardLists);
    }
  }

  /** A tenant as it stands. */
  @Schema(name = "Tenant")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String id,
      String code,
      String name,
      Licence licence,
      Limits limits,
      Tenant.Attestation attestation,
      boolean staImport,
      boolean unsignedLoginHints,
      List<String> relyingParties,
      @Nullable String callbackUrl,
      @Nullable String alertUrl,
      List<String> allowedHosts,
      boolean standardLists,
      Instant createdAt,
      long version) {

    static View of(Tenant tenant) {
      var settings = tenant.settings();
      var licence = settings.licence();
      var limits = settings.limits();
      return new View(
          tenant.id().toString(),
          tenant.code(),
          settings.name(),
          new Licence(licence.users(), licence.expires(), licence.fido()),
          new Limits(limits.tokenFailures(), limits.passwordFailures()),
          settings.attestation(),
          settings.staImport(),
          settings.unsignedLoginHints(),
          settings.relyingParties(),
          settings.callbackUrl(),
          settings.alertUrl(),
          settings.allowedHosts(),
          settings.standardLists(),
          tenant.createdAt(),
          tenant.version());
    }
  }
}
