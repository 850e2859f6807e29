package io.tetrapylon.dialect.sta;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, and where the other parts are.
 *
 * @param page the part
 * @param links to the parts
 * @param itemType always Authenticator
 */
@Schema(name = "AuthenticatorList")
record AuthenticatorList(Part page, Links links, String itemType) {

  /**
   * A part of a list.
   *
   * @param totalItems how many there are in all parts
   * @param pageIndex which part, from 0
   * @param pageSize how many a part has
   * @param totalPages how many parts, 0 for an empty list
   * @param items what is in this part
   */
  @Schema(name = "AuthenticatorPage")
  record Part(
      int totalItems, int pageIndex, int pageSize, int totalPages, List<AuthenticatorBody> items) {}

  /** Where the parts are; the first has no {@code prev}, the last no {@code next}. */
  @Schema(name = "AuthenticatorLinks")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Links(
      String first,
      String self,
      String last,
      String skip,
      @Nullable String prev,
      @Nullable String next) {}

  /**
   * The part of a list that is wanted.
   *
   * @param address of the list, without a query
   */
  static AuthenticatorList of(List<AuthenticatorBody> all, Paging wanted, String address) {
    int pages = (all.size() + wanted.size() - 1) / wanted.size();
    var items =
        all.stream().skip((long) wanted.index() * wanted.size()).limit(wanted.size()).toList();
    return new AuthenticatorList(
        new Part(all.size(), wanted.index(), wanted.size(), pages, items),
        links(wanted, Math.max(0, pages - 1), address),
        "Authenticator");
  }

  private static Links links(Paging wanted, int last, String address) {
    var end = link(address, last, wanted.size());
    int index = wanted.index();
    return new Links(
        link(address, 0, wanted.size()),
        link(address, index, wanted.size()),
        end,
        end,
        index == 0 ? null : link(address, Math.min(index - 1, last), wanted.size()),
        index >= last ? null : link(address, index + 1, wanted.size()));
  }

  private static String link(String address, int index, int size) {
    return address + "?pageIndex=" + index + "&pageSize=" + size;
  }
}
