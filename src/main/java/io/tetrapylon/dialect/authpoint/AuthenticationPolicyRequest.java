package io.tetrapylon.dialect.authpoint;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST authenticationpolicy}.
 *
 * @param login user name or e-mail address
 * @param originIpAddress as given, cleaned; may be empty or no address at all
 */
record AuthenticationPolicyRequest(String login, String originIpAddress) {
  static AuthenticationPolicyRequest read(byte @Nullable [] bytes) {
    var body = RequestBody.read(bytes);
    return new AuthenticationPolicyRequest(body.login(), body.originIpAddress());
  }
}
