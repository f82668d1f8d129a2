/**
 * What an operator can set: {@link io.margrid.server.config.Setting} lists everything,
 * {@link io.margrid.server.config.SettingValues} takes flags before environment variables before defaults, and
 * {@link io.margrid.server.config.ServerConfig} is the checked outcome.
 */
@NullMarked
package io.margrid.server.config;

import org.jspecify.annotations.NullMarked;
