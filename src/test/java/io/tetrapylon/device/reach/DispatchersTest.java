package io.tetrapylon.device.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.device.PushAddress;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which channel a dispatcher's name and target lead to. */
class DispatchersTest {
  @ParameterizedTest
  @CsvSource({
    "fcm, token-1, FCM",
    "Firebase-Cloud-Messaging, token-1, FCM",
    "FcmDispatcher, token-1, FCM",
    "apns, 0aF9, APNS",
    "unifiedpush, https://ntfy.example.com/up1, UNIFIED_PUSH",
    "webhook, https://app.example.com/hook, WEBHOOK",
    "DefaultDispatcher, https://fidoexample.com/authenticate, WEBHOOK",
    ", https://fidoexample.com/authenticate, WEBHOOK",
    "DefaultDispatcher, 4711, none",
    ", 4711, none",
    "fcm, , none"
  })
  void aDispatcherStandsForAChannel(
      @Nullable String dispatcher, @Nullable String target, String channel) {
    var address = Dispatchers.address(dispatcher, target);

    assertEquals(channel, address.map(PushAddress::channel).map(Enum::name).orElse("none"));
  }

  @Test
  void aSubscriptionOfABrowserIsOne() {
    var target =
        "{\"endpoint\":\"https://push.example.com/1\",\"keys\":{\"p256dh\":\"BPk\",\"auth\":\"YQ\"}}";

    var address = Dispatchers.address("web-push", target).orElseThrow();

    assertEquals("https://push.example.com/1", address.address().getString("endpoint"));
  }

  @ParameterizedTest
  @CsvSource({"apns, not hexadecimal", "webhook, ftp://example.com", "web-push, token"})
  void aTargetThatItsDispatcherCannotReadIsRefused(String dispatcher, String target) {
    var refusal = assertThrows(Refusal.class, () -> Dispatchers.address(dispatcher, target));

    assertEquals(Reason.MEMBER_INVALID, refusal.reason());
  }
}
