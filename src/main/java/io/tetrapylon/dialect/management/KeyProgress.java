package io.tetrapylon.dialect.management;

import io.tetrapylon.keys.Progress;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the replacement of a data key is. */
@Schema(name = "KeyProgress")
record KeyProgress(int version, long rewritten, long total, long broken, boolean finished) {
  static KeyProgress of(Progress progress) {
    return new KeyProgress(
        progress.version(),
        progress.rewritten(),
        progress.total(),
        progress.broken(),
        progress.finished());
  }
}
