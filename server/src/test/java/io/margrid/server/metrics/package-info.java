/** Tests of the meters' names. */
@NullMarked
package io.margrid.server.metrics;

import org.jspecify.annotations.NullMarked;
