/**
 * What callers are told when something goes wrong: {@link io.margrid.server.error.ErrorStatus} alone turns exceptions
 * into the error model of the contract.
 */
@NullMarked
package io.margrid.server.error;

import org.jspecify.annotations.NullMarked;
