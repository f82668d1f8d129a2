package io.margrid.client;

/**
 * What a grid's stream consists of, all of it verified: one {@link GridStart}, then {@link GridBlock}s in cell order
 * (none if the range is empty), then one {@link GridEnd}.
 */
public sealed interface GridEvent permits GridStart, GridBlock, GridEnd {}
