/**
 * The reference client, on Reactor: {@link io.margrid.client.MargridClient} lists models, evaluates scenarios and
 * streams grids, with every chunk verified before it is handed on. Failures are
 * {@link io.margrid.client.MargridException}s.
 */
@NullMarked
package io.margrid.client;

import org.jspecify.annotations.NullMarked;
