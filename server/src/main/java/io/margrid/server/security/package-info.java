/**
 * Who may call, and over what: {@link io.margrid.server.security.Guard} is put before a server's calls and
 * connections. Keys, certificates, tokens and tenants come from files, which are read again when they change. Nothing
 * here writes a secret into a log, an error or a metric.
 */
@NullMarked
package io.margrid.server.security;

import org.jspecify.annotations.NullMarked;
