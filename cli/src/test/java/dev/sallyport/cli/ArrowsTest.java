package dev.sallyport.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

/** The arrows of ARCHITECTURE.md, and those house rules that can be seen in the classes. */
class ArrowsTest {

    /** Each room, and the other rooms that it may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "identity", Set.of(),
            "mapping", Set.of("identity"),
            "rbac", Set.of(),
            "kubeconfig", Set.of("identity"),
            "aws", Set.of("identity", "mapping"),
            "cluster", Set.of("identity", "mapping", "rbac"),
            "access", Set.of("identity", "mapping", "rbac", "kubeconfig", "aws", "cluster"),
            "webhook", Set.of("identity", "mapping", "aws", "cluster"),
            "sandbox", Set.of("identity", "mapping", "rbac", "kubeconfig", "aws", "cluster", "webhook"),
            "cli", Set.of("identity", "mapping", "rbac", "kubeconfig", "aws", "cluster", "access", "webhook",
                    "sandbox"));

    private static final JavaClasses SALLYPORT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sallyport");

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyTheRoomsBeforeIt() {
        return MAY_USE.keySet().stream().sorted().map(room -> DynamicTest.dynamicTest(room, () -> {
            List<String> allowed = new ArrayList<>(
                    MAY_USE.getOrDefault(room, Set.of()).stream().map(ArrowsTest::packagesOf).toList());
            allowed.add(packagesOf(room));
            noClasses().that().resideInAPackage(packagesOf(room))
                    .should().dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                            "lie in a room that " + room + " may not use",
                            used -> used.getPackageName().startsWith("dev.sallyport")
                                    && allowed.stream().noneMatch(pattern -> used.getPackageName()
                                            .startsWith(pattern.replace("..", "")))))
                    .check(SALLYPORT);
        }));
    }

    @Test
    void everyRoomIsSeen() {
        MAY_USE.keySet().forEach(room -> assertThat(SALLYPORT.stream()
                .anyMatch(type -> type.getPackageName().startsWith("dev.sallyport." + room)))
                .as("classes of the room %s are on the class path of this test", room).isTrue());
    }

    @Test
    void identityStandsOnTheJdkAlone() {
        standsOn("dev.sallyport.identity..", "dev.sallyport.identity..", "java..", "javax..", "org.jspecify..");
    }

    @Test
    void rbacStandsOnTheJdkAlone() {
        standsOn("dev.sallyport.rbac..", "dev.sallyport.rbac..", "java..", "javax..", "org.jspecify..");
    }

    private static void standsOn(String room, String... packages) {
        classes().that().resideInAPackage(room).should().onlyDependOnClassesThat().resideInAnyPackage(packages)
                .check(SALLYPORT);
    }

    @Test
    void everyPackageExplainsItselfAndKeepsNullOut() {
        Set<String> packages = new java.util.TreeSet<>();
        SALLYPORT.forEach(type -> packages.add(type.getPackageName()));

        assertThat(packages).allSatisfy(name -> assertThat(SALLYPORT.getPackage(name)
                .isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
                .as("%s has a package-info.java with @NullMarked", name).isTrue());
    }

    @Test
    void namesSayWhatAThingDoes() {
        noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager")
                .orShould().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Processor")
                .check(SALLYPORT);
    }

    @Test
    void noStaticStateChanges() {
        noFields().that().areStatic().and().doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should().notBeFinal().check(SALLYPORT);
    }

    @Test
    void celAndWhatItBringsStayWithTheConditionsOfWebhooks() {
        noClasses().that().resideOutsideOfPackage("dev.sallyport.sandbox.kubernetes.admission..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "com.google.common..", "com.google.protobuf..").check(SALLYPORT);
    }

    @Test
    void onlyTheCommandPrints() {
        noClasses().that().resideOutsideOfPackage("dev.sallyport.cli..")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .check(SALLYPORT);
    }

    private static String packagesOf(String room) {
        return "dev.sallyport." + room + "..";
    }
}
