package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomFormulaTest {
  private static final double[] SPECIAL = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
      -0.0, 0.0, 1,
      -1, Double.MIN_VALUE, Double.MAX_VALUE};
  private final Random random = Seed.random();
  private final Formulas formulas = new Formulas().parameter("x0", "1").parameter("x1", "1").parameter("x2",
      "1");

  @Test
  void graphGivesTheBitsOfPlainArithmetic() {
    for (int i = 0; i < 5_000; i++) {
      RandomFormula formula = RandomFormula.number(random, 1 + random.nextInt(5));
      GraphBuilder builder = new GraphBuilder(10_000);
      int node = formulas.emit(formula.text(), builder);
      Graph graph = builder.build();
      for (int j = 0; j < 20; j++) {
        double[] x = values();
        double value = GraphEvaluator.evaluate(graph, new double[0], x)[node];
        assertThat(Double.doubleToLongBits(value)).as("%s at %s", formula.text(), x)
            .isEqualTo(Double.doubleToLongBits(formula.meaning().at(x)));
      }
    }
  }

  private double[] values() {
    double[] values = new double[RandomFormula.NAMES];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean() ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextGaussian() * 10;
    }
    return values;
  }

  @Test
  void printedFormulaIsTheSameTree() throws SyntaxException {
    for (int i = 0; i < 20_000; i++) {
      String text = RandomFormula.number(random, 1 + random.nextInt(5)).text();
      Expression tree = Structure.parse(text);
      String printed = Printer.print(tree);
      assertThat(Structure.of(printed)).as(printed).isEqualTo(Structure.of(tree));
      assertThat(Printer.print(Structure.parse(printed))).isEqualTo(printed);
      assertThat(printed.length()).isLessThanOrEqualTo(text.length() * 2);
    }
  }

  @Test
  void noBracketOfAPrintedFormulaCanBeLeftOut() throws SyntaxException {
    for (int i = 0; i < 2_000; i++) {
      String printed = Printer
          .print(Structure.parse(RandomFormula.number(random, 1 + random.nextInt(4)).text()));
      String structure = Structure.of(printed);
      for (int open = 0; open < printed.length(); open++) {
        boolean grouping = printed.charAt(open) == '('
            && (open == 0 || !Character.isLetterOrDigit(printed.charAt(open - 1)));
        if (grouping) {
          assertThat(structureWithout(printed, open, closing(printed, open))).as(printed)
              .isNotEqualTo(structure);
        }
      }
    }
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new AssertionError(text);
  }

  private static String structureWithout(String text, int open, int close) {
    try {
      return Structure.of(text.substring(0, open) + " " + text.substring(open + 1, close) + " "
          + text.substring(close + 1));
    } catch (SyntaxException noFormula) {
      return "no formula";
    }
  }

  @Test
  void anyTextIsEitherAFormulaOrExplained() {
    String[] pieces = {"a", "1", "x0", "(", ")", "+", "-", "*", "/", "^", "<", "==", "and ", "not ", " ",
        "if(", "min(", ",",
        "[", "]", "MUSD", "%", "nan", "\n", "lag(", ".", "e", "_", "\ud834\udd1e", "\ud834", "\u0000", "25%",
        "[MW]"};
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(20); length >= 0; length--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      Faults faults = new Faults();
      boolean parsed = Formula.parse(text.toString(), FieldPath.ROOT, 65_536, 64, faults).isPresent();
      assertThat(faults.count()).as(text.toString()).isEqualTo(parsed ? 0 : 1);
      faults.inFieldOrder().forEach(fault -> assertThat(fault.position().column()).isPositive());
    }
  }
}
