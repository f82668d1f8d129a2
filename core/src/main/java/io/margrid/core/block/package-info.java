/** What a cursor yields: {@link io.margrid.core.block.ColumnBlock}. */
@NullMarked
package io.margrid.core.block;

import org.jspecify.annotations.NullMarked;
