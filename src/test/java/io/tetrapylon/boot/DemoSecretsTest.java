package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tetrapylon.boot.tenantfile.TenantFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoSecretsTest {
  @Test
  void theDemoTenantItselfIsFound() throws IOException {
    var demo = TenantFile.demo();

    assertEquals(Optional.of("demo_rw_id"), new DemoSecrets(demo).findIn(demo));
  }

  @Test
  void aFileWithSecretsOfItsOwnIsNot() throws IOException {
    var own = TenantFile.read(Path.of("src/test/resources/bootstrap-example.yaml"));

    assertEquals(Optional.empty(), new DemoSecrets(TenantFile.demo()).findIn(own));
  }
}
