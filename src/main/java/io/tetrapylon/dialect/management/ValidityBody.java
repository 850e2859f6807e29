package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.credential.Validity;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From when until when; what is left out is without end. */
@Schema(name = "Validity")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ValidityBody(@Nullable Instant from, @Nullable Instant to) {
  static Validity toValidity(@Nullable ValidityBody body) {
    return body == null ? Validity.ALWAYS : new Validity(body.from, body.to);
  }

  static ValidityBody of(Validity validity) {
    return new ValidityBody(validity.from(), validity.to());
  }
}
