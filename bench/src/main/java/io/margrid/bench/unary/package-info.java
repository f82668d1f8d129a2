/** What one answer costs: {@link io.margrid.bench.unary.EvaluateBench}. */
@NullMarked
package io.margrid.bench.unary;

import org.jspecify.annotations.NullMarked;
