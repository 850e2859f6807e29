package io.tetrapylon.credential.oath.transfer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.credential.oath.HandedOver;
import io.tetrapylon.credential.oath.NewOathToken;
import io.tetrapylon.credential.oath.OathExport;
import io.tetrapylon.credential.oath.OathTokens;
import io.tetrapylon.credential.oath.OathTwins;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.Users;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves OATH tokens in and out. A file is read whole before the first token is stored; then each
 * row stands for itself, with a transaction and an event in the trail of its own, so that a file
 * can be repeated: what is there already stays as it is.
 */
@ApplicationScoped
public class Transfers {
  /** The most tokens of one file. */
  public static final int MOST = 1000;

  private final OathTokens tokens;
  private final OathTwins twins;
  private final OathExport export;
  private final Users users;
  private final Entropy entropy;
  private final Vertx vertx;

  Transfers(
      OathTokens tokens,
      OathTwins twins,
      OathExport export,
      Users users,
      Entropy entropy,
      Vertx vertx) {
    this.tokens = tokens;
    this.twins = twins;
    this.export = export;
    this.users = users;
    this.entropy = entropy;
    this.vertx = vertx;
  }

  /**
   * A file to be read.
   *
   * @param format how it is written
   * @param content what it holds
   * @param key what its secrets are encrypted with
   * @param user the login of who gets what names no owner, or null
   * @param owners logins by serials; they go before what the file says
   */
  public record Incoming(
      TransferFormat format,
      String content,
      TransferKey key,
      @Nullable String user,
      Map<String, String> owners) {
    /** Copies the map. */
    public Incoming {
      owners = Map.copyOf(owners);
    }

    @Nullable String owner(TransferredToken token) {
      var named = token.serial() == null ? null : owners.get(token.serial());
      return named != null ? named : Optional.ofNullable(token.owner()).orElse(user);
    }

    @Override
    public String toString() {
      return "Incoming[" + format + "]";
    }
  }

  /** What became of a row. */
  public enum Outcome {
    CREATED,
    /** The user has that very token already. */
    UNCHANGED,
    REFUSED
  }

  /**
   * The report of a row.
   *
   * @param number of its line or key in the file, from 1
   * @param serial as far as it could be read, or null
   * @param owner the login that it was for, or null
   * @param outcome what became of it
   * @param credential the token, or null where it was refused
   * @param reason why it was refused, or null
   */
  public record Report(
      int number,
      @Nullable String serial,
      @Nullable String owner,
      Outcome outcome,
      @Nullable UUID credential,
      @Nullable String reason) {
    private static Report refused(TransferRow row, @Nullable String owner, @Nullable String why) {
      return new Report(row.number(), row.serial(), owner, Outcome.REFUSED, null, why);
    }

    private static Report of(TransferRow row, String owner, Outcome outcome, UUID credential) {
      return new Report(row.number(), row.serial(), owner, outcome, credential, null);
    }
  }

  /**
   * Takes a file in, row by row.
   *
   * @param room whose users the caller sees; others are unknown to it
   */
  public Uni<List<Report>> take(Actor actor, UUID tenant, Dataroom room, Incoming file) {
    return vertx
        .executeBlocking(() -> file.format().read(file.content(), file.key()), false)
        .invoke(Transfers::requireFew)
        .chain(rows -> new Taking(actor, tenant, room, file).all(rows));
  }

  private static void requireFew(List<TransferRow> rows) {
    Member.check(!rows.isEmpty(), "content", "holds no token.");
    Member.check(rows.size() <= MOST, "content", "holds more than " + MOST + " tokens.");
  }

  /** One file on its way in. */
  private final class Taking {
    private final Actor actor;
    private final UUID tenant;
    private final Dataroom room;
    private final Incoming file;
    private final Map<String, Optional<UUID>> known = new HashMap<>();

    Taking(Actor actor, UUID tenant, Dataroom room, Incoming file) {
      this.actor = actor;
      this.tenant = tenant;
      this.room = room;
      this.file = file;
    }

