package io.tetrapylon.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {

  @Test
  void passwordAloneIsAPasswordOnlyPolicy() {
    var policy = allowing(Set.of(Method.PASSWORD));

    assertTrue(policy.wantsPassword());
    assertTrue(policy.passwordOnly());
    assertFalse(policy.allows(Method.OTP));
  }

  @Test
  void passwordBesideOthersIsAPasswordAndOneOther() {
    var policy = allowing(Set.of(Method.PASSWORD, Method.OTP, Method.QR_CODE));

    assertTrue(policy.wantsPassword());
    assertFalse(policy.passwordOnly());
    assertTrue(policy.allows(Method.OTP));
    assertFalse(policy.allows(Method.PUSH));
  }

  @Test
  void othersAloneWantNoPassword() {
    var policy = allowing(Set.of(Method.OTP));

    assertFalse(policy.wantsPassword());
    assertFalse(policy.passwordOnly());
    assertTrue(policy.allows(Method.OTP));
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void noMethodsAllowNothing(Method method) {
    var policy = allowing(Set.of());

    assertFalse(policy.wantsPassword());
    assertFalse(policy.passwordOnly());
    assertFalse(policy.allows(method));
  }

  @Test
  void aPolicyKeepsItsOwnMethodsInOneOrder() {
    var methods = EnumSet.of(Method.QR_CODE, Method.PASSWORD);
    var policy = allowing(methods);

    methods.clear();

    assertEquals(List.of(Method.PASSWORD, Method.QR_CODE), List.copyOf(policy.methods()));
    assertThrows(UnsupportedOperationException.class, () -> policy.methods().clear());
  }

  @ParameterizedTest
  @CsvSource({"PASSWORD, password", "OTP, otp", "PUSH, push", "QR_CODE, qrCode"})
  void aMethodHasANameOnTheWire(Method method, String wireName) {
    assertEquals(wireName, method.wireName());
    assertSame(method, Method.ofWireName(wireName));
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void everyMethodIsFoundByItsName(Method method) {
    assertSame(method, Method.ofWireName(method.wireName()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OTP", "QRCODE", "qrcode", "otp ", "fax"})
  void anUnknownMethodIsRefusedWithASentence(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Method.ofWireName(text));

    assertEquals(
        "'"
            + text
            + "' is no method: it is one of password, otp, push, qrCode, fido2, fidoUaf, email, sms",
        refused.getMessage());
  }

  private static AccessPolicy allowing(Set<Method> methods) {
    return new AccessPolicy(new UUID(0, 1), "policy", Set.of(), List.of(), null, methods);
  }
}
