package io.margrid.core.model;

/**
 * A parameter of an included model that the including one computes, as defined, not checked.
 *
 * @param parameter its name in the included model, without prefix
 * @param formula   over the names of the including model
 */
public record BindingDefinition(String parameter, String formula) {}
