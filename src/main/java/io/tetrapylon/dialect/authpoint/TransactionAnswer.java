package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tetrapylon.authentication.Decision;

/**
 * The answer to {@code POST transactions}: {@code command} for a QR code only, and for a push
 * {@code numberMatch}, a member that this API does not know, where digits are typed on the phone.
 */
final class TransactionAnswer {
  private TransactionAnswer() {}

  static String json(Decision decision) {
    if (decision instanceof Decision.Pending pending) {
      return json(pending);
    }
    throw decision.refusal();
  }

  private static String json(Decision.Pending pending) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("transactionId", pending.transaction().toString());
    if (pending.command() != null) {
      body.put("command", pending.command());
    }
    if (pending.digits() != null) {
      body.put("numberMatch", pending.digits());
    }
    return body.toString();
  }
}
