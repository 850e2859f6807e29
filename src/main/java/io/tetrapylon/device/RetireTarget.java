package io.tetrapylon.device;

/**
 * The statement that ends an address, as a fragment of the one that learned from the provider that
 * nobody is reached there any more.
 */
public final class RetireTarget {
  private RetireTarget() {}

  /**
   * An UPDATE that leaves an address that has changed meanwhile alone: it is another row, or
   * another version. The arguments are expressions.
   */
  public static String statement(String tenant, String target, String version) {
    return """
        UPDATE dispatch_target SET active = false, version = version + 1
         WHERE tenant_id = %s AND id = %s AND version = %s AND active"""
        .formatted(tenant, target, version);
  }
}
