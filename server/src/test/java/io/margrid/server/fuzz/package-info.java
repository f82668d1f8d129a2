/**
 * Requests nobody would write, made of bytes: {@link io.margrid.server.fuzz.FuzzTest} runs a bounded number of them, and
 * {@link io.margrid.server.fuzz.FuzzTarget} is what a fuzzer calls.
 */
@NullMarked
package io.margrid.server.fuzz;

import org.jspecify.annotations.NullMarked;
