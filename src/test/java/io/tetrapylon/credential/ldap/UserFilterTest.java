package io.tetrapylon.credential.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import io.tetrapylon.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody types as a login is a value of the filter and nothing else. */
class UserFilterTest {
  private static final UserFilter BOTH =
      new UserFilter("(&(objectClass=person)(|(uid={0})(mail={0})))");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "jdoe)(uid=*",
        "jdoe))(|(uid=*",
        "*)(objectClass=*",
        "\\2a",
        "jdoe\\",
        "jd\u0000oe",
        "(|(uid=*)(uid=*))",
        "jérôme",
        "\ud83d\ude00",
        "a&b|c!d=e<f>g~h:i",
        " leading and trailing "
      })
  void aLoginStaysAValue(String login) {
    var filter = BOTH.of(login);

    var either = filter.getComponents()[1].getComponents();
    assertEquals(2, filter.getComponents().length);
    assertEquals(Filter.FILTER_TYPE_OR, filter.getComponents()[1].getFilterType());
    for (var part : either) {
      assertEquals(Filter.FILTER_TYPE_EQUALITY, part.getFilterType());
      assertEquals(login, part.getAssertionValue());
    }
  }

  @Test
  void aStarFindsWhoIsCalledSo() throws Exception {
    var somebody = new Entry("dn: cn=x", "objectClass: person", "uid: jdoe");

    assertEquals(false, BOTH.of("*").matchesEntry(somebody));
    assertEquals(true, BOTH.of("jdoe").matchesEntry(somebody));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "uid={0}x)",
        "(uid=jdoe)",
        "({0}=jdoe)",
        "(&(uid={0})({0}=x))",
        "(uid={0}",
        "((uid={0}))",
        "{0}",
        "({0})"
      })
  void whatIsNoSuchFilterIsRefused(String template) {
    assertThrows(Refusal.class, () -> new UserFilter(template));
  }
}
