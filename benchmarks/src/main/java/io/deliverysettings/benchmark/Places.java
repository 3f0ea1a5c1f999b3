package io.deliverysettings.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param root of the repository
 */
record Places(Path root) {

    /** What {@code ./gateway} starts: a directory with everything that is shipped. */
    Path application() {
        return root.resolve("gateway-app/target/gateway");
    }

    Path startScript() {
        return root.resolve("gateway");
    }

    Path peer(String name) {
        return root.resolve("benchmarks/peers").resolve(name).resolve("target/peer.jar");
    }

    Path postgres() {
        return root.resolve("benchmarks/postgres/target/postgres.jar");
    }

    Path ownJar() {
        return root.resolve("benchmarks/target/benchmarks/benchmarks.jar");
    }

    Path numberSelection() {
        return root.resolve("benchmarks/number-selection/target/number-selection/number-selection.jar");
    }

    Path docs() {
        return root.resolve("docs");
    }

    /** Why targets are missed, as far as somebody has written it down. */
    Path missedTargets() {
        return root.resolve("benchmarks/missed-targets.md");
    }

    /** For logs, stores and the like: emptied by each run. */
    Path work() {
        return root.resolve("benchmarks/target/work");
    }

    Path emptyWork() throws IOException {
        delete(work());
        return Files.createDirectories(work());
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }

    /** How a class of ours is started with the driver of the embedded store that the application ships. */
    List<String> withTheStoresDriver(Class<?> main, String... arguments) throws IOException {
        String classPath =
                ownJar() + File.pathSeparator + library("sqlite-jdbc") + File.pathSeparator + library("slf4j-api");
        List<String> command = new ArrayList<>(List.of(java(), "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path library(String name) throws IOException {
        try (Stream<Path> libraries = Files.list(application().resolve("lib"))) {
            return libraries
                    .filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the application has no " + name));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /** The Java that this runs on, for everything else that is started. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
