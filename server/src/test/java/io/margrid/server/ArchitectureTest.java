package io.margrid.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules between rooms of the server. */
@AnalyzeClasses(packages = "io.margrid.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyFlowAndServicesKnowStreamObservers = noClasses().that()
      .resideOutsideOfPackages("io.margrid.server.flow", "io.margrid.server.service")
      .should().dependOnClassesThat().resideInAPackage("io.grpc.stub..");

  @ArchTest
  static final ArchRule onlyMetricsTracingAndTheRootKnowMicrometer = noClasses().that()
      .resideOutsideOfPackages("io.margrid.server", "io.margrid.server.metrics", "io.margrid.server.tracing")
      .should().dependOnClassesThat().resideInAPackage("io.micrometer..");

  /** Whoever does not trace loads none of it. */
  @ArchTest
  static final ArchRule onlyTracingKnowsOpenTelemetry = noClasses().that()
      .resideOutsideOfPackage("io.margrid.server.tracing")
      .should().dependOnClassesThat().resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule serverDoesNotUseTheClient = noClasses()
      .should().dependOnClassesThat().resideInAPackage("io.margrid.client..");

  @ArchTest
  static final ArchRule onlyTheErrorPackageWritesStatuses = noClasses().that()
      .resideOutsideOfPackage("io.margrid.server.error")
      .should().dependOnClassesThat().resideInAPackage("com.google.rpc..");

  @ArchTest
  static final ArchRule publicClassesAreFinal = classes().that().arePublic().and(not(INTERFACES))
      .should(haveModifier(JavaModifier.FINAL));

  @ArchTest
  static final ArchRule roomsHaveNoCycles = slices().matching("io.margrid.server.(*)..").should()
      .beFreeOfCycles();
}
