/**
 * Models: what a caller or a file defines, and what the compiler makes of it. The way in is
 * {@link io.margrid.core.model.ModelCompiler}: holding a {@link io.margrid.core.model.CompiledModel} proves that the
 * model has no fault.
 */
@NullMarked
package io.margrid.core.model;

import org.jspecify.annotations.NullMarked;
