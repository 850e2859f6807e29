package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;

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
    throw new Refusal(
        decision instanceof Decision.Refused refused ? refused.reason() : Reason.INTERNAL);
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
