package io.tetrapylon.dialect.hidscim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.UserResource;
import de.captaingoldfish.scim.sdk.client.ScimClientConfig;
import de.captaingoldfish.scim.sdk.client.ScimRequestBuilder;
import de.captaingoldfish.scim.sdk.common.constants.enums.PatchOp;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.response.ListResponse;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tetrapylon.dialect.hidscim.HidTenant.Made;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Two client libraries that others wrote work on authenticators and users. */
@QuarkusTest
class ClientLibrariesTest {
  @Inject HidTenant tenants;

  Made tenant;
  String base;

  @BeforeEach
  void aTenant() {
    tenant = tenants.made();
    base = "http://localhost:" + RestAssured.port + "/scim/" + tenant.code() + "/v2";
  }

  private ScimService unboundId() {
    ClientRequestFilter bearer =
        request -> request.getHeaders().putSingle("Authorization", "Bearer " + tenant.token());
    var client = new JerseyClientBuilder().register(bearer).build();
    return new ScimService(client.target(base).queryParam("rfc", "true"));
  }

  @Test
  void unboundIdsClientWorksOnUsers() throws Exception {
    var scim = unboundId();

    // create
    var draft = new UserResource().setUserName("jdoe").setActive(true);
    draft.setEmails(List.of(new Email().setValue("jdoe@example.com").setType("work")));
    var made = scim.create("Users", draft);
    assertEquals("jdoe", made.getUserName());
    refused(409, () -> scim.create("Users", draft));

    // read
    assertEquals(made.getId(), scim.retrieve("Users", made.getId(), UserResource.class).getId());

    // search
    var found =
        scim.searchRequest("Users")
            .filter(Filter.eq("userName", "jdoe"))
            .page(1, 10)
            .invoke(UserResource.class);
    assertEquals(1, found.getTotalResults());
    assertEquals(made.getId(), found.getResources().get(0).getId());

    // replace
    made.setActive(false);
    var replaced =
        scim.replaceRequest(URI.create(base + "/Users/" + made.getId()), made).ifMatch().invoke();
    assertFalse(replaced.getActive());

    // delete
    scim.delete("Users", made.getId());
    refused(404, () -> scim.retrieve("Users", made.getId(), UserResource.class));
  }

  @Test
  void unboundIdsClientWorksOnAuthenticators() throws Exception {
    var scim = unboundId();
    var user = tenants.user(tenant, "jdoe");

    var made = scim.create("Authenticator", new GenericScimResource(draft(user.number())));
    assertEquals(user.number() + ".AT_CUSTOTP", made.getId());
    assertEquals(
        made.getId(),
        scim.retrieve("Authenticator", made.getId(), GenericScimResource.class).getId());
    var found =
        scim.searchRequest("Authenticator")
            .filter("owner.value eq " + user.number())
            .invokePost(GenericScimResource.class);
    assertEquals(1, found.getTotalResults());
    ((ObjectNode) made.getObjectNode().get("status")).put("status", "DISABLED");
    var replaced =
        scim.replaceRequest(URI.create(base + "/Authenticator/" + made.getId()), made)
            .ifMatch()
            .invoke();
    assertEquals("DISABLED", replaced.getObjectNode().at("/status/status").asText());
    scim.delete("Authenticator", made.getId());
    refused(404, () -> scim.retrieve("Authenticator", made.getId(), GenericScimResource.class));
  }

  @Test
  void unboundIdsClientDiscoversWhatThereIs() throws Exception {
    var scim = unboundId();

    assertTrue(scim.getServiceProviderConfig().getFilter().isSupported());
    assertEquals(3, scim.getResourceTypes().getTotalResults());
    assertEquals("Authenticator", scim.getResourceType("Authenticator").getName());
    assertEquals(6, scim.getSchemas().getTotalResults());
    assertEquals("User", scim.getSchema(UserJson.SCHEMA).getName());
  }

  /** The library knows no {@code errorCode}, so it makes an exception of the status alone. */
  private static void refused(int status, Executable request) {
    assertEquals(status, assertThrows(ScimException.class, request).getScimError().getStatus());
  }

