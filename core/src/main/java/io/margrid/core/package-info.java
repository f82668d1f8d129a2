/**
 * What is computed. The way through: {@code core.request} reads a protobuf request, {@code core.plan} makes a checked
 * plan of it, {@code core.engine} opens a cursor on the plan and pulls blocks.
 */
@NullMarked
package io.margrid.core;

import org.jspecify.annotations.NullMarked;
