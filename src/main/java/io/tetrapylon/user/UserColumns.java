package io.tetrapylon.user;

import io.tetrapylon.kernel.Condition.Column;
import io.tetrapylon.kernel.Condition.Lookup;
import io.tetrapylon.kernel.Condition.Type;
import java.util.Map;

/** Where the fields of a user stand, in statements that read {@code app_user u}. */
public final class UserColumns {
  private static final Lookup BY_LOGIN =
      new Lookup(
          "u.id = (select l.user_id from user_login l where l.tenant_id = :tenant and l.login_key = %s)",
          typed -> LoginKey.of(typed).value());

  private static final String IN_GROUP =
      """
      exists (select from group_member m join user_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
               where m.tenant_id = u.tenant_id and m.user_id = u.id and %s)""";

  /** A user name; what is equal to it is found by the index of logins. */
  public static final Column USERNAME = new Column("u.username", Type.FOLDED, null, BY_LOGIN);

  /** All of them, by name. */
  static final Map<String, Column> ALL =
      Map.of(
          "number", new Column("u.number", Type.NUMBER),
          "username", USERNAME,
          "external-id", new Column("u.external_id", Type.EXACT),
          "email", new Column("u.email", Type.FOLDED, null, BY_LOGIN),
          "mobile", new Column("u.mobile", Type.EXACT),
          "active", new Column("(u.status = 'ACTIVE')", Type.FLAG),
          "group", new Column("g.name", Type.EXACT, IN_GROUP, null));

  private UserColumns() {}
}
