package io.tetrapylon.dialect.mobile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.ChallengeKeyRotation;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.KeySuccessor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys that a phone verifies with what it is asked, one after the other. */
@Path(MobileDialect.ROOT + "/challenge-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mobile")
@SecurityRequirement(name = "device")
public class ChallengeKeysResource {
  private final CurrentPhone current;
  private final ChallengeKeyRotation rotation;

  ChallengeKeysResource(CurrentPhone current, ChallengeKeyRotation rotation) {
    this.current = current;
    this.rotation = rotation;
  }

  /**
   * What comes after a key: {@code current} is nothing, {@code replaced} the key of the statement,
   * and {@code revoked} a new enrolment.
   */
  @Schema(name = "ChallengeKeySuccessor")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Successor(String state, @Nullable String statement) {
    static Successor of(KeySuccessor successor) {
      if (successor instanceof KeySuccessor.Next next) {
        return new Successor("replaced", next.statement());
      }
      return new Successor(successor instanceof KeySuccessor.Revoked ? "revoked" : "current", null);
    }
  }

  @GET
  @Path("/{kid}/successor")
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Reads what comes after the newest key that the phone has pinned")
  @APIResponse(responseCode = "200", description = "Its state, and the statement by that key")
  @APIResponse(responseCode = "404", description = "It is and was none of the tenant's")
  public Uni<Successor> successor(@PathParam("kid") String kid) {
    return current
        .inUse()
        .chain(asking -> rotation.after(asking.tenant(), uuid(kid)))
        .map(Successor::of);
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notOne) {
      throw new Refusal(Reason.OBJECT_UNKNOWN);
    }
  }
}
