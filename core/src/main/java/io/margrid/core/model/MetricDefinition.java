package io.margrid.core.model;

import java.util.Optional;

/**
 * Something to ask, as defined, not checked.
 *
 * @param unit the unit that the formula must have; empty: the unit that it has is taken
 */
public record MetricDefinition(String name, Optional<String> unit, String formula, String description,
    Display display) {}