    Uni<List<Report>> all(List<TransferRow> rows) {
      return Multi.createFrom()
          .iterable(rows)
          .onItem()
          .transformToUniAndConcatenate(this::one)
          .collect()
          .asList();
    }

    private Uni<Report> one(TransferRow row) {
      var token = row.token();
      if (token == null) {
        return refused(row, null, row.flaw());
      }
      var owner = file.owner(token);
      if (owner == null) {
        return refused(row, null, "Nobody is named whose it is.");
      }
      return user(owner)
          .chain(
              user ->
                  user.isEmpty()
                      ? refused(row, owner, "There is no such user.")
                      : store(row, token, owner, user.get()));
    }

    private Uni<Report> refused(TransferRow row, @Nullable String owner, @Nullable String why) {
      return Uni.createFrom().item(Report.refused(row, owner, why));
    }

    private Uni<Optional<UUID>> user(String login) {
      var found = known.get(login);
      return found != null
          ? Uni.createFrom().item(found)
          : users
              .find(tenant, room, login)
              .map(user -> user == null ? Optional.<UUID>empty() : Optional.of(user.id()))
              .invoke(id -> known.put(login, id));
    }

    private Uni<Report> store(TransferRow row, TransferredToken token, String owner, UUID user) {
      return Uni.createFrom()
          .item(token::toNew)
          .chain(made -> store(row, owner, user, made))
          .onFailure(Transfers::isOfRow)
          .recoverWithItem(failure -> Report.refused(row, owner, failure.getMessage()));
    }

    /** Who brings the same token at the same time finds it there, too. */
    private Uni<Report> store(TransferRow row, String owner, UUID user, NewOathToken made) {
      return present(row, owner, user, made)
          .onItem()
          .ifNull()
          .switchTo(
              () ->
                  create(row, owner, user, made)
                      .onFailure(Transfers::isOfRow)
                      .recoverWithUni(
                          taken ->
                              present(row, owner, user, made).onItem().ifNull().failWith(taken)));
    }

    private Uni<@Nullable Report> present(
        TransferRow row, String owner, UUID user, NewOathToken made) {
      return twins
          .same(tenant, user, made)
          .map(same -> same == null ? null : Report.of(row, owner, Outcome.UNCHANGED, same.id()));
    }

    private Uni<Report> create(TransferRow row, String owner, UUID user, NewOathToken made) {
      return tokens
          .createOnce(actor, tenant, user, made)
          .map(done -> done.token().credential().id())
          .map(id -> Report.of(row, owner, Outcome.CREATED, id));
    }
  }

  /** What is wrong with one row; anything else ends the import. */
  private static boolean isOfRow(Throwable failure) {
    return failure instanceof Refusal refusal
        && (refusal.reason() == Reason.MEMBER_INVALID
            || refusal.reason() == Reason.CONFLICT
            || refusal.reason() == Reason.OBJECT_UNKNOWN);
  }

  /**
   * What was written.
   *
   * @param document PSKC, its secrets encrypted
   * @param next where the next page goes on, or null after the last
   */
  public record Outgoing(Secret document, @Nullable String next) {}

  /**
   * Gives the tokens of a tenant out, encrypted.
   *
   * @param after where to go on, or null for the beginning
   * @param limit how many at most, 1 to {@value #MOST}
   */
  public Uni<Outgoing> give(
      Actor actor, UUID tenant, TransferKey key, @Nullable UUID after, int limit) {
    Member.check(!key.isNone(), "password", "secrets leave encrypted: a password or a key.");
    return export
        .page(actor, tenant, after, limit)
        .chain(page -> vertx.executeBlocking(() -> written(key, page), false));
  }

  private Outgoing written(TransferKey key, Page<HandedOver> page) {
    var all = page.items().stream().map(Transfers::transferred).toList();
    return new Outgoing(PskcDocument.of(entropy, key, all), page.continuation());
  }

  private static TransferredToken transferred(HandedOver token) {
    return new TransferredToken(
        token.externalId(),
        token.username(),
        token.label(),
        token.parameters(),
        token.secret(),
        token.counter(),
        token.validity());
  }
}
