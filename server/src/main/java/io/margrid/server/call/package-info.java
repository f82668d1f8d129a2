/**
 * What happens around every call, whatever it asks: {@link io.margrid.server.call.CallLog} gives it an id for the logs,
 * {@link io.margrid.server.call.RequestGuard} refuses requests that are too large or unreadable, and
 * {@link io.margrid.server.call.OpenCalls} knows how many are still running. {@link io.margrid.server.call.Callers} says
 * whose they are, {@link io.margrid.server.call.WaitingCalls} turns them away while too many wait, and
 * {@link io.margrid.server.call.UnheardAnswers} drops what comes too late for them.
 * {@link io.margrid.server.call.CallTrace} is what services tell of them where they are traced.
 */
@NullMarked
package io.margrid.server.call;

import org.jspecify.annotations.NullMarked;
