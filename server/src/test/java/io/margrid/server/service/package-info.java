/** Tests of what services are made of. */
@NullMarked
package io.margrid.server.service;

import org.jspecify.annotations.NullMarked;
