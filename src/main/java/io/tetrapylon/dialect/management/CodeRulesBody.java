package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.policy.CodeRules;
import io.tetrapylon.tenant.TenantRules.Versioned;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How codes travel to people, in seconds and counts. What is left out is the default.
 *
 * @param emailEnabled whether an e-mail address authenticates; false unless said
 * @param smsEnabled whether a telephone number does; true unless said
 * @param lifetimeSeconds 60 to 600
 * @param spacingSeconds between two codes for a user, 0 to 600
 * @param windowSeconds in which codes are counted, 60 to 86400
 * @param userLimit codes for a user in a window, 1 to 1000
 * @param destinationLimit codes to an address, 1 to 1000
 * @param prefixLimit text messages to a range of numbers, 1 to 1000000
 * @param networkLimit codes asked for from a network, 1 to 1000000
 * @param message with {@code {code}} where the digits go
 */
@Schema(name = "CodeRules")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CodeRulesBody(
    @Nullable Boolean emailEnabled,
    @Nullable Boolean smsEnabled,
    @Nullable Integer lifetimeSeconds,
    @Nullable Integer spacingSeconds,
    @Nullable Integer windowSeconds,
    @Nullable Integer userLimit,
    @Nullable Integer destinationLimit,
    @Nullable Integer prefixLimit,
    @Nullable Integer networkLimit,
    @Nullable String message) {
  private static final CodeRules DEFAULT = CodeRules.DEFAULT;
  private static final int MOST = 1_000_000;

  static CodeRulesBody of(Versioned<CodeRules> versioned) {
    var rules = versioned.rules();
    return new CodeRulesBody(
        rules.emailEnabled(),
        rules.smsEnabled(),
        (int) rules.lifetime().toSeconds(),
        (int) rules.spacing().toSeconds(),
        (int) rules.window().toSeconds(),
        rules.userLimit(),
        rules.destinationLimit(),
        rules.prefixLimit(),
        rules.networkLimit(),
        rules.message());
  }

  CodeRules toRules() {
    return new CodeRules(
        Objects.requireNonNullElse(emailEnabled, DEFAULT.emailEnabled()),
        Objects.requireNonNullElse(smsEnabled, DEFAULT.smsEnabled()),
        Bounded.seconds("lifetimeSeconds", lifetimeSeconds, DEFAULT.lifetime(), 60, 600),
        Bounded.seconds("spacingSeconds", spacingSeconds, DEFAULT.spacing(), 0, 600),
        Bounded.seconds("windowSeconds", windowSeconds, DEFAULT.window(), 60, 86_400),
        Bounded.number("userLimit", userLimit, DEFAULT.userLimit(), 1, 1000),
        Bounded.number("destinationLimit", destinationLimit, DEFAULT.destinationLimit(), 1, 1000),
        Bounded.number("prefixLimit", prefixLimit, DEFAULT.prefixLimit(), 1, MOST),
        Bounded.number("networkLimit", networkLimit, DEFAULT.networkLimit(), 1, MOST),
        message);
  }
}
