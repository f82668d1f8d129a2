/** What measurements leave behind: {@link io.margrid.bench.report.Results}. */
@NullMarked
package io.margrid.bench.report;

import org.jspecify.annotations.NullMarked;
