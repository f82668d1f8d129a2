/**
 * Questions asked of plans, one class each with one entry point {@code of}:
 * {@link io.margrid.core.analysis.Explanation} says where a number comes from.
 */
@NullMarked
package io.margrid.core.analysis;

import org.jspecify.annotations.NullMarked;
