package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.challenge.ChallengeKind;
import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST transactions}.
 *
 * @param login user name or e-mail address
 * @param password null where there is none
 * @param kind how the phone is asked
 * @param originIpAddress as given, cleaned; may be empty or no address at all
 * @param clientInfo what the phone shows of the machine
 */
record TransactionRequest(
    String login,
    @Nullable Secret password,
    ChallengeKind kind,
    String originIpAddress,
    ClientInfo clientInfo) {
  static TransactionRequest read(byte @Nullable [] bytes) {
    var body = RequestBody.read(bytes);
    return new TransactionRequest(
        body.login(),
        body.password(),
        kind(body.requiredText("type")),
        body.originIpAddress(),
        ClientInfo.read(body.member("clientInfoRequest")));
  }

  private static ChallengeKind kind(String name) {
    return switch (name) {
      case "PUSH" -> ChallengeKind.PUSH;
      case "QRCODE" -> ChallengeKind.QRCODE;
      default -> throw new AuthPointRefusal(AuthPointError.MEMBER_NOT_VALID);
    };
  }
}
