package io.margrid.server.metrics;

import java.util.function.IntSupplier;

/**
 * Threads that take tasks from one queue.
 *
 * @param name    one of a few
 * @param waiting tasks in the queue
 * @param busy    threads that work on one
 */
public record LaneUse(String name, IntSupplier waiting, IntSupplier busy) {}
