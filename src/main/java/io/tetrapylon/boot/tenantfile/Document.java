package io.tetrapylon.boot.tenantfile;

import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** YAML text as a graph of nodes that know their line. Nothing is constructed from it. */
final class Document {
  private static final int MAX_CODE_POINTS = 4 * 1024 * 1024;
  private static final int MAX_DEPTH = 20;

  private Document() {}

  /**
   * The root of the only document in the text.
   *
   * @throws TenantFileError for what is not YAML, is empty, too long or too deep
   */
  static Element root(String text) {
    try {
      var node = new Yaml(new SafeConstructor(limits())).compose(new StringReader(text));
      if (node == null) {
        throw new TenantFileError(1, 1, "", "the file is empty");
      }
      return new Element(node, "");
    } catch (MarkedYAMLException failure) {
      var mark = failure.getProblemMark();
      int line = mark == null ? 1 : mark.getLine() + 1;
      int column = mark == null ? 1 : mark.getColumn() + 1;
      throw new TenantFileError(line, column, "", "cannot be read: " + failure.getProblem());
    } catch (YAMLException failure) {
      throw new TenantFileError(1, 1, "", "cannot be read: " + failure.getMessage());
    }
  }

  private static LoaderOptions limits() {
    var limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_CODE_POINTS);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(0);
    return limits;
  }
}
