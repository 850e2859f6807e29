package io.tetrapylon.credential.ldap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What the installation lets directories of its tenants be and do. */
@ConfigMapping(prefix = "tetrapylon.directory")
public interface DirectoryConfig {
  /**
   * The networks that directories may be in (RFC 4632). Loopback only where one of them lies within
   * it; link-local addresses, with the metadata of clouds, never.
   */
  @WithDefault("10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7")
  List<String> networks();

  /** How many passwords may wait for one tenant's directory; one more is answered 503. */
  @WithDefault("32")
  int queue();
}
