@NullMarked
package io.margrid.client.flow;

import org.jspecify.annotations.NullMarked;
