@NullMarked
package io.margrid.client.cli.local;

import org.jspecify.annotations.NullMarked;
