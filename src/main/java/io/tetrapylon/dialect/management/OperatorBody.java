package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.tenant.Operator;
import io.tetrapylon.tenant.Operators;
import io.tetrapylon.tenant.Role;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An operator as it travels. */
final class OperatorBody {
  private OperatorBody() {}

  /** An operator to be made. */
  @Schema(name = "OperatorDraft")
  record Draft(@Nullable String login, @Nullable String password, @Nullable String role) {
    String checkedLogin() {
      return Member.text("login", login, 200);
    }

    @Nullable Secret secret() {
      return Secrets.of(password);
    }

    Role toRole() {
      return Wire.constant(Role.class, "role", role);
    }

    @Override
    public String toString() {
      return "Draft[" + login + ", " + role + "]";
    }
  }

  /** What an operator may do from now on. */
  @Schema(name = "OperatorChange")
  record Change(@Nullable String role, @Nullable Boolean enabled) {
    boolean isEnabled() {
      return enabled == null || enabled;
    }
  }

  /** An operator as it stands. */
  @Schema(name = "Operator")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      String login,
      String role,
      boolean enabled,
      @Nullable Instant lockedUntil,
      Instant createdAt,
      long version) {

    static View of(Operator operator) {
      return new View(
          operator.id(),
          operator.login(),
          Wire.word(operator.role()),
          operator.enabled(),
          operator.lockedUntil(),
          operator.createdAt(),
          operator.version());
    }
  }

  /** An operator, and its password where it was generated just now. */
  @Schema(name = "MadeOperator")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Made(@JsonUnwrapped View operator, @Nullable String password) {
    static Made of(Operators.Made made) {
      return new Made(View.of(made.operator()), Secrets.text(made.generatedPassword()));
    }

    @Override
    public String toString() {
      return "Made[" + operator + "]";
    }
  }
}
