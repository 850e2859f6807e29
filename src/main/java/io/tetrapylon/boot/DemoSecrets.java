package io.tetrapylon.boot;

import io.tetrapylon.boot.tenantfile.ApiClientEntry;
import io.tetrapylon.boot.tenantfile.OperatorEntry;
import io.tetrapylon.boot.tenantfile.TenantFile;
import io.tetrapylon.kernel.Secret;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The passwords and API keys of the demo tenant, which everybody can read: production takes none of
 * them.
 */
final class DemoSecrets {
  private final Set<Secret> known = new HashSet<>();

  DemoSecrets(TenantFile demo) {
    clients(demo).forEach(client -> secrets(client).forEach(known::add));
    operators(demo).map(OperatorEntry::password).forEach(known::add);
  }

  /** Who in that file has one of them: an access id or a login. */
  Optional<String> findIn(TenantFile file) {
    return Stream.concat(
            clients(file)
                .filter(c -> secrets(c).anyMatch(known::contains))
                .map(ApiClientEntry::accessId),
            operators(file).filter(o -> known.contains(o.password())).map(OperatorEntry::login))
        .findFirst();
  }

  private static Stream<ApiClientEntry> clients(TenantFile file) {
    return file.tenants().stream().flatMap(tenant -> tenant.apiClients().stream());
  }

  private static Stream<OperatorEntry> operators(TenantFile file) {
    return Stream.concat(
        file.operators().stream(),
        file.tenants().stream().flatMap(tenant -> tenant.operators().stream()));
  }

  private static Stream<Secret> secrets(ApiClientEntry client) {
    return Stream.of(client.password(), client.apiKey()).filter(Objects::nonNull);
  }
}
