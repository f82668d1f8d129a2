/**
 * Questions of analysts, answered from grids: every number is a cell of a {@link io.margrid.core.plan.GridPlan}, computed
 * by a {@link io.margrid.core.engine.BlockCursor}. Each question is one class: {@link io.margrid.core.analysis.Explanation}
 * says where a number comes from, {@link io.margrid.core.analysis.Tornado} what matters most,
 * {@link io.margrid.core.analysis.Comparison} holds scenarios against each other,
 * {@link io.margrid.core.analysis.SolveCursor} finds parameters, {@link io.margrid.core.analysis.Bridge} splits changes,
 * {@link io.margrid.core.analysis.Frontier} draws contours.
 */
@NullMarked
package io.margrid.core.analysis;

import org.jspecify.annotations.NullMarked;
