package io.tetrapylon.dispatch.smtp;

import io.tetrapylon.dispatch.EgressFailed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commands and replies on one connection, one after the other; it lives on the connection's event
 * loop. A server that talks too long, or unasked, is hung up on.
 */
final class Conversation {
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_LINES = 100;

  private final NetSocket socket;
  private final List<String> lines = new ArrayList<>();
  private @Nullable Promise<Reply> awaited;
  private @Nullable Reply early;
  private @Nullable EgressFailed over;
  private boolean encrypting;

  Conversation(NetSocket socket) {
    this.socket = socket;
    var parser = RecordParser.newDelimited("\n", socket).maxRecordSize(LONGEST_LINE);
    parser.handler(this::line);
    parser.exceptionHandler(failure -> end(new EgressFailed("answer not understood")));
    socket.closeHandler(closed -> end(new EgressFailed("connection closed")));
  }

  /** Awaits a reply without saying anything: the greeting. */
  Future<Reply> listen() {
    var done = over;
    if (done != null) {
      return Future.failedFuture(done);
    }
    var there = early;
    if (there != null) {
      early = null;
      return accepted(there);
    }
    Promise<Reply> promise = Promise.promise();
    awaited = promise;
    return promise.future().compose(Conversation::accepted);
  }

  /** Says a line and awaits the reply; fails with {@link Reply.Refused} when that is negative. */
  Future<Reply> say(String line) {
    return say(Buffer.buffer(line + "\r\n"));
  }

  /** Says bytes that end with a line's end. */
  Future<Reply> say(Buffer bytes) {
    if (early != null) {
      end(new EgressFailed("answer not understood"));
    }
    var reply = listen();
    if (over == null) {
      socket.write(bytes);
    }
    return reply;
  }

  /** Encrypts the rest; what the server said in the clear beyond its reply is a forgery. */
  Future<Void> encrypt(String host) {
    if (early != null || !lines.isEmpty()) {
      end(new EgressFailed("answer not understood"));
    }
    var done = over;
    if (done != null) {
      return Future.failedFuture(done);
    }
    encrypting = true;
    return socket
        .upgradeToSsl(host)
        .onSuccess(on -> encrypting = false)
        .recover(failure -> Future.failedFuture(over != null ? over : failure));
  }

  /** Ends it with a failure, unless it is over. */
  void end(EgressFailed why) {
    if (over == null) {
      over = why;
      var waiting = awaited;
      if (waiting != null) {
        waiting.tryFail(why);
      }
      socket.close();
    }
  }

  /** Takes leave, whatever came of it; nobody waits for the answer. */
  void leave() {
    if (over == null) {
      socket.write("QUIT\r\n");
      end(new EgressFailed("connection closed"));
    }
  }

  private void line(Buffer bytes) {
    var line = bytes.toString().stripTrailing();
    if (encrypting || !line.matches("[2-5]\\d\\d([ -].*)?") || lines.size() >= MOST_LINES) {
      end(new EgressFailed("answer not understood"));
      return;
    }
    lines.add(line.length() > 4 ? line.substring(4) : "");
    if (line.length() < 4 || line.charAt(3) == ' ') {
      var reply = new Reply(Integer.parseInt(line.substring(0, 3)), lines);
      lines.clear();
      deliver(reply);
    }
  }

  private void deliver(Reply reply) {
    var waiting = awaited;
    awaited = null;
    if (waiting != null) {
      waiting.tryComplete(reply);
    } else if (early == null) {
      early = reply;
    } else {
      end(new EgressFailed("answer not understood"));
    }
  }

  private static Future<Reply> accepted(Reply reply) {
    return reply.isPositive()
        ? Future.succeededFuture(reply)
        : Future.failedFuture(new Reply.Refused(reply));
  }
}
