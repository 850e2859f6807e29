package io.tetrapylon.credential.uaf.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an application that may ask in its name (FIDO AppID and Facets section 3.1): the
 * application itself, a web page of the same https origin as the application's URL, and those that
 * the tenant lists, such as {@code android:apk-key-hash:…} and {@code ios:bundle-id:…}.
 *
 * @param appId the application
 * @param listed further facets
 */
public record Facets(String appId, List<String> listed) {
  /** Copies. */
  public Facets {
    listed = List.copyOf(listed);
  }

  boolean trust(String facet) {
    return facet.equals(appId) || listed.contains(facet) || facet.equals(origin());
  }

  private @Nullable String origin() {
    try {
      var uri = new URI(appId);
      if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
        return null;
      }
      return "https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    } catch (URISyntaxException noUrl) {
      return null;
    }
  }
}
