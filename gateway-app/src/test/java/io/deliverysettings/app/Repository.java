package io.deliverysettings.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The repository that this module is part of. */
final class Repository {

    private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");

    /** Built from the application, not for it, or there for builds. */
    private static final List<String> NOT_OF_THE_APPLICATION =
            List.of("architecture-rules", "benchmarks", "bom", "examples");

    private Repository() {}

    /** Maven runs tests in their module's directory. */
    static Path root() {
        Path root = Path.of("").toAbsolutePath().getParent();
        if (root == null || !Files.isExecutable(root.resolve("gateway"))) {
            throw new AssertionError("run the tests in the directory of their module, as Maven does");
        }
        return root;
    }

    /** The modules that the application consists of. */
    static List<String> modules() {
        return MODULE.matcher(read("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .filter(module -> !NOT_OF_THE_APPLICATION.contains(module))
                .toList();
    }

    static String read(String file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
