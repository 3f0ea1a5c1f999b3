package io.deliverysettings.app.client;

import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.validation.Violation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway, whose settings, and who calls: what every command takes. */
final class ConnectionOptions {

    static final String GATEWAY = "--gateway";
    static final String ENVIRONMENT = "--environment";
    static final String TOKEN_FILE = "--token-file";
    static final String CA = "--ca";
    static final String TIMEOUT = "--timeout";
    private static final String ALLOW_PLAIN_HTTP = "--allow-plain-http";

    @Option(
            names = GATEWAY,
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            converter = ClientConverters.Address.class,
            description = "Where the gateway is (default: ${DEFAULT-VALUE}).")
    URI gateway = URI.create("http://127.0.0.1:8080");

    @Option(
            names = {"-e", ENVIRONMENT},
            paramLabel = "UUID",
            description = "The PingOne environment whose settings they are.")
    @Nullable
    String environment;

    @Option(
            names = TOKEN_FILE,
            paramLabel = "FILE",
            description = "The file of the access token to call with, its owner's alone; - for standard input. Without"
                    + " it DELIVERY_SETTINGS_TOKEN in the environment counts, and else it is asked for.")
    @Nullable
    String tokenFile;

    @Option(
            names = CA,
            paramLabel = "FILE",
            description = "The certificate authorities to trust, in PEM, instead of those of the Java runtime.")
    @Nullable
    Path caFile;

    @Option(
            names = TIMEOUT,
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = ClientConverters.TimeSpan.class,
            description = "How long to wait for an answer (default: ${DEFAULT-VALUE}).")
    Duration timeout = Duration.ofSeconds(60);

    @Option(
            names = ALLOW_PLAIN_HTTP,
            description = "Send the token and the secrets without TLS to another machine, too.")
    boolean allowPlainHttp;

    @Option(names = "--json", description = "Print the gateway's documents as they are, errors too.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** Where the settings are; refuses what nothing can be asked of before anybody is asked for a token. */
    Target target(Surroundings surroundings) throws CannotDo {
        if (environment == null) {
            throw CannotDo.because(
                    ExitCode.USAGE,
                    "which environment? Give its id with " + ENVIRONMENT + ", or in the environment as "
                            + ClientVariables.of(ENVIRONMENT));
        }
        if (gateway.getScheme().toLowerCase(Locale.ROOT).equals("http")
                && !allowPlainHttp
                && !surroundings.isThisMachine(gateway.getHost())) {
            throw CannotDo.because(
                    ExitCode.USAGE,
                    gateway + " is on another machine, and without TLS everybody on the way there could read the token."
                            + " Use https, or " + ALLOW_PLAIN_HTTP + " where nobody can listen");
        }
        List<Violation> faults = new ArrayList<>();
        EnvironmentId id = EnvironmentId.parse(environment, ENVIRONMENT)
                .collectInto(faults)
                .orElseThrow(
                        () -> CannotDo.because(ExitCode.USAGE, faults.get(0).message()));
        return Target.of(gateway, id);
    }

    /** Who sends requests there, with the token of whoever calls. */
    Requests requests(Surroundings surroundings, SecretSources secrets) throws CannotDo {
        Optional<SSLContext> trusted = caFile == null ? Optional.empty() : Optional.of(trusting(caFile, surroundings));
        Secret token = secrets.read("access token", Optional.ofNullable(tokenFile), TOKEN_FILE);
        if (!Wire.isBearer(token)) {
            throw CannotDo.because(
                    ExitCode.USAGE, "the access token holds spaces or other characters that no token has");
        }
        return new Requests(gateway, trusted, token, timeout, "delivery-settings-gateway/" + surroundings.version());
    }

    private static SSLContext trusting(Path file, Surroundings surroundings) throws CannotDo {
        byte[] pem;
        try {
            pem = surroundings.read(file);
        } catch (IllegalArgumentException unreadable) {
            throw CannotDo.because(ExitCode.USAGE, CA + ": " + unreadable.getMessage());
        }
        try {
            return Authorities.trusting(pem);
        } catch (IllegalArgumentException unusable) {
            throw CannotDo.because(ExitCode.USAGE, CA + ": " + file + " " + unusable.getMessage());
        }
    }
}
