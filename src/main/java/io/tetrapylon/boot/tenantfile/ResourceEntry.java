package io.tetrapylon.boot.tenantfile;

/**
 * Something that users log in to.
 *
 * @param id a number, unique in the tenant
 * @param name for people
 * @param plainApproval whether a push may be approved without typing digits
 */
public record ResourceEntry(long id, String name, boolean plainApproval) {
  static ResourceEntry read(Element element, Scope scope) {
    var members = element.members("id", "name", "plainApproval");
    var id = members.get("id");
    return new ResourceEntry(
        scope.resources().give(id, id.number(1, Long.MAX_VALUE)),
        members.text("name"),
        members.flag("plainApproval", false));
  }
}
