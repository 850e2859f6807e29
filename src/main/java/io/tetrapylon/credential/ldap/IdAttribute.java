package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The attributes by which directories tell an entry from all others, also after it has moved. */
enum IdAttribute {
  /** RFC 4530: OpenLDAP, 389, ApacheDS, PingDirectory. */
  ENTRY_UUID("entryUUID", false),
  /** Active Directory. */
  OBJECT_GUID("objectGUID", true),
  /** FreeIPA. */
  IPA_UNIQUE_ID("ipaUniqueID", false),
  /** Older 389 and its kin. */
  NS_UNIQUE_ID("nsUniqueId", false),
  /** eDirectory. */
  GUID("GUID", true);

  private final String wireName;
  private final boolean binary;

  IdAttribute(String wireName, boolean binary) {
    this.wireName = wireName;
    this.binary = binary;
  }

  /** What a search has to ask for: operational attributes come only by name. */
  static String[] wireNames() {
    return Arrays.stream(values()).map(each -> each.wireName).toArray(String[]::new);
  }

  static @Nullable IdAttribute of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The value in the entry: text as it stands, bytes in hex; null where there is none. */
  @Nullable String read(Entry entry) {
    if (binary) {
      var bytes = entry.getAttributeValueBytes(wireName);
      return bytes == null || bytes.length == 0 ? null : HexFormat.of().formatHex(bytes);
    }
    var text = entry.getAttributeValue(wireName);
    return text == null || text.isBlank() ? null : text;
  }

  /** What finds the entry of that value, wherever it is. */
  Filter filter(String value) {
    return binary
        ? Filter.createEqualityFilter(wireName, HexFormat.of().parseHex(value))
        : Filter.createEqualityFilter(wireName, value);
  }
}
