package io.margrid.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may call.
 *
 * @param required   whether callers must say who they are
 * @param openHealth whether health is told to everybody
 * @param tokens     file of hashed tokens
 * @param signed     what signed tokens must be
 * @param tenants    file of limits
 */
public record AccessRules(boolean required, boolean openHealth, Optional<Path> tokens,
    Optional<SignedTokenRules> signed, Optional<Path> tenants) {}
