package io.tetrapylon.boot;

/**
 * The address of the store in its two spellings, so that a user gives one. Host, port, database and
 * query are spelt alike in both.
 */
final class StoreUrl {
  private static final String REACTIVE_MARK = "vertx-reactive:";
  private static final String JDBC_MARK = "jdbc:";

  private StoreUrl() {}

  /**
   * For the migrations, {@code jdbc:postgresql://…}.
   *
   * @throws StartRefused for several hosts, an account in the URL, or another database's URL
   */
  static String jdbc(String reactive) {
    return JDBC_MARK + plain(reactive, REACTIVE_MARK);
  }

  /**
   * For the pool, {@code postgresql://…}.
   *
   * @throws StartRefused as {@link #jdbc} does
   */
  static String reactive(String jdbc) {
    return plain(jdbc, JDBC_MARK);
  }

  private static String plain(String url, String mark) {
    String plain = url.startsWith(mark) ? url.substring(mark.length()) : url;
    plain = plain.startsWith("postgres:") ? "postgresql" + plain.substring(8) : plain;
    if (!plain.startsWith("postgresql://")) {
      throw new StartRefused(
          "The store is PostgreSQL 15 or later; its URL begins with postgresql://.");
    }
    String host = plain.substring("postgresql://".length()).split("[/?]", 2)[0];
    if (host.contains("@")) {
      throw new StartRefused(
          "The store's URL must not hold an account: set quarkus.datasource.username and"
              + " quarkus.datasource.password.");
    }
    if (host.contains(",")) {
      throw new StartRefused("The store's URL names one host: put a proxy before several.");
    }
    return plain;
  }
}
