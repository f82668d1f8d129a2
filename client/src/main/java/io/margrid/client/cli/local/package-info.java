/** A server of the command's own. Entry point: {@link io.margrid.client.cli.local.PrivateServer}. */
@NullMarked
package io.margrid.client.cli.local;

import org.jspecify.annotations.NullMarked;
