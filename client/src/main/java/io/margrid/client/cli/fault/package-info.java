/** Why a command ends without its result. Entry point: {@link io.margrid.client.cli.fault.CommandException}. */
@NullMarked
package io.margrid.client.cli.fault;

import org.jspecify.annotations.NullMarked;
