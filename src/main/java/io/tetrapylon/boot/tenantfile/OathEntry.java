package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.credential.oath.Base32Secret;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An OATH token.
 *
 * @param extId unique in the tenant
 * @param label what its owner calls it
 * @param method by time or by counter
 * @param algorithm the hash function
 * @param digits 6 or 8
 * @param period seconds of a TOTP step, 1 to 3600; 30 for HOTP, where it means nothing
 * @param counter the next HOTP counter to be used, from 0; 0 for TOTP
 * @param hidPolicy the code of its credential policy, or null for the default
 * @param secret the key, out of base32
 */
public record OathEntry(
    String extId,
    String label,
    OathMethod method,
    OathAlgorithm algorithm,
    int digits,
    int period,
    long counter,
    @Nullable String hidPolicy,
    Secret secret) {
  private static final int USUAL_PERIOD = 30;
  private static final int LONGEST_PERIOD = 3600;

  static OathEntry read(Element element, Scope scope) {
    var members =
        element.members(
            "extId",
            "label",
            "method",
            "algorithm",
            "digits",
            "period",
            "counter",
            "hidPolicy",
            "secret");
    var extId = members.get("extId");
    var method = members.get("method").as(text -> Formats.constant(OathMethod.class, text));
    var algorithm = members.find("algorithm");
    return new OathEntry(
        scope.credentials().give(extId, extId.text()),
        members.textIfAny("label").orElse(extId.text()),
        method,
        algorithm.map(OathEntry::algorithm).orElse(OathAlgorithm.SHA1),
        members.find("digits").map(OathEntry::digits).orElse(6),
        period(members, method),
        counter(members, method),
        members.find("hidPolicy").map(scope::policyCode).orElse(null),
        secret(members.get("secret"), scope));
  }

  private static OathAlgorithm algorithm(Element element) {
    return element.as(text -> Formats.constant(OathAlgorithm.class, text));
  }

  private static int digits(Element element) {
    long digits = element.number(0, Integer.MAX_VALUE);
    if (digits != 6 && digits != 8) {
      throw element.mistake("must be 6 or 8");
    }
    return (int) digits;
  }

  private static int period(Members members, OathMethod method) {
    only(members, "period", method, OathMethod.TOTP);
    return members.number("period", 1, LONGEST_PERIOD, USUAL_PERIOD);
  }

  private static long counter(Members members, OathMethod method) {
    only(members, "counter", method, OathMethod.HOTP);
    return members.find("counter").map(element -> element.number(0, Long.MAX_VALUE)).orElse(0L);
  }

  private static void only(Members members, String key, OathMethod method, OathMethod meant) {
    if (method != meant && members.find(key).isPresent()) {
      throw members.get(key).mistake("means nothing with " + method);
    }
  }

  private static Secret secret(Element element, Scope scope) {
    try {
      return Base32Secret.parse(scope.secrets().text(element));
    } catch (IllegalArgumentException wrong) {
      throw element.mistake("is not base32");
    }
  }
}
