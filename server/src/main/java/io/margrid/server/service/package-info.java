/**
 * The services of the contract: {@link io.margrid.server.service.CatalogService} says what can be computed,
 * {@link io.margrid.server.service.SweepService} computes it.
 */
@NullMarked
package io.margrid.server.service;

import org.jspecify.annotations.NullMarked;
