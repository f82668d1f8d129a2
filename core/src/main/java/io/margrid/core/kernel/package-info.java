/**
 * Arithmetic. {@link io.margrid.core.kernel.UnaryOperation} and {@link io.margrid.core.kernel.BinaryOperation} say
 * what each operation means for one value; {@link io.margrid.core.kernel.Kernels} does the same to whole blocks, and
 * agrees bit for bit.
 */
@NullMarked
package io.margrid.core.kernel;

import org.jspecify.annotations.NullMarked;
