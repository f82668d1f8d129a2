@NullMarked
package io.margrid.client.cli.chart;

import org.jspecify.annotations.NullMarked;
