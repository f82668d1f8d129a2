package io.margrid.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The rules between the rooms of core. Rooms that do not exist yet keep them without effort. */
@AnalyzeClasses(packages = "io.margrid.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String FORMULA = "io.margrid.core.formula..";
  private static final String MODEL = "io.margrid.core.model..";
  private static final String GRID = "io.margrid.core.grid..";
  private static final String PLAN = "io.margrid.core.plan..";
  private static final String ENGINE = "io.margrid.core.engine..";
  private static final String ANALYSIS = "io.margrid.core.analysis..";
  private static final String REQUEST = "io.margrid.core.request..";

  @ArchTest
  static final ArchRule requestAloneKnowsProtobuf = noClasses().that().resideOutsideOfPackage(REQUEST)
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("com.google.protobuf..", "io.margrid.v1..", "com.google.rpc..");

  @ArchTest
  static final ArchRule nothingKnowsTheTransport = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("io.grpc..", "reactor..", "org.reactivestreams..", "io.micrometer..");

  @ArchTest
  static final ArchRule formulaKnowsNoModel = noClasses().that().resideInAPackage(FORMULA).should()
      .dependOnClassesThat().resideInAnyPackage(MODEL, GRID, PLAN, ENGINE, ANALYSIS, REQUEST)
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule modelKnowsNoPlan = noClasses().that().resideInAPackage(MODEL).should()
      .dependOnClassesThat()
      .resideInAnyPackage(GRID, PLAN, ENGINE, ANALYSIS, REQUEST).allowEmptyShould(true);

  @ArchTest
  static final ArchRule planKnowsNoEngine = noClasses().that().resideInAPackage(PLAN).should()
      .dependOnClassesThat()
      .resideInAnyPackage(ENGINE, ANALYSIS).allowEmptyShould(true);

  @ArchTest
  static final ArchRule engineKnowsNoAnalysis = noClasses().that().resideInAPackage(ENGINE).should()
      .dependOnClassesThat().resideInAnyPackage(ANALYSIS).allowEmptyShould(true);

  @ArchTest
  static final ArchRule kernelAndBlockKnowNoneOfThem = noClasses().that()
      .resideInAnyPackage("io.margrid.core.kernel..", "io.margrid.core.block..").should()
      .dependOnClassesThat()
      .resideInAnyPackage(FORMULA, MODEL, GRID, PLAN, ENGINE, ANALYSIS, REQUEST).allowEmptyShould(true);

  @ArchTest
  static final ArchRule faultKnowsNothing = noClasses().that().resideInAPackage("io.margrid.core.fault..")
      .should()
      .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.margrid..")
          .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.margrid.core.fault.."))))
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule thereAreNoCycles = slices().matching("io.margrid.core.(*)..").should()
      .beFreeOfCycles();

  @ArchTest
  static final ArchRule classesCannotBeExtended = classes().that().areNotInterfaces().and().areNotEnums()
      .and()
      .areNotAnonymousClasses().should(new FinalOrSealed());

  private static final class FinalOrSealed extends ArchCondition<JavaClass> {
    private FinalOrSealed() {
      super("be final or sealed");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      boolean kept = type.getModifiers().contains(JavaModifier.FINAL) || type.reflect().isSealed();
      events.add(new SimpleConditionEvent(type, kept, type.getName() + " is neither final nor sealed"));
    }
  }
}
