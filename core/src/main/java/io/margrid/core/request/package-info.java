/**
 * The only package of the core that knows protobuf: what callers and files say, in the core's own words.
 * {@link io.margrid.core.request.SweepRequests} turns requests into plans; {@link io.margrid.core.request.ModelFiles} reads
 * the shipped models and an operator's.
 */
@NullMarked
package io.margrid.core.request;

import org.jspecify.annotations.NullMarked;
