@NullMarked
package io.margrid.client;

import org.jspecify.annotations.NullMarked;
