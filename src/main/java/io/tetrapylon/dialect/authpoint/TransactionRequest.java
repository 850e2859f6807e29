package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST transactions}.
 *
 * @param login user name or e-mail address
 * @param password null where there is none
 * @param type how the phone is asked
 * @param originIpAddress as given, cleaned; may be empty or no address at all
 * @param clientInfo what the phone shows of the machine
 */
record TransactionRequest(
    String login,
    @Nullable Secret password,
    Type type,
    String originIpAddress,
    ClientInfo clientInfo) {
  /** How the phone is asked. */
  enum Type {
    PUSH,
    QRCODE
  }

  static TransactionRequest read(byte @Nullable [] bytes) {
    var body = RequestBody.read(bytes);
    return new TransactionRequest(
        body.login(),
        body.password(),
        type(body.requiredText("type")),
        body.originIpAddress(),
        ClientInfo.read(body.member("clientInfoRequest")));
  }

  private static Type type(String name) {
    return switch (name) {
      case "PUSH" -> Type.PUSH;
      case "QRCODE" -> Type.QRCODE;
      default -> throw new AuthPointRefusal(AuthPointError.MEMBER_NOT_VALID);
    };
  }
}
