package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.credential.Validity;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From when until when; what is left out has no such end. */
@Schema(name = "NevisValidity")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ValidityBody(@Nullable Instant from, @Nullable Instant to) {
  static ValidityBody of(Validity validity) {
    return new ValidityBody(validity.from(), validity.to());
  }
}
