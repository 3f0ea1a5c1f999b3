package io.deliverysettings.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a gateway that calls PingOne with credentials of its own. Such a gateway finds out itself who calls: its callers
 * come with {@link ExternalPingOne#callersToken tokens} of an issuer that it knows.
 */
final class WorkerFiles {

    private static final String WORKERS = """
            workers:
              - environments: all-others
                applicationEnvironment: 00000000-0000-4000-8000-000000000001
                clientId: worker-of-the-test
                authentication: client_secret_basic
                clientSecretFile: client-secret
            """;

    /** Whoever has a token may do everything. */
    private static final String ACCESS = """
            rules:
              - everybody: true
                environments: "*"
                permissions: [read, write, select-number, history, operate]
            """;

    private WorkerFiles() {}

    /**
     * The flags of a gateway with one worker for all environments, whose files are put into a new directory in this one.
     *
     * @param authUrl where the worker gets its tokens
     * @param issuer who issues those of the callers
     */
    static List<String> flags(Path parent, URI authUrl, URI issuer) throws IOException {
        Path access = Files.writeString(Files.createTempFile(parent, "access", ".yaml"), ACCESS);
        return Stream.concat(
                        workerFlags(parent, authUrl).stream(),
                        Stream.of(
                                "--auth",
                                "pingone-jwt",
                                "--token-issuers",
                                issuer.toString(),
                                "--access-file",
                                access.toString()))
                .toList();
    }

    /** Of these only the flags of the worker, for a gateway whose callers are settled otherwise. */
    static List<String> workerFlags(Path parent, URI authUrl) throws IOException {
        Path directory = Files.createTempDirectory(parent, "worker");
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
