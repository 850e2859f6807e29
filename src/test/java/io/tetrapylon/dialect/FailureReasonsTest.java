package io.tetrapylon.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonParseException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReasonsTest {
  @ParameterizedTest
  @MethodSource("failures")
  void aFailureHasItsReason(Reason expected, Throwable failure) {
    assertEquals(expected, FailureReasons.of(failure));
  }

  static Stream<Arguments> failures() {
    var broken = new JsonParseException(null, "x");
    return Stream.of(
        arguments(Reason.CODE_WRONG, new Refusal(Reason.CODE_WRONG)),
        arguments(Reason.OVERLOADED, new CompletionException(new Refusal(Reason.OVERLOADED))),
        arguments(Reason.TOKEN_INVALID, new UnauthorizedException()),
        arguments(Reason.TOKEN_INVALID, new AuthenticationFailedException()),
        arguments(Reason.PERMISSION_MISSING, new ForbiddenException()),
        arguments(Reason.PATH_UNKNOWN, new NotFoundException()),
        arguments(Reason.METHOD_NOT_ALLOWED, new NotAllowedException("POST")),
        arguments(Reason.NOT_ACCEPTABLE, new NotAcceptableException()),
        arguments(Reason.MEDIA_TYPE_UNSUPPORTED, new NotSupportedException()),
        arguments(Reason.BODY_TOO_LARGE, new WebApplicationException(413)),
        arguments(Reason.MEMBER_INVALID, new BadRequestException()),
        arguments(Reason.BODY_UNREADABLE, new WebApplicationException(broken, 400)),
        arguments(Reason.BODY_UNREADABLE, broken),
        arguments(Reason.STORE_UNAVAILABLE, new ConnectException("refused")),
        arguments(Reason.STORE_UNAVAILABLE, ClosedConnectionException.INSTANCE),
        arguments(Reason.STORE_UNAVAILABLE, new VertxException("Timeout")),
        arguments(Reason.STORE_UNAVAILABLE, pg("57014")),
        arguments(Reason.STORE_UNAVAILABLE, pg("40P01")),
        arguments(Reason.STORE_UNAVAILABLE, pg("53300")),
        arguments(
            Reason.STORE_UNAVAILABLE,
            new IllegalStateException("wrapped", new SQLException("message", "40P01"))),
        arguments(Reason.INTERNAL, new SQLException("message", "23505")),
        arguments(Reason.INTERNAL, pg("23505")),
        arguments(Reason.INTERNAL, pg("42601")),
        arguments(Reason.INTERNAL, new IllegalStateException("x")),
        arguments(Reason.INTERNAL, new WebApplicationException(500)));
  }

  private static PgException pg(String state) {
    return new PgException("message", "ERROR", state, "detail");
  }
}
