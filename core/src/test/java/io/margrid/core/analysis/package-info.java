@NullMarked
package io.margrid.core.analysis;

import org.jspecify.annotations.NullMarked;
