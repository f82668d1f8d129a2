/**
 * Questions of analysts, answered from plans and cursors, not beside them. Each question is one class:
 * {@link io.margrid.core.analysis.Explanation} says where a number comes from,
 * {@link io.margrid.core.analysis.SolveCursor} finds parameters, {@link io.margrid.core.analysis.Tornado} says what
 * matters most, {@link io.margrid.core.analysis.Comparison} holds scenarios against each other,
 * {@link io.margrid.core.analysis.Bridge} splits changes, {@link io.margrid.core.analysis.Frontier} draws contours.
 */
@NullMarked
package io.margrid.core.analysis;

import org.jspecify.annotations.NullMarked;
