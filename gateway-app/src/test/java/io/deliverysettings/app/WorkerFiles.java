package io.deliverysettings.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The files of a gateway that calls PingOne with credentials of its own. */
final class WorkerFiles {

    private static final String WORKERS = """
            workers:
              - environments: all-others
                applicationEnvironment: 00000000-0000-4000-8000-000000000001
                clientId: worker-of-the-test
                authentication: client_secret_basic
                clientSecretFile: client-secret
            """;

    private WorkerFiles() {}

    /** The flags of a gateway with one worker for all environments, whose files are put into the directory. */
    static List<String> flags(Path directory, URI authUrl) throws IOException {
        Files.writeString(directory.resolve("client-secret"), "any-client-secret");
        Files.setPosixFilePermissions(directory.resolve("client-secret"), PosixFilePermissions.fromString("rw-------"));
        Path workers = Files.writeString(directory.resolve("workers.yaml"), WORKERS);
        return List.of(
                "--pingone-auth",
                "worker",
                "--pingone-workers",
                workers.toString(),
                "--pingone-auth-url",
                authUrl.toString());
    }
}
