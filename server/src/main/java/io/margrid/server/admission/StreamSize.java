package io.margrid.server.admission;

/**
 * What a stream takes of the server while it runs, whatever its length.
 *
 * @param chunkBytes   largest message, about, at least 1
 * @param workingBytes to compute, at least 0; an estimate that errs upwards
 */
public record StreamSize(int chunkBytes, long workingBytes) {}
