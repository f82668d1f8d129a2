/**
 * The formula language: text becomes a syntax tree, the tree is checked for units, and the checked formulas of a
 * model become one graph in which equal sub-expressions are one node. The way in is
 * {@link io.margrid.core.formula.Formula}; {@link io.margrid.core.formula.Graph} comes out, and
 * {@link io.margrid.core.formula.GraphEvaluator} says what it means.
 */
@NullMarked
package io.margrid.core.formula;

import org.jspecify.annotations.NullMarked;
