/** Measurements of what the engine keeps to itself. */
@NullMarked
package io.margrid.core.engine;

import org.jspecify.annotations.NullMarked;
