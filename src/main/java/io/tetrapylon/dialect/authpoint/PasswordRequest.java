package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST password}.
 *
 * @param login user name or e-mail address
 * @param password null where there is none; whether one is wanted is the policy's to say
 * @param originIpAddress as given, cleaned; may be empty or no address at all
 */
record PasswordRequest(String login, @Nullable Secret password, String originIpAddress) {
  static PasswordRequest read(byte @Nullable [] bytes) {
    var body = RequestBody.read(bytes);
    return new PasswordRequest(body.login(), body.password(), body.originIpAddress());
  }
}
