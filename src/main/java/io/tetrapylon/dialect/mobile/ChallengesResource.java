package io.tetrapylon.dialect.mobile;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.challenge.Answers;
import io.tetrapylon.challenge.ChallengeState;
import io.tetrapylon.challenge.PhoneChallenges;
import io.tetrapylon.dialect.UuidText;
import io.tetrapylon.kernel.Reason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a phone is asked, and what it answers. */
@Path(MobileDialect.ROOT + "/challenges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mobile")
@SecurityRequirement(name = "device")
public class ChallengesResource {
  private final CurrentPhone current;
  private final PhoneChallenges challenges;
  private final Answers answers;

  ChallengesResource(CurrentPhone current, PhoneChallenges challenges, Answers answers) {
    this.current = current;
    this.challenges = challenges;
    this.answers = answers;
  }

  /** What waits for the phone's user. */
  @Schema(name = "Challenges")
  record Waiting(List<One> challenges) {}

  /** A challenge; its text is signed by the tenant. */
  @Schema(name = "Challenge")
  record One(String id, String challenge) {
    static One of(PhoneChallenges.Given given) {
      return new One(given.id().toString(), given.text());
    }
  }

  /** An answer, signed by the phone. */
  @Schema(name = "Answer")
  record Sent(String answer) {}

  /** What became of the challenge: {@code approved, denied} or {@code fraud}. */
  @Schema(name = "Answered")
  record Answered(String state) {
    static Answered of(ChallengeState state) {
      return new Answered(state.name().toLowerCase(Locale.ROOT));
    }
  }

  @GET
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Lists what waits for the phone's user, the newest first")
  @APIResponse(responseCode = "200", description = "At most 20 challenges")
  public Uni<Waiting> all() {
    return current
        .inUse()
        .chain(asking -> challenges.all(asking.tenant(), asking.id()))
        .map(all -> new Waiting(all.stream().map(One::of).toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Reads a challenge that a push told of")
  @APIResponse(responseCode = "200", description = "The challenge")
  @APIResponse(responseCode = "409", description = "It has been answered")
  @APIResponse(responseCode = "410", description = "It is over")
  public Uni<One> one(@PathParam("id") String id) {
    return current
        .inUse()
        .chain(asking -> challenges.one(asking.tenant(), asking.id(), uuid(id)))
        .map(One::of);
  }

  @POST
  @Path("/{id}/answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Answers a challenge; the first valid answer of any phone decides")
  @RequestBody(content = @Content(schema = @Schema(implementation = Sent.class)))
  @APIResponse(responseCode = "200", description = "It is decided")
  @APIResponse(responseCode = "403", description = "The answer or its digits are not valid")
  public Uni<Answered> answer(@PathParam("id") String id) {
    return current
        .inUse()
        .chain(asking -> answers.answer(given(asking, uuid(id))))
        .map(Answered::of);
  }

  private Answers.Given given(CurrentPhone.Asking asking, UUID challenge) {
    return new Answers.Given(
        asking.tenant(),
        asking.id(),
        challenge,
        new Members(current.body()).text("answer"),
        Objects.requireNonNullElse(asking.requestId(), ""));
  }

  private static UUID uuid(String text) {
    return UuidText.read(text, Reason.TRANSACTION_UNKNOWN);
  }
}
