package io.deliverysettings.app.architecture;

import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finds the compiled tests of the module that a production class comes from.
 *
 * <p>Tests of other modules are not on this module's class path. A test-jar of each adapter would put them there, but then
 * {@code -Dmaven.test.skip} could not build the application any more, and ArchUnit could not tell a test from production code.
 * So they are read where the build has just put them. In {@code mvn test} the class path names a module's
 * {@code target/classes}, from {@code package} on a jar in its {@code target}; its tests are beside both. Since this module
 * depends on every adapter, their tests are always compiled before these tests run.
 */
final class ModuleTests {

    private static final String WHAT_TO_DO =
            "; run the build from the root, so that every module's tests are compiled: mvn -pl gateway-app -am test";

    private ModuleTests() {}

    /**
     * Where the tests are that belong to some classes of production.
     *
     * @param production a directory or jar of the class path
     * @return a directory with at least one class in it
     * @throws IllegalStateException when there is none, since rules about tests would say nothing then
     */
    static Path beside(Location production) {
        Path tests = target(production).resolve("test-classes");
        if (!Files.isDirectory(tests)) {
            throw new IllegalStateException("there are no compiled tests in " + tests + WHAT_TO_DO);
        }
        try (Stream<Path> files = Files.walk(tests)) {
            if (files.noneMatch(file -> file.toString().endsWith("Test.class"))) {
                throw new IllegalStateException("there is no test among the classes in " + tests + WHAT_TO_DO);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return tests;
    }

    private static Path target(Location production) {
        String uri = production.asURI().toString();
        String file = uri.startsWith("jar:") ? uri.substring("jar:".length(), uri.indexOf("!/")) : uri;
        Path path = Path.of(URI.create(file));
        while (path != null && !path.endsWith("target")) {
            path = path.getParent();
        }
        if (path == null) {
            throw new IllegalStateException(uri + " is not in the target of a module of this build" + WHAT_TO_DO);
        }
        return path;
    }
}
