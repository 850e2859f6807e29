package io.tetrapylon.keys;

/**
 * How far a rotation is.
 *
 * @param version the version of the data key that it leads to
 * @param rewritten how many values have been sealed anew
 * @param total how many sealed values there were when it began
 * @param broken how many could not be opened and were left as they are; the log names them
 * @param finished whether no value is left under an older version
 */
public record Progress(int version, long rewritten, long total, long broken, boolean finished) {}
