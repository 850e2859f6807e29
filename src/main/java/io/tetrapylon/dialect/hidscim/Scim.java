package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.tenant.PublicUrl;
import io.tetrapylon.tenant.Tenants;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the answers of this API have in common: references, lifecycles, lists, tags. */
@Singleton
class Scim {
  static final String MEDIA_TYPE = HidError.MEDIA_TYPE;
  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
  private static final Set<String> ALWAYS = Set.of("id", "schemas", "meta");

  private final PublicUrl url;
  private final Tenants tenants;

  Scim(PublicUrl url, Tenants tenants) {
    this.url = url;
    this.tenants = tenants;
  }

  /** Where something of the caller's tenant is. */
  String location(Entered by, String path) {
    return url.of(HidDialect.SCIM + "/" + by.caller().tenantCode() + "/v2/" + path);
  }

  /** Adds where it is to a reference, under each of the names that the version knows. */
  JsonObject reference(Entered by, JsonObject reference, String path) {
    var location = location(by, path);
    if (!by.version().isOld()) {
      reference.put("location", location);
    }
    return reference.put("$ref", location);
  }

  JsonObject meta(Entered by, String type, Instant created, String path, long version) {
    return new JsonObject()
        .put("resourceType", type)
        .put("created", ScimTime.text(created, by.version()))
        .put("location", location(by, path))
        .put("version", by.version().number(version));
  }

  /** The lifecycle of what never changes. */
  JsonObject meta(Entered by, String type, String path) {
    return new JsonObject().put("resourceType", type).put("location", location(by, path));
  }

  /** 200 with a list as RFC 7644 calls it, which those of discovery always are. */
  static Response discovered(List<JsonObject> all) {
    return plain(
        new JsonObject()
            .put("schemas", schemas(LIST))
            .put("totalResults", all.size())
            .put("itemsPerPage", all.size())
            .put("startIndex", 1)
            .put("Resources", new JsonArray(all)));
  }

  /** 200 with the one of that id. */
  static Response one(List<JsonObject> all, String id) {
    return all.stream()
        .filter(each -> each.getString("id").equals(id))
        .findFirst()
        .map(Scim::plain)
        .orElseThrow(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such resource."));
  }

  static JsonArray schemas(String... names) {
    return new JsonArray(List.of(names));
  }

  /** 200 with a resource and its tag. */
  Response ok(JsonObject resource) {
    return tagged(200, resource).toResponse();
  }

  /** 201 with a resource, its tag and where it is. */
  Response created(JsonObject resource) {
    return tagged(201, resource)
        .with("Location", resource.getJsonObject("meta").getString("location"))
        .toResponse();
  }

  /** 200 with what is no resource. */
  static Response plain(JsonObject body) {
    return Rendering.of(200, MEDIA_TYPE, body.encode()).toResponse();
  }

  private static Rendering tagged(int status, JsonObject resource) {
    var version = Objects.requireNonNull(resource.getJsonObject("meta").getValue("version"));
    return Rendering.of(status, MEDIA_TYPE, resource.encode())
        .with("ETag", "W/\"" + version + "\"");
  }

  /** 200 with a list, each resource with no more attributes than were asked for. */
  <T> Uni<Response> list(
      Entered by, SearchRequest asked, Slice<T> found, Function<T, JsonObject> each) {
    var resources = new JsonArray();
    found.items().forEach(item -> resources.add(chosen(asked, each.apply(item))));
    var list =
        new JsonObject()
            .put("schemas", schemas(LIST))
            .put("totalResults", found.total())
            .put("itemsPerPage", resources.size())
            .put("startIndex", asked.startIndex());
    return hasStandardLists(by)
        .map(is -> plain(list.put(is ? "Resources" : "resources", resources)));
  }

  /** By the request's word, else by the tenant's. */
  private Uni<Boolean> hasStandardLists(Entered by) {
    return by.standardLists()
        ? Uni.createFrom().item(true)
        : tenants.get(by.tenant()).map(tenant -> tenant.settings().standardLists());
  }

  private static JsonObject chosen(SearchRequest asked, JsonObject resource) {
    if (asked.attributes().isEmpty() && asked.excluded().isEmpty()) {
      return resource;
    }
    var wanted = names(asked.attributes());
    var unwanted = names(asked.excluded());
    var chosen = new JsonObject();
    resource.forEach(
        member -> {
          var name = member.getKey().toLowerCase(Locale.ROOT);
          boolean isWanted = wanted.isEmpty() || wanted.contains(name);
          if (ALWAYS.contains(name) || (isWanted && !unwanted.contains(name))) {
            chosen.put(member.getKey(), member.getValue());
          }
        });
    return chosen;
  }

  /** The attributes themselves: what a path says of their parts is not looked at. */
  private static Set<String> names(List<String> paths) {
    return paths.stream()
        .map(path -> path.strip().toLowerCase(Locale.ROOT))
        .map(path -> path.startsWith("urn:") ? ofUrn(path) : path.replaceFirst("\\..*", ""))
        .collect(Collectors.toSet());
  }

  /** An extension as a whole, or an attribute of the core schema. */
  private static String ofUrn(String path) {
    return path.startsWith("urn:ietf:params:scim:schemas:core:2.0:")
        ? path.substring(path.lastIndexOf(':') + 1)
        : path.replaceFirst("^(urn:hid:scim:api:idp:2\\.0:[a-z]+).*", "$1");
  }
}
