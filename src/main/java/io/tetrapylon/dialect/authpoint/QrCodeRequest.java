package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST qrcode}.
 *
 * @param login user name or e-mail address
 * @param qrCodeResponse the six digits that the phone showed
 * @param transactionId any text; one that is no UUID is an unknown transaction
 * @param originIpAddress as given, cleaned; may be empty or no address at all
 */
record QrCodeRequest(
    String login, Secret qrCodeResponse, String transactionId, String originIpAddress) {
  static QrCodeRequest read(byte @Nullable [] bytes) {
    var body = RequestBody.read(bytes);
    var login = body.login();
    var transactionId = body.requiredText("transactionId");
    var address = body.originIpAddress();
    var response =
        body.sixDigits(
            "qrCodeResponse", AuthPointError.QR_CODE_FORMAT, AuthPointError.QR_CODE_SIZE);
    return new QrCodeRequest(login, Secret.of(response), transactionId, address);
  }
}
