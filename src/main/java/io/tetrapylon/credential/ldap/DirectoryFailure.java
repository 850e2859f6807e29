package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.tetrapylon.kernel.CleanText;
import io.tetrapylon.kernel.Reason;

/**
 * A directory that gives no answer that could be used: the password is neither right nor wrong, and
 * nobody is let in. The message is for operators; it names no user and no password.
 */
final class DirectoryFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  DirectoryFailure(Reason reason, String words) {
    super(words, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** What a failure of the protocol means (RFC 4511 section 4.1.9 and appendix A). */
  static DirectoryFailure of(LDAPException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DirectoryAddresses.Refused) {
        return new DirectoryFailure(Reason.DIRECTORY_MISCONFIGURED, "address not allowed");
      }
    }
    var words = failure.getResultCode() + ": " + CleanText.of(String.valueOf(failure.getMessage()));
    return new DirectoryFailure(reason(failure.getResultCode()), words);
  }

  private static Reason reason(ResultCode code) {
    if (code.equals(ResultCode.TIMEOUT) || code.equals(ResultCode.TIME_LIMIT_EXCEEDED)) {
      return Reason.DIRECTORY_SILENT;
    }
    boolean away =
        code.equals(ResultCode.CONNECT_ERROR)
            || code.equals(ResultCode.SERVER_DOWN)
            || code.equals(ResultCode.BUSY)
            || code.equals(ResultCode.UNAVAILABLE);
    return away ? Reason.DIRECTORY_UNAVAILABLE : Reason.DIRECTORY_MISCONFIGURED;
  }
}
