/**
 * Questions of analysts, answered from plans and cursors. Each question is one class:
 * {@link io.margrid.core.analysis.Explanation} says where a number comes from,
 * {@link io.margrid.core.analysis.Tornado} what matters most, {@link io.margrid.core.analysis.Comparison} holds
 * scenarios against each other.
 */
@NullMarked
package io.margrid.core.analysis;

import org.jspecify.annotations.NullMarked;
