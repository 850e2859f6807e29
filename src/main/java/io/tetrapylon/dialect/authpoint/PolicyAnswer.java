package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tetrapylon.authentication.Standing;
import io.tetrapylon.policy.Method;

/**
 * The answer of {@code authenticationpolicy}. The API's sample and its table name the overallocated
 * flag differently, and so do clients: both names are there.
 */
final class PolicyAnswer {
  private PolicyAnswer() {}

  static String json(Standing standing) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("username", standing.username());
    body.put("email", standing.email());
    body.put("hasPolicy", standing.hasPolicy());
    body.putObject("policyResponse")
        .put("password", standing.methods().contains(Method.PASSWORD))
        .put("otp", standing.methods().contains(Method.OTP))
        .put("qrCode", standing.methods().contains(Method.QR_CODE))
        .put("push", standing.methods().contains(Method.PUSH));
    body.put("isInQuarantine", standing.quarantined());
    body.put("isAllowedToAuthenticate", standing.isAllowedToAuthenticate());
    body.put("isInSafeLocation", false);
    body.put("isInForgotToken", standing.forgotToken());
    body.put("isBlocked", standing.blocked());
    body.put("isOverallocated", standing.overallocated());
    body.put("isInOverallocated", standing.overallocated());
    return body.toString();
  }
}
