@NullMarked
package io.margrid.client.cli;

import org.jspecify.annotations.NullMarked;
