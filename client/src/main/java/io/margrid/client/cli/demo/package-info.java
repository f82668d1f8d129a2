/**
 * A published deal, recomputed and checked. Entry point: {@link io.margrid.client.cli.demo.DealTables}.
 */
@NullMarked
package io.margrid.client.cli.demo;

import org.jspecify.annotations.NullMarked;
