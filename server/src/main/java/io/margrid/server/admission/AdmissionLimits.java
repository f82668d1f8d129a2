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
 */
public record AdmissionLimits(int streams, int streamsPerCaller, long work, long workPerCaller,
    long transportBytes, long transportBytesPerCaller) {}
