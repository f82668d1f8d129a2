/**
 * What can be wrong with a request: {@link io.margrid.core.fault.Fault} names a field, a value and a rule,
 * {@link io.margrid.core.fault.Faults} collects all of them, and
 * {@link io.margrid.core.fault.InvalidRequestException} carries them out of the core.
 */
@NullMarked
package io.margrid.core.fault;

import org.jspecify.annotations.NullMarked;