  private static ObjectNode draft(long owner) throws IOException {
    return (ObjectNode)
        new ObjectMapper()
            .readTree(
                "{\"schemas\":[\"urn:hid:scim:api:idp:2.0:Authenticator\"],\"owner\":{\"value\":\""
                    + owner
                    + "\"},\"policy\":{\"value\":\"AT_CUSTOTP\"}}");
  }

  /** The library wants a class for each resource. */
  @SuppressWarnings({"overrides", "unchecked"})
  public static class Authenticator extends ResourceNode {
    private static final long serialVersionUID = 1L;
  }

  private ScimRequestBuilder captain() {
    return new ScimRequestBuilder(
        base,
        ScimClientConfig.builder()
            .connectTimeout(5)
            .socketTimeout(20)
            .requestTimeout(20)
            .httpHeaders(Map.of("Authorization", "Bearer " + tenant.token()))
            .build());
  }

  @Test
  void captainGoldfishsClientWorksOnUsers() {
    try (var scim = captain()) {
      // create
      var made =
          scim.create(User.class, "/Users")
              .setResource(User.builder().userName("jdoe").active(true).build())
              .sendRequest();
      assertTrue(made.isSuccess(), made.getResponseBody());
      var id = made.getResource().getId().orElseThrow();

      // read
      var read = scim.get(User.class, "/Users", id).sendRequest();
      assertEquals("jdoe", read.getResource().getUserName().orElseThrow());

      // search
      var found =
          scim.list(User.class, "/Users")
              .custom("rfc", "true")
              .filter("userName eq \"jdoe\"")
              .get()
              .sendRequest();
      ListResponse<User> list = found.getResource();
      assertEquals(1, list.getTotalResults());
      assertEquals(id, list.getListedResources().get(0).getId().orElseThrow());

      // replace and patch
      var replaced =
          scim.update(User.class, "/Users", id)
              .setETagForIfMatch(read.getHttpHeaders().get("ETag"))
              .setResource(User.builder().userName("jane").active(true).build())
              .sendRequest();
      assertEquals(
          "jane", replaced.getResource().getUserName().orElseThrow(), replaced.getResponseBody());
      var patched =
          scim.patch(User.class, "/Users", id)
              .addOperation()
              .path("active")
              .op(PatchOp.REPLACE)
              .value("false")
              .build()
              .sendRequest();
      assertFalse(patched.getResource().isActive().orElseThrow(), patched.getResponseBody());

      // delete
      assertEquals(204, scim.delete(User.class, "/Users", id).sendRequest().getHttpStatus());
      var gone = scim.get(User.class, "/Users", id).sendRequest();
      assertEquals(404, gone.getHttpStatus());
      assertEquals(404, gone.getErrorResponse().getHttpStatus());
    }
  }

  @Test
  void captainGoldfishsClientWorksOnAuthenticators() throws Exception {
    var user = tenants.user(tenant, "jdoe");
    try (var scim = captain()) {
      var made =
          scim.create(Authenticator.class, "/Authenticator")
              .setResource(draft(user.number()))
              .sendRequest();
      assertTrue(made.isSuccess(), made.getResponseBody());
      var id = user.number() + ".AT_CUSTOTP";
      var read = scim.get(Authenticator.class, "/Authenticator", id).sendRequest();
      assertTrue(read.isSuccess(), read.getResponseBody());
      var found =
          scim.list(Authenticator.class, "/Authenticator")
              .custom("rfc", "true")
              .filter("id eq \"" + id + "\"")
              .get()
              .sendRequest();
      ListResponse<Authenticator> list = found.getResource();
      assertEquals(1, list.getTotalResults());
      var replaced =
          scim.update(Authenticator.class, "/Authenticator", id)
              .setETagForIfMatch(read.getHttpHeaders().get("ETag"))
              .setResource("{\"status\":{\"status\":\"DISABLED\"}}")
              .sendRequest();
      assertTrue(replaced.isSuccess(), replaced.getResponseBody());
      assertEquals(
          204,
          scim.delete(Authenticator.class, "/Authenticator", id).sendRequest().getHttpStatus());
    }
  }
}
