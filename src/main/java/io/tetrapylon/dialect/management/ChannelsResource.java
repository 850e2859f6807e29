package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.ChannelSettings;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How a tenant reaches phones and people: the settings of its channels. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/channels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels")
@SecurityRequirement(name = "bearer")
public class ChannelsResource {
  private final CurrentCaller current;
  private final ChannelSettings channels;

  ChannelsResource(CurrentCaller current, ChannelSettings channels) {
    this.current = current;
    this.channels = channels;
  }

  @GET
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Lists the channels that have settings")
  @APIResponse(responseCode = "200", description = "The channels, without their secrets")
  public Uni<Listing<ChannelBody.View>> list(@PathParam("tenant") String tenant) {
    return current
        .in(tenant)
        .chain(by -> channels.list(by.tenant()))
        .map(all -> new Listing<>(all.stream().map(ChannelBody.View::of).toList(), null));
  }

  @GET
  @Path("/{channel}")
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Reads the settings of a channel, without its secrets")
  @APIResponse(responseCode = "200", description = "What there is")
  public Uni<RestResponse<ChannelBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("channel") String channel) {
    return current
        .in(tenant)
        .chain(by -> channels.get(by.tenant(), kind(channel)))
        .map(found -> Etag.ok(ChannelBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{channel}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Gives a channel its settings; a secret given as *** stays as it is")
  @APIResponse(responseCode = "200", description = "What there is then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<ChannelBody.View>> set(
      @PathParam("tenant") String tenant,
      @PathParam("channel") String channel,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull ChannelBody.Settings body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by ->
                channels.set(
                    by.actor(), by.tenant(), kind(channel), body.toJson(), Seen.version(ifMatch)))
        .map(set -> Etag.ok(ChannelBody.View.of(set), set.version()));
  }

  @DELETE
  @Path("/{channel}")
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Takes the settings of a channel away")
  @APIResponse(responseCode = "204", description = "They are gone")
  @APIResponse(responseCode = "412", description = "They have changed since")
  public Uni<Void> remove(
      @PathParam("tenant") String tenant,
      @PathParam("channel") String channel,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by -> channels.remove(by.actor(), by.tenant(), kind(channel), Seen.version(ifMatch)));
  }

  /** A word in a path; what is no channel is one that nobody has. */
  private static ChannelKind kind(String word) {
    return Arrays.stream(ChannelKind.values())
        .filter(kind -> Wire.word(kind).equals(word))
        .findFirst()
        .orElseThrow(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such channel."));
  }
}
