package io.tetrapylon.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Tenants: finding, creating, changing. */
@ApplicationScoped
public class Tenants {
  /**
   * The tenant that stands for the installation itself: its operators make and delete the others.
   */
  public static final UUID INSTALLATION = new UUID(0, 0);
}
