package io.margrid.server.admission;

/**
 * How much may be under way at once.
 *
 * @param streams          in all
 * @param streamsPerCaller at most that
 * @param work             of questions that have one answer, in nodes × cells, in all
 * @param workPerCaller    at most that
 * @param transportBytes   that all streams together may have waiting in the transport
 * @param transportBytesPerCaller at most that
 * @param workingBytes   that all streams together may take to compute
 * @param workingBytesPerCaller at most that
 */
public record AdmissionLimits(int streams, int streamsPerCaller, long work, long workPerCaller,
    long transportBytes, long transportBytesPerCaller, long workingBytes, long workingBytesPerCaller) {}
