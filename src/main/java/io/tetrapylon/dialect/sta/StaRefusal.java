package io.tetrapylon.dialect.sta;

/** A request that this API refuses in words of its own that the core knows nothing of. */
final class StaRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StaProblem problem;

  StaRefusal(StaProblem problem) {
    super(problem.title(), null, false, false);
    this.problem = problem;
  }

  static StaRefusal of(int status, String message) {
    return new StaRefusal(StaProblem.of(status, message));
  }

  /** What the caller is told. */
  StaProblem problem() {
    return problem;
  }
}
