package io.margrid.server.admission;

/**
 * What is under way.
 *
 * @param callers        with anything under way
 * @param streams        that hold a place
 * @param work           of questions, running and waiting, in nodes × cells
 * @param transportBytes that streams with a place may have waiting in the transport
 * @param lingeringBytes that streams without a place may still have there: ended or given up, and not read to the end
 * @param refused        calls refused so far
 */
public record AdmissionUse(int callers, int streams, long work, long transportBytes, long lingeringBytes,
    long refused) {}
