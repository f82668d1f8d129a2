package io.margrid.client;

/**
 * One fault of a request.
 *
 * @param field       path in the request: {@code grid.axes[1].zipped.members[0].points.linear.count}
 * @param reason      the rule broken, for programs: {@code OUT_OF_BOUNDS}
 * @param description for people, one line: {@code field: value (expected: rule)}
 */
public record Violation(String field, String reason, String description) {}
