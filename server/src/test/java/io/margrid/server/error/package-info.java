/** Tests. */
@NullMarked
package io.margrid.server.error;

import org.jspecify.annotations.NullMarked;
