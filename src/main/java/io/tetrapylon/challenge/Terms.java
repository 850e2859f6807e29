package io.tetrapylon.challenge;

import io.tetrapylon.keys.TenantKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to a question that no resource stands behind: whoever may ask in the tenant's
 * name asks the user to approve or to sign.
 *
 * @param id of the challenge, drawn before it is opened, so that names can be made of it
 * @param lifetime for how long it can be answered, brought within 15 s and 10 min; null for as long
 *     as the tenant's rules say
 * @param device the one phone that is asked; null for each of the user's
 * @param backchannel how whoever asked is told; null where they come and ask
 */
public record Terms(
    UUID id,
    @Nullable Duration lifetime,
    @Nullable UUID device,
    @Nullable Backchannel backchannel) {

  /** The parameters of {@link OpenChallenge#REQUEST} besides those of a push. */
  public Map<String, Object> parameters(TenantKeys keys) {
    var parameters = new HashMap<String, Object>();
    parameters.put("only_device", device);
    parameters.put("backchannel", null);
    parameters.put("request_digest", null);
    parameters.put("interval", 0);
    parameters.put("sealed_notice", null);
    if (backchannel != null) {
      parameters.putAll(backchannel.parameters(keys, id));
    }
    return parameters;
  }
}
