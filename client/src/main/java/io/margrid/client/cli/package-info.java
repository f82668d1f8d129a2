/**
 * The command line, {@code margrid}: one class for each command. Entry point: {@link io.margrid.client.cli.Main}.
 */
@NullMarked
package io.margrid.client.cli;

import org.jspecify.annotations.NullMarked;
