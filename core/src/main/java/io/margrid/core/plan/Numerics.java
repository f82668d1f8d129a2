package io.margrid.core.plan;

/** The rules by which values come about. */
public final class Numerics {
  /** Raised only when a bit of a result may change; part of every digest. */
  public static final int REVISION = 1;

  private Numerics() {}
}
