package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.oob.OobCode;
import io.tetrapylon.dispatch.Contents;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outgoing;
import io.tetrapylon.dispatch.Purpose;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.policy.CodeRules;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The words that carry a code to a person; one that was used or replaced is not sent any more. */
@ApplicationScoped
class CodeContents implements Contents {
  private static final String READ =
      """
      SELECT o.key_version, t.name, r.message
        FROM oob_code o JOIN tenant t ON t.id = o.tenant_id
        LEFT JOIN code_rules r ON r.tenant_id = o.tenant_id
       WHERE o.tenant_id = $1 AND o.id = $2 AND o.used_at IS NULL AND o.expires_at > now()""";
  private static final String USUAL =
      "{code} is your code for %s. Whoever asks you for it is not who they say.";

  private final Pool pool;
  private final DataKeys dataKeys;

  CodeContents(Pool pool, DataKeys dataKeys) {
    this.pool = pool;
    this.dataKeys = dataKeys;
  }

  @Override
  public Purpose purpose() {
    return Purpose.CODE;
  }

  @Override
  public Uni<Optional<Letter.Content>> of(Outgoing row) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(row.tenant(), row.challengeId()))
        .chain(
            rows ->
                rows.size() == 0
                    ? Uni.createFrom().item(Optional.empty())
                    : text(row, rows.iterator().next()).map(Optional::of));
  }

  private Uni<Letter.Content> text(Outgoing row, Row code) {
    int version = code.getInteger("key_version");
    return dataKeys
        .of(row.tenant(), version)
        .map(keys -> text(code, OobCode.digits(keys, version, row.challengeId())));
  }

  private static Letter.Content text(Row code, String digits) {
    var name = code.getString("name");
    var message = code.getString("message");
    var words = message == null ? USUAL.formatted(name) : message;
    return new Letter.Text(name, words.replace(CodeRules.CODE, digits));
  }
}
