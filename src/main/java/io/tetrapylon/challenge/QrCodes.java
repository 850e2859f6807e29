package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.PipelinedReads;
import io.tetrapylon.device.PhoneCandidate;
import io.tetrapylon.device.protocol.ChallengeText;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.Ocra;
import io.tetrapylon.device.protocol.QrCommand;
import io.tetrapylon.dispatch.Outbox;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.keys.ChallengeKeySet;
import io.tetrapylon.keys.ChallengeKeys;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** QR codes: what a login page shows, and whether six digits answer it. */
@ApplicationScoped
public class QrCodes {
  static final String FIND =
      """
      SELECT c.nonce, %s
        FROM challenge c JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
       WHERE c.tenant_id = $1 AND c.id = $2 AND c.caller_id = $3 AND c.resource_id = $4 AND c.user_id = $5
      """
          .formatted(Progress.columns("$6", "$7"));

  private final PipelinedReads reads;
  private final ChallengeKeys challengeKeys;
  private final Entropy entropy;
  private final Clock clock;

  QrCodes(PipelinedReads reads, ChallengeKeys challengeKeys, Entropy entropy, Clock clock) {
    this.reads = reads;
    this.challengeKeys = challengeKeys;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * Whom and what a challenge is about, for people.
   *
   * @param tenantCode the tenant's code
   * @param username the user's name
   * @param resource the resource's name
   */
  public record Names(String tenantCode, String username, String resource) {}

  /**
   * A QR code as its caller names it.
   *
   * @param tenant whose
   * @param callerId by whom it was opened
   * @param resourceId at which resource
   * @param userId for whom
   * @param transaction its id
   */
  public record Asked(UUID tenant, UUID callerId, long resourceId, UUID userId, UUID transaction) {}

  /**
   * What is there under that name.
   *
   * @param progress how far it is
   * @param nonce what the digits are made of, besides the id
   */
  public record Found(Progress progress, byte[] nonce) {}

  /** The {@code command} that each of the phones can read, as the login page shows it. */
  public Uni<String> command(Question question, Names names, List<PhoneCandidate> phones) {
    return challengeKeys
        .of(question.tenant())
        .map(keys -> QrCommand.seal(entropy, readers(phones), signed(keys, text(question, names))));
  }

  private static String signed(ChallengeKeySet keys, ChallengeText text) {
    return text.sign(keys.at(text.issuedAt()));
  }

  private static List<QrCommand.Reader> readers(List<PhoneCandidate> phones) {
    return phones.stream()
        .limit(QrCommand.MOST_DEVICES)
        .map(
            phone ->
                new QrCommand.Reader(phone.deviceId(), new EncryptionKey(phone.encryptionKey())))
        .toList();
  }

  private ChallengeText text(Question question, Names names) {
    var now = clock.instant();
    return new ChallengeText(
        ChallengeText.Kind.QR,
        names.tenantCode(),
        question.id(),
        null,
        question.userId(),
        names.username(),
        question.resourceId(),
        names.resource(),
        question.nonce(),
        question.shown().context(),
        false,
        now,
        now.plus(question.rules().lifetime()));
  }

  /** The QR code of that id, if it is the caller's, at this resource and for this user. */
  public Uni<@Nullable Found> find(Asked asked) {
    var parameters =
        Tuple.of(
                asked.tenant(),
                asked.transaction(),
                asked.callerId(),
                asked.resourceId(),
                asked.userId())
            .addUUID(Outbox.from(asked.transaction()))
            .addUUID(Outbox.until(asked.transaction()));
    return reads.client().preparedQuery(FIND).execute(parameters).map(QrCodes::found);
  }

  private static @Nullable Found found(RowSet<Row> rows) {
    var each = rows.iterator();
    if (!each.hasNext()) {
      return null;
    }
    var row = each.next();
    return new Found(Progress.read(row), row.getBuffer("nonce").getBytes());
  }

  /** Whether these are the six digits that the phone shows for it. */
  public static boolean answers(TenantKeys keys, PhoneCandidate phone, Found found, String digits) {
    var question = Ocra.question(found.nonce(), found.progress().id());
    return Ocra.matches(phone.row().open(keys), question, digits);
  }
}
