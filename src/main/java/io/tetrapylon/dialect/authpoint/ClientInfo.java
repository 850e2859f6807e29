package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.tetrapylon.challenge.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user is shown of the machine that somebody logs in from. It informs and decides nothing,
 * so whatever is not a text is left out rather than refused.
 *
 * @param machineName cleaned, may be empty
 * @param osVersion cleaned, may be empty
 * @param domain cleaned, may be empty
 */
record ClientInfo(String machineName, String osVersion, String domain) {
  /** Reads an object; a plain text, which the API's table promises, is the machine's name. */
  static ClientInfo read(@Nullable JsonNode value) {
    if (value == null) {
      return new ClientInfo("", "", "");
    }
    if (value.isTextual()) {
      return new ClientInfo(text(value), "", "");
    }
    return new ClientInfo(
        text(value.get("machineName")), text(value.get("osVersion")), text(value.get("domain")));
  }

  /** As the phone shows it, beside the address that the front end gave. */
  Shown shown(String originIpAddress) {
    return new Shown(machineName, osVersion, domain, originIpAddress, List.of());
  }

  private static String text(@Nullable JsonNode value) {
    return value != null && value.isTextual() ? CleanText.of(value.textValue()) : "";
  }
}
