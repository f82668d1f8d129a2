@NullMarked
package io.margrid.server.security;

import org.jspecify.annotations.NullMarked;
