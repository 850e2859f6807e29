package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Authenticator.Owner;
import io.tetrapylon.device.DeviceRegistry;
import io.tetrapylon.device.RegisteredDevice;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Criterion.All;
import io.tetrapylon.kernel.Criterion.Compare;
import io.tetrapylon.kernel.Criterion.Comparison;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.user.User;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The device that an action names: by DEVICE.ID, else by DEVICE.EXTERNALID, else by DEVICETYPE
 * among those of the user. One that is not the user's is not there.
 */
@Singleton
class ChosenDevice {
  private final DeviceRegistry registry;
  private final Owners owners;

  ChosenDevice(DeviceRegistry registry, Owners owners) {
    this.registry = registry;
    this.owners = owners;
  }

  /** A device, and whose it is. */
  record Chosen(RegisteredDevice device, Owner owner) {}

  Uni<Chosen> of(Entered by, ActionRequest asked) {
    return user(by, asked)
        .chain(user -> registry.search(by.tenant(), by.room(), which(asked, user), FIRST))
        .map(found -> found.items().stream().flatMap(each -> chosen(each).stream()).findFirst())
        .map(
            found ->
                found.orElseThrow(
                    () -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such device.")));
  }

  private static final Slice.Range FIRST = Slice.Range.first(10);

  private static List<Chosen> chosen(RegisteredDevice device) {
    var owner = device.owner();
    return owner == null || device.state() == null ? List.of() : List.of(new Chosen(device, owner));
  }

  private Uni<@Nullable Long> user(Entered by, ActionRequest asked) {
    var number = asked.user();
    var name = asked.userName();
    if (number == null && name != null) {
      return owners.named(by, name).map(User::number);
    }
    return Uni.createFrom().item(number == null ? asked.bodyUser() : number);
  }

  private static Criterion which(ActionRequest asked, @Nullable Long user) {
    var parts = new ArrayList<Criterion>();
    if (user != null) {
      parts.add(new Compare("user", Comparison.EQ, user.toString()));
    }
    parts.add(device(asked, user));
    return new All(parts);
  }

  private static Criterion device(ActionRequest asked, @Nullable Long user) {
    var id = asked.attribute("DEVICE.ID");
    if (id != null) {
      return new Compare("number", Comparison.EQ, id);
    }
    var externalId = asked.attribute("DEVICE.EXTERNALID");
    if (externalId != null) {
      return new Compare("external-id", Comparison.EQ, externalId);
    }
    var type = asked.attribute("DEVICETYPE");
    Member.check(user != null, "attributes", "must name a device or a user.");
    return type == null ? Criterion.EVERYTHING : new Compare("type", Comparison.EQ, type);
  }
}
