package io.tetrapylon.dispatch;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request that goes out.
 *
 * @param method GET, POST or PUT
 * @param uri where to, absolute
 * @param headers as they are sent
 * @param body as it is sent; empty for none
 * @param hosts the hosts that it may go to
 * @param within how long it may take; the configured limit holds where that is shorter
 * @param version HTTP/2 where the provider speaks nothing else
 */
public record Outbound(
    HttpMethod method,
    URI uri,
    Map<String, String> headers,
    Buffer body,
    Hosts hosts,
    Duration within,
    Version version) {

  /** Which protocol. */
  public enum Version {
    HTTP_1_1,
    HTTP_2
  }

  /** A POST over HTTP/1.1. */
  public static Outbound post(
      URI uri, Map<String, String> headers, Buffer body, Hosts hosts, Duration within) {
    return new Outbound(HttpMethod.POST, uri, headers, body, hosts, within, Version.HTTP_1_1);
  }

  /** The same over HTTP/2. */
  public Outbound overHttp2() {
    return new Outbound(method, uri, headers, body, hosts, within, Version.HTTP_2);
  }

  /** Without headers and body, which may hold secrets; a URI may be one itself. */
  @Override
  public String toString() {
    return "Outbound[" + method + " " + uri.getHost() + "]";
  }
}
