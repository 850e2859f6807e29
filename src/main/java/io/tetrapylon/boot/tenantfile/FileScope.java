package io.tetrapylon.boot.tenantfile;

/** What must be unique in the whole file, and where its secrets come from. */
record FileScope(
    SecretTexts secrets, Names tenants, Names accessIds, Names apiKeys, Names operators) {

  static FileScope of(SecretTexts secrets) {
    return new FileScope(
        secrets,
        new Names("tenant"),
        new Names("access id"),
        new Names("API key"),
        new Names("operator"));
  }
}
