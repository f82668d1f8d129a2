/** Tests. */
@NullMarked
package io.margrid.server.service;

import org.jspecify.annotations.NullMarked;
