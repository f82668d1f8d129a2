@NullMarked
package io.margrid.client.cli.input;

import org.jspecify.annotations.NullMarked;
