/**
 * The services of the contract: {@link io.margrid.server.service.CatalogService} says what can be computed,
 * {@link io.margrid.server.service.SweepService} computes it, {@link io.margrid.server.service.AnalysisService} answers
 * questions about it.
 */
@NullMarked
package io.margrid.server.service;

import org.jspecify.annotations.NullMarked;
