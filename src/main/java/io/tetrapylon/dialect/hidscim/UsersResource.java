package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.password.PasswordRules;
import io.tetrapylon.credential.password.Passwords;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.Group;
import io.tetrapylon.user.Groups;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Users. */
@Path(HidDialect.SCIM + "/{tenant}/v2/Users")
@Consumes({Scim.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "HID SCIM users")
@SecurityRequirement(name = "bearer")
public class UsersResource {
  private final Users users;
  private final Groups groups;
  private final Passwords passwords;
  private final Owners owners;
  private final UserViews views;
  private final UserJson json;
  private final Scim scim;

  UsersResource(
      Users users,
      Groups groups,
      Passwords passwords,
      Owners owners,
      UserViews views,
      UserJson json,
      Scim scim) {
    this.users = users;
    this.groups = groups;
    this.passwords = passwords;
    this.owners = owners;
    this.views = views;
    this.json = json;
    this.scim = scim;
  }

  @GET
  @RolesAllowed(Permission.USER_VIEW)
  @Operation(summary = "Lists users, by startIndex and count")
  @APIResponse(responseCode = "200", description = "A part of the list")
  public Uni<Response> list(@BeanParam HidRequest request) {
    return search(Entered.of(request), SearchRequest.ofQuery(request));
  }

  @POST
  @Path("/.search")
  @RolesAllowed(Permission.USER_VIEW)
  @Operation(summary = "Searches users by userName, externalId, groups and more")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "The filter cannot be read")
  public Uni<Response> search(@BeanParam HidRequest request) {
    var by = Entered.of(request);
    return search(by, SearchRequest.ofBody(by.object()));
  }

  private Uni<Response> search(Entered by, SearchRequest asked) {
    var known = Attributes.OF_USERS;
    return users
        .search(by.tenant(), by.room(), asked.criterion(known), asked.range(known))
        .chain(found -> views.of(by, found))
        .chain(found -> scim.list(by, asked, found, each -> json.of(by, each)));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.USER_VIEW)
  @Operation(summary = "Reads a user")
  @APIResponse(responseCode = "200", description = "The user")
  public Uni<Response> get(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request);
    return view(by, id).map(found -> scim.ok(json.of(by, found)));
  }

  @POST
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Makes a user")
  @APIResponse(responseCode = "201", description = "The user that was made")
  @APIResponse(responseCode = "409", description = "A name, e-mail or external id is taken")
  public Uni<Response> create(@BeanParam HidRequest request) {
    var by = Entered.of(request).changing();
    var body = by.object();
    var change = new UserChange(body);
    var password = body.secret("password");
    if (password != null) {
      by.with(Permission.CREDENTIAL_CREATE);
      PasswordRules.check(password);
    }
    return groupIds(by, change.groups(), Set.of())
        .chain(ids -> users.create(by.actor(), by.tenant(), by.room(), change.draft(ids)))
        .call(
            made ->
                password == null
                    ? Uni.createFrom().voidItem()
                    : passwords.set(by.actor(), by.tenant(), made.id(), password))
        .chain(made -> withAttributes(by, made, change))
        .chain(made -> views.of(by, made))
        .map(made -> scim.created(json.of(by, made)));
  }

  private Uni<User> withAttributes(Entered by, User made, UserChange change) {
    var attributes = change.attributes(Map.of());
    return attributes == null
        ? Uni.createFrom().item(made)
        : users.edit(
            by.actor(),
            by.tenant(),
            by.room(),
            made.id(),
            null,
            now -> new Users.Edited(now.profile(), now.status(), now.groups(), attributes));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Changes what of a user the request names")
  @APIResponse(responseCode = "200", description = "The user as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Response> replace(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request).changing();
    var body = by.object();
    return change(by, id, view -> body);
  }

  @PATCH
  @Path("/{id}")
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Changes a user by operations")
  @APIResponse(responseCode = "200", description = "The user as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Response> patch(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request).changing();
    var body = by.object();
    return change(by, id, view -> UserPatch.read(body, view.groups()));
  }

  private Uni<Response> change(Entered by, String id, Function<UserView, ScimBody> reader) {
    return view(by, id)
        .chain(
            view -> {
              var change = new UserChange(reader.apply(view));
              return groupIds(by, change.groups(), view.user().groups())
                  .chain(
                      ids ->
                          users.edit(
                              by.actor(),
                              by.tenant(),
                              by.room(),
                              view.user().id(),
                              seen(by),
                              now -> change.edited(view, now, ids)));
            })
        .chain(changed -> views.of(by, changed))
        .map(changed -> scim.ok(json.of(by, changed)));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.USER_MODIFY)
  @Operation(summary = "Deletes a user and all that belongs to it")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request).changing();
    return owners
        .numbered(by, Owners.number(id))
        .chain(
            user ->
                users.delete(
                    by.actor(),
                    by.tenant(),
                    by.room(),
                    user.id(),
                    Objects.requireNonNullElse(seen(by), user.version())));
  }

  private Uni<UserView> view(Entered by, String id) {
    return owners.numbered(by, Owners.number(id)).chain(user -> views.of(by, user));
  }

  /** Versions begin with 1 here. */
  private static @Nullable Long seen(Entered by) {
    var seen = by.seen();
    return seen == null ? null : Long.valueOf(seen - 1);
  }

  private Uni<Set<UUID>> groupIds(Entered by, @Nullable List<String> names, Set<UUID> now) {
    return names == null
        ? Uni.createFrom().item(now)
        : Multi.createFrom()
            .iterable(names)
            .onItem()
            .transformToUniAndConcatenate(name -> groupId(by, name))
            .collect()
            .asList()
            .map(ids -> ids.stream().collect(Collectors.toUnmodifiableSet()));
  }

  private Uni<UUID> groupId(Entered by, String name) {
    return groups
        .find(by.tenant(), name)
        .onItem()
        .ifNull()
        .failWith(() -> Member.invalid("groups", "holds one that does not exist."))
        .map(Group::id);
  }
}
