@NullMarked
package io.margrid.client.cli.output;

import org.jspecify.annotations.NullMarked;
