/** Tests over real sockets, and of the rules between rooms. */
@NullMarked
package io.margrid.server;

import org.jspecify.annotations.NullMarked;
