package io.tetrapylon.credential.oath;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Member;

/**
 * What of a token can be changed.
 *
 * @param label what its owner knows it by, also in the authenticator app
 * @param policyCode the code of its credential policy
 * @param validity from when until when it opens anything
 */
public record OathSettings(String label, String policyCode, Validity validity) {
  /** Refuses a label that is none with {@code MEMBER_INVALID}. */
  public OathSettings {
    label = Member.text("label", label.strip(), 200);
  }
}
