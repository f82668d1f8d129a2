/**
 * A question made ready to run. {@link io.margrid.core.plan.GridPlanner} turns a shape-checked
 * {@link io.margrid.core.plan.GridQuery} and a compiled model into a {@link io.margrid.core.plan.GridPlan}; holding
 * one proves that it is valid.
 */
@NullMarked
package io.margrid.core.plan;

import org.jspecify.annotations.NullMarked;
