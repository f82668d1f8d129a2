@NullMarked
package io.margrid.client.wire;

import org.jspecify.annotations.NullMarked;
