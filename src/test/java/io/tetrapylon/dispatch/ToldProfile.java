package io.tetrapylon.dispatch;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Pushes whose content a test gives, where there are no challenges to push. */
public class ToldProfile implements QuarkusTestProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(Told.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("quarkus.arc.exclude-types", "io.tetrapylon.challenge.PushContents");
  }
}
