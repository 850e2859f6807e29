package io.tetrapylon.boot.tenantfile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may use.
 *
 * @param users how many users may authenticate, from 0
 * @param expires the last day of the licence, or null when it does not end
 * @param fido whether FIDO credentials may be made
 */
public record LicenceEntry(int users, @Nullable LocalDate expires, boolean fido) {
  static final LicenceEntry UNLIMITED = new LicenceEntry(Integer.MAX_VALUE, null, true);

  static LicenceEntry read(Element element) {
    var members = element.members("users", "expires", "fido");
    return new LicenceEntry(
        members.number("users", 0, Integer.MAX_VALUE, UNLIMITED.users()),
        members.find("expires").map(date -> date.as(Formats::date)).orElse(null),
        members.flag("fido", UNLIMITED.fido()));
  }
}
