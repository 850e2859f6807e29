package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST otp}.
 *
 * @param login user name or e-mail address
 * @param password null where there is none
 * @param otp six digits
 * @param originIpAddress as given, cleaned; may be empty or no address at all
 */
record OtpRequest(String login, @Nullable Secret password, Secret otp, String originIpAddress) {
  static OtpRequest read(byte @Nullable [] bytes) {
    var body = RequestBody.read(bytes);
    var login = body.login();
    var password = body.password();
    var address = body.originIpAddress();
    var otp = body.sixDigits("otp", AuthPointError.OTP_FORMAT, AuthPointError.OTP_SIZE);
    return new OtpRequest(login, password, Secret.of(otp), address);
  }
}
