package io.margrid.client;

import io.margrid.v1.GridSummary;

/**
 * The last event of a stream: every cell of the range was delivered.
 *
 * @param summary cell count and non-finite counts agree with what was delivered; least and greatest values are as the
 *                server sent them
 */
public record GridEnd(GridSummary summary) implements GridEvent {}
