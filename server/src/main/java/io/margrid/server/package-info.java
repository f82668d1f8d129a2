/** Margrid. */
@NullMarked
package io.margrid.server;

import org.jspecify.annotations.NullMarked;
