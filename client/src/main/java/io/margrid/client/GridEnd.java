package io.margrid.client;

import io.margrid.v1.GridSummary;

/**
 * The last event of a stream: every cell of the range was delivered.
 *
 * @param summary of all that was delivered, in however many calls; counts, least and greatest values agree with it
 */
public record GridEnd(GridSummary summary) implements GridEvent {}
