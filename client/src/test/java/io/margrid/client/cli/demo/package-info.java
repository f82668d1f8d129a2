@NullMarked
package io.margrid.client.cli.demo;

import org.jspecify.annotations.NullMarked;
