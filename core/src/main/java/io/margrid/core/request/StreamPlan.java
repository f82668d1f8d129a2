package io.margrid.core.request;

import io.margrid.core.plan.GridPlan;

/**
 * A part of a grid, ready to be streamed.
 *
 * @param plan          the whole grid
 * @param firstCell     from zero; may equal the grid's cell count, then there is nothing to send but header and summary
 * @param cellCount     cells of the part, within the grid
 * @param maxChunkCells the most cells of a chunk, at least 1
 */
public record StreamPlan(GridPlan plan, long firstCell, long cellCount, int maxChunkCells) {}
