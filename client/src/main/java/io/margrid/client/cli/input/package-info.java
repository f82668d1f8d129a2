/**
 * What a user types, as messages of the contract: axis specs, settings, numbers, model files. Entry point:
 * {@link io.margrid.client.cli.input.AxisSpec}.
 */
@NullMarked
package io.margrid.client.cli.input;

import org.jspecify.annotations.NullMarked;
