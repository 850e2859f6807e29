package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.device.RegisteredDevice;
import io.tetrapylon.device.RegisteredDevice.Origin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** A device as it travels. */
@Singleton
class DeviceJson {
  static final String SCHEMA = "urn:hid:scim:api:idp:2.0:Device";
  static final String PROVISION = "urn:hid:scim:api:idp:2.0:Provision";

  private final Scim scim;
  private final AuthenticatorJson owners;

  DeviceJson(Scim scim, AuthenticatorJson owners) {
    this.scim = scim;
    this.owners = owners;
  }

  JsonObject of(Entered by, RegisteredDevice device) {
    var status = new JsonObject().put("status", word(device)).put("active", device.isActive());
    StatusJson.put(by, status, device.validity());
    var resource =
        new JsonObject()
            .put("schemas", Scim.schemas(SCHEMA))
            .put("id", Long.toString(device.number()))
            .put("externalId", device.externalId())
            .put("meta", meta(by, "Device", device))
            .put("friendlyName", device.name())
            .put("type", device.type())
            .put("status", status);
    var owner = device.owner();
    return owner == null ? resource : resource.put("owner", owners.owner(by, owner));
  }

  private JsonObject meta(Entered by, String type, RegisteredDevice device) {
    return scim.meta(
        by, type, device.createdAt(), "Device/" + device.number(), device.version() + 1);
  }

  private static String word(RegisteredDevice device) {
    var state = device.state();
    if (device.origin() == Origin.PENDING || state == null) {
      return "PENDING";
    }
    return state == CredentialState.DISABLED ? "SUSPENDED" : "ACTIVE";
  }

  /** A device that was provisioned: the payload is the first attribute, and is not told again. */
  JsonObject provisioned(
      Entered by, RegisteredDevice device, String payload, @Nullable String policy) {
    var attributes = new JsonArray().add(ActionJson.attribute("PROVISIONING.PAYLOAD", payload));
    if (policy != null) {
      attributes.add(ActionJson.attribute("AUTH_TYPE", policy));
    }
    var resource =
        new JsonObject()
            .put("schemas", Scim.schemas(PROVISION))
            .put("id", Long.toString(device.number()))
            .put("meta", meta(by, "Provision", device))
            .put("deviceType", device.type())
            .put(
                "status",
                new JsonObject()
                    .put("status", device.isActive() ? "PROCESSED" : "UNPROCESSED")
                    .put("active", device.isActive()));
    var owner = device.owner();
    if (owner != null) {
      resource.put("owner", owners.owner(by, owner));
    }
    return resource.put("attributes", attributes);
  }
}
