package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Member;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Versions as strong entity tags (RFC 9110 section 8.8.3): an answer bears one, and a change names
 * in {@code If-Match} the one that it was made from.
 */
public final class Etag {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private Etag() {}

  /** The version that a change was made from; refused when it is missing or is no version. */
  public static long version(@Nullable String ifMatch) {
    var tag = TAG.matcher(ifMatch == null ? "" : ifMatch.strip());
    if (!tag.matches()) {
      throw Member.invalid("If-Match", "must hold the ETag of the version that was seen.");
    }
    return Long.parseLong(tag.group(1));
  }

  /** 200 with what there is. */
  public static <T> RestResponse<T> ok(T body, long version) {
    return ResponseBuilder.ok(body).header("ETag", tag(version)).build();
  }

  /** 201 with what was made. */
  public static <T> RestResponse<T> created(T body, long version) {
    return ResponseBuilder.<T>create(RestResponse.Status.CREATED)
        .entity(body)
        .header("ETag", tag(version))
        .build();
  }

  private static String tag(long version) {
    return "\"" + version + "\"";
  }
}
