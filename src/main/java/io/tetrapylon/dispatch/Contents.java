package io.tetrapylon.dispatch;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * What is in a message, asked for at each attempt to send it: so making a push costs no
 * cryptography, and what is decided meanwhile is not sent any more. A port for the features above.
 */
public interface Contents {
  /** The rows that it answers for; one bean for each purpose. */
  Purpose purpose();

  /** The content of a row; empty when nobody wants it any more. */
  Uni<Optional<Letter.Content>> of(Outgoing row);
}
