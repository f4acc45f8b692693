package org.rivulet;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house shows the way of the data, and keeps to its own rules. */
@AnalyzeClasses(packages = "org.rivulet", importOptions = HouseTest.OfMain.class)
class HouseTest {

    /** What is built here: neither the tests nor the embedded server, whose package begins alike. */
    static final class OfMain implements ImportOption {

        private static final String ROOT = StreamEndpoint.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();

        @Override
        public boolean includes(Location location) {
            return location.contains(ROOT);
        }
    }

    private static final String INTERNAL = "org.rivulet.internal.";

    /** A package uses what is on the floors below its own, and nothing beside it. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("cdi"),
            Set.of("servlet"),
            Set.of("websocket"),
            Set.of("codec", "server", "handshake"),
            Set.of("identity"),
            Set.of("model"));

    private static final String SERVERS =
            "Undertow|WildFly|JBoss|Tomcat|TomEE|Catalina|Jetty|Tyrus|Payara|GlassFish|Grizzly|Liberty|WebSphere|WebLogic";

    private static final Pattern SERVERS_PACKAGE = Pattern.compile(
            "\"[^\"\\n]*(io\\.undertow|org\\.jboss|org\\.wildfly|org\\.apache|org\\.eclipse\\.(?!microprofile)|org\\.glassfish|fish\\.payara"
                    + "|com\\.ibm|io\\.openliberty|com\\.sun|weblogic)\\.");

    @ArchTest
    static final ArchRule importsGoDownwards = classes()
            .that()
            .resideInAPackage(INTERNAL + ".")
            .should(new ArchCondition<>("use only the floors below") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    for (Dependency use : item.getDirectDependenciesFromSelf()) {
                        if (!isAllowed(item, use.getTargetClass()))
                            events.add(SimpleConditionEvent.violated(use, use.getDescription()));
                    }
                }
            });

    @ArchTest
    static final ArchRule theApiNeverMentionsTheInside = noClasses()
            .that()
            .resideInAnyPackage("org.rivulet", "org.rivulet.spi")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(INTERNAL + ".");

    @ArchTest
    static final ArchRule whatIsPublicIsApiOrInternal =
            classes().that().arePublic().should().resideInAnyPackage("org.rivulet", "org.rivulet.spi", INTERNAL + ".");

    @ArchTest
    static final ArchRule modelAndHandshakeKnowNoContainer = noClasses()
            .that()
            .resideInAnyPackage(INTERNAL + "model", INTERNAL + "handshake", INTERNAL + "identity")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.interceptor..",
                    "jakarta.servlet..",
                    "jakarta.websocket..");

    @ArchTest
    static final ArchRule onlyTheServersPackageHasClassesNamedAfterServers = noClasses()
            .that()
            .resideOutsideOfPackage(INTERNAL + "server")
            .should()
            .haveNameMatching("(?i).*\\.[^.]*(" + SERVERS + ")[^.]*");

    @ArchTest
    static final ArchRule nothingIsCompiledAgainstAServer = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.management..",
                    "javax.naming..",
                    "javax.security.auth..",
                    "jakarta..",
                    "org.rivulet..",
                    "org.jspecify.annotations..",
                    "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule concreteClassesInsideAreFinal = classes()
            .that()
            .resideInAPackage(INTERNAL + ".")
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveModifier(ABSTRACT)
            .should()
            .haveModifier(FINAL);

    private static boolean isAllowed(JavaClass user, JavaClass used) {
        if (!used.getPackageName().startsWith(INTERNAL) || used.getPackageName().equals(user.getPackageName()))
            return true;
        return floor(used) > floor(user);
    }

    private static int floor(JavaClass type) {
        String name = type.getPackageName().substring(INTERNAL.length());
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(name)) return i;
        }
        throw new AssertionError("the package " + name + " has no floor yet: give it one, here and in the design");
    }

    @Test
    void onlyTheServersPackageSpellsPackagesOfServers() {
        Path home = Path.of("org", "rivulet", "internal", "server");
        assertThat(sources()).allSatisfy((file, text) -> {
            if (!file.startsWith(home)) assertThat(text).doesNotContainPattern(SERVERS_PACKAGE);
        });
    }

    @Test
    void roomsAreSmall() {
        Map<Path, String> sources = sources();
        assertThat(sources)
                .allSatisfy((file, text) -> assertThat(text.lines().count()).isLessThanOrEqualTo(500));
        long large = sources.values().stream()
                .filter(text -> text.lines().count() >= 250)
                .count();
        assertThat(large * 10).isLessThanOrEqualTo(sources.size());
    }

    private static Map<Path, String> sources() {
        Path root = Path.of(System.getProperty("basedir", ""), "src", "main", "java");
        try (Stream<Path> files = Files.walk(root)) {
            Map<Path, String> sources = new TreeMap<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.put(root.relativize(file), Files.readString(file));
            }
            assertThat(sources).hasSizeGreaterThan(50);
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
