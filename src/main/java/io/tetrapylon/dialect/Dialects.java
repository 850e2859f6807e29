package io.tetrapylon.dialect;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Every dialect of this gateway, found by the path that was called. */
@Singleton
class Dialects {
  private final List<Dialect> dialects;

  @Inject
  Dialects(@All List<Dialect> dialects) {
    this.dialects = List.copyOf(dialects);
  }

  /** Whose path this is, as it was sent. */
  Dialect owner(String path) {
    for (var dialect : dialects) {
      if (dialect.owns(path)) {
        return dialect;
      }
    }
    return Unowned.INSTANCE;
  }

  /** Whose path was meant, in spite of what is wrong with it: that dialect's words answer. */
  Dialect ownerOfBroken(String path) {
    var owner = owner(path);
    return owner == Unowned.INSTANCE ? owner(RawPath.meant(path)) : owner;
  }
}
