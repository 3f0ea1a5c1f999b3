package io.deliverysettings.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged application, in processes of its own. */
final class PackagedApplication {

    private static final String READY = "ready: ";

    private PackagedApplication() {}

    /** Starts a command line of it. */
    static ChildProcess start(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return start(directory, environment, List.of(), List.of(), arguments);
    }

    /** The same by way of a program that runs others, such as one that takes rights away. */
    static ChildProcess start(
            Path directory,
            Map<String, String> environment,
            List<String> runner,
            List<String> jvmOptions,
            List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(runner);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(Repository.root()
                .resolve("gateway-app/target/gateway/gateway.jar")
                .toString());
        command.addAll(arguments);
        return ChildProcess.start(directory, environment, command);
    }

    /** The address of one that was told to run, once it serves. */
    static URI apiUrl(ChildProcess running) throws InterruptedException {
        return URI.create(running.awaitOut(READY).substring(READY.length()));
    }
}
