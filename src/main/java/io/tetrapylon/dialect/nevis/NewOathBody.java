package io.tetrapylon.dialect.nevis;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.NewOathToken;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes an OATH credential; what is left out is what authenticator apps take for granted. The
 * secret is made here, and is not to be given.
 *
 * @param label what its owner knows it by
 * @param parameters method, algorithm, digits and period
 * @param counter the HOTP counter that comes next
 * @param extId what the caller calls it, or null
 * @param disabled whether it opens nothing yet
 * @param policyExtId under which policy, or null
 * @param validity from when until when
 */
record NewOathBody(
    String label,
    OathParameters parameters,
    long counter,
    @Nullable String extId,
    boolean disabled,
    @Nullable String policyExtId,
    Validity validity) {

  static NewOathBody read(byte @Nullable [] body) {
    var fields = Fields.of(body);
    var method = fields.constant("authenticationMethod", OathMethod.class);
    var algorithm = fields.constant("hashingAlgorithm", OathAlgorithm.class);
    var digits = fields.number("digits", 6, 8);
    var period = fields.number("period", 1, 3600);
    boolean counts = method == OathMethod.HOTP;
    var counter = fields.number("counter", 0, counts ? Long.MAX_VALUE - 1 : 0);
    fields.read("secret", given -> Optional.empty());
    var label = fields.required("label", 200);
    var extId = fields.text("extId");
    var state = fields.text("stateName");
    var validity = fields.validity();
    var policy = fields.text("policyExtId");
    if (digits != null && digits == 7) {
      fields.refuse("digits");
    }
    fields.check();
    return new NewOathBody(
        label,
        parameters(method, algorithm, digits, period),
        counter == null ? 0 : counter,
        extId,
        isDisabled(state),
        policy,
        validity == null ? Validity.ALWAYS : validity);
  }

  private static OathParameters parameters(
      @Nullable OathMethod method,
      @Nullable OathAlgorithm algorithm,
      @Nullable Long digits,
      @Nullable Long period) {
    var usual = OathParameters.USUAL;
    return new OathParameters(
        Objects.requireNonNullElse(method, usual.method()),
        Objects.requireNonNullElse(algorithm, usual.algorithm()),
        digits == null ? usual.digits() : digits.intValue(),
        period == null ? usual.period() : period.intValue());
  }

  private static boolean isDisabled(@Nullable String word) {
    return word != null
        && StateName.parse(word)
                .filter(StateName::isOfNew)
                .orElseThrow(() -> new NevisRefusal(NevisError.stateUnknown(word)))
            == StateName.DISABLED;
  }

  NewOathToken token(@Nullable String policyCode) {
    return new NewOathToken(label, parameters, null, counter, policyCode, extId, validity);
  }
}
