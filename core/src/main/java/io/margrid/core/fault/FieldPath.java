package io.margrid.core.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request something stands: {@code grid.axes[1].zipped.members[0].points.linear.count}.
 *
 * <p>Paths order as the fields stand in their messages, by field number and then by index, so that faults can be
 * reported in the order in which a reader meets the fields, in whatever order they were found. Immutable.
 */
public final class FieldPath implements Comparable<FieldPath> {
  /** The request itself; its text is empty. */
  public static final FieldPath ROOT = new FieldPath(null, "", 0);

  private final @Nullable FieldPath parent;
  /** Empty for an element, and for the root. */
  private final String name;
  private final long order;

  private FieldPath(@Nullable FieldPath parent, String name, long order) {
    this.parent = parent;
    this.name = name;
    this.order = order;
  }

  /** The field of that name and protobuf field number within the message at this path. */
  public FieldPath field(String name, int number) {
    return new FieldPath(this, name, number);
  }

  /** The element at that position, from zero, of the repeated field at this path. */
  public FieldPath index(int index) {
    return new FieldPath(this, "", index);
  }

  @Override
  public int compareTo(FieldPath other) {
    List<Long> mine = orders();
    List<Long> theirs = other.orders();
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      int comparison = Long.compare(mine.get(i), theirs.get(i));
      if (comparison != 0) {
        return comparison;
      }
    }
    int comparison = Integer.compare(mine.size(), theirs.size());
    return comparison != 0 ? comparison : toString().compareTo(other.toString());
  }

  private List<Long> orders() {
    List<Long> orders = new ArrayList<>();
    for (FieldPath path = this; path != null && path.parent != null; path = path.parent) {
      orders.add(path.order);
    }
    return orders.reversed();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path && compareTo(path) == 0;
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** As in error messages; empty for the root. Put together when it is asked for: hardly any path has a fault. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    if (parent == null) {
      return;
    }
    parent.append(text);
    if (name.isEmpty()) {
      text.append('[').append(order).append(']');
    } else {
      text.append(text.isEmpty() ? "" : ".").append(name);
    }
  }
}
