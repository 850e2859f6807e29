package io.tetrapylon.boot.tenantfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant file says.
 *
 * @param tenants the tenants, in the order of the file
 * @param operators the administrators of the installation
 */
public record TenantFile(List<TenantEntry> tenants, List<OperatorEntry> operators) {
  private static final String DEMO = "/demo-tenant.yaml";

  /**
   * Reads a file.
   *
   * @throws TenantFileError for the first mistake in it
   * @throws IOException when it cannot be read
   */
  public static TenantFile read(Path path) throws IOException {
    var folder = path.toAbsolutePath().resolveSibling("");
    return parse(Files.readString(path), System::getenv, folder);
  }

  /** The demo tenant that the gateway brings for its embedded store. */
  public static TenantFile demo() throws IOException {
    try (InputStream stream = TenantFile.class.getResourceAsStream(DEMO)) {
      if (stream == null) {
        throw new IOException("the demo tenant is not in this build");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return parse(text, System::getenv, Path.of(""));
    }
  }

  /**
   * Reads a text.
   *
   * @param environment the value of an environment variable, or null
   * @param folder what the relative paths of secrets begin at
   * @throws TenantFileError for the first mistake in it
   */
  static TenantFile parse(
      String text, Function<String, @Nullable String> environment, Path folder) {
    var members = Document.root(text).members("tenants", "operators");
    var scope = FileScope.of(new SecretTexts(environment, folder));
    var tenants =
        members.get("tenants").items().stream().map(item -> TenantEntry.read(item, scope)).toList();
    var operators =
        members.each(
            "operators",
            item -> OperatorEntry.ofInstallation(item, scope.secrets(), scope.operators()));
    return new TenantFile(tenants, operators);
  }
}
