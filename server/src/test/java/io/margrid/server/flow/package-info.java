/** Tests. */
@NullMarked
package io.margrid.server.flow;

import org.jspecify.annotations.NullMarked;
