package io.margrid.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
  private static final double[] SPECIAL = {0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, Double.NaN,
      Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.MIN_NORMAL, 1e300, 1e-300, 16.0};

  private final Random random = new Random(20260528);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 13, 207, 4_098})
  void everyUnaryKernelAgreesWithItsMeaning(int size) {
    for (UnaryOperation operation : UnaryOperation.values()) {
      double[] a = operation == UnaryOperation.NOT ? truths(size) : values(size);
      double[] out = new double[size + 1];
      Kernels.unary(operation, a, out, size);
      for (int i = 0; i < size; i++) {
        assertSameBits(operation.name(), out[i], operation.apply(a[i]));
      }
      assertThat(out[size]).as("beyond the block").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 13, 207, 4_098})
  void everyBinaryKernelAgreesWithItsMeaning(int size) {
    for (BinaryOperation operation : BinaryOperation.values()) {
      boolean logical = operation == BinaryOperation.AND || operation == BinaryOperation.OR;
      double[] a = logical ? truths(size) : values(size);
      double[] b = logical ? truths(size) : values(size);
      double[] out = new double[size + 1];
      Kernels.binary(operation, a, b, out, size);
      for (int i = 0; i < size; i++) {
        assertSameBits(operation.name(), out[i], operation.apply(a[i], b[i]));
      }
      assertThat(out[size]).as("beyond the block").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 13, 207, 4_098})
  void wholePowerIsRepeatedMultiplicationFromTheLeft(int size) {
    double[] a = values(size);
    double[] out = new double[size];
    for (int exponent = -16; exponent <= 16; exponent++) {
      Kernels.wholePower(a, exponent, out, size);
      for (int i = 0; i < size; i++) {
        assertSameBits("^" + exponent, out[i], spelledOut(a[i], exponent));
      }
    }
  }

  private static double spelledOut(double x, int exponent) {
    if (exponent == 0) {
      return 1.0;
    }
    double product = x;
    for (int i = 1; i < Math.abs(exponent); i++) {
      product = product * x;
    }
    return exponent > 0 ? product : 1.0 / product;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 13, 207, 4_098})
  void selectTakesOneSide(int size) {
    double[] condition = truths(size);
    double[] a = values(size);
    double[] b = values(size);
    double[] out = new double[size];
    Kernels.select(condition, a, b, out, size);
    for (int i = 0; i < size; i++) {
      assertSameBits("select", out[i], condition[i] == 1.0 ? a[i] : b[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 13, 207, 4_098})
  void excessIsZeroExactlyWithinTheInterval(int size) {
    double[] a = values(size);
    double[] excess = new double[size + 1];
    Reductions.addExcess(a, -1.5, 16, excess, size);
    for (int i = 0; i < size; i++) {
      boolean within = a[i] >= -1.5 && a[i] <= 16;
      assertThat(excess[i] == 0).as("%s", a[i]).isEqualTo(within);
      assertThat(excess[i] < 0).isFalse();
    }
    assertThat(excess[size]).as("beyond the block").isZero();
  }

  private double[] values(int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextInt(3) == 0
          ? SPECIAL[random.nextInt(SPECIAL.length)]
          : random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4);
    }
    return values;
  }

  private double[] truths(int size) {
    return random.doubles(size).map(Math::rint).toArray();
  }

  private static void assertSameBits(String what, double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual)).as("%s: %s, %s", what, actual, expected)
        .isEqualTo(Double.doubleToLongBits(expected));
  }
}
