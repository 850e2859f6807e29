package io.tetrapylon.boot;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.boot.tenantfile.TenantFile;
import io.tetrapylon.boot.tenantfile.TenantFileError;
import io.tetrapylon.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Before the first request is taken, the tenants of the tenant file are there; on the embedded
 * server without such a file, the demo tenant.
 */
@ApplicationScoped
class TenantsAtStart {
  private final Tenants tenants;
  private final TenantFileApplier applier;
  private final Optional<String> file;
  private final boolean embedded;

  TenantsAtStart(
      Tenants tenants,
      TenantFileApplier applier,
      @ConfigProperty(name = "tetrapylon.bootstrap.file") Optional<String> file,
      @ConfigProperty(name = StoreChoice.EMBEDDED, defaultValue = "false") boolean embedded) {
    this.tenants = tenants;
    this.applier = applier;
    this.file = file;
    this.embedded = embedded;
  }

  void apply(@Observes StartupEvent started) {
    await(tenants::ensureInstallation);
    var named = read();
    if (named != null) {
      await(() -> applier.apply(named));
    }
  }

  private @Nullable TenantFile read() {
    try {
      if (file.isPresent()) {
        return fitForProduction(TenantFile.read(Path.of(file.get())));
      }
      return embedded ? TenantFile.demo() : null;
    } catch (IOException unreadable) {
      throw new StartRefused("The tenant file cannot be read: " + unreadable.getMessage());
    } catch (TenantFileError mistake) {
      throw new StartRefused("The tenant file is not right: " + mistake.getMessage());
    }
  }

  private TenantFile fitForProduction(TenantFile named) throws IOException {
    var demo =
        embedded ? Optional.<String>empty() : new DemoSecrets(TenantFile.demo()).findIn(named);
    if (demo.isPresent()) {
      throw new StartRefused(
          "The tenant file gives '"
              + demo.get()
              + "' a password or key of the demo tenant, which everybody knows.");
    }
    return named;
  }

  private static void await(Supplier<Uni<Void>> work) {
    try {
      VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }
}
