/**
 * What operators and their probes see, beside the calls: {@link io.margrid.server.admin.AdminServer} answers over HTTP,
 * {@link io.margrid.server.admin.ChannelzServer} shows gRPC's own account. Both listen on a host of their own, loopback
 * unless told otherwise, and ask nobody who it is.
 */
@NullMarked
package io.margrid.server.admin;

import org.jspecify.annotations.NullMarked;
