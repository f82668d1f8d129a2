/** Tests. */
@NullMarked
package io.margrid.server.config;

import org.jspecify.annotations.NullMarked;
