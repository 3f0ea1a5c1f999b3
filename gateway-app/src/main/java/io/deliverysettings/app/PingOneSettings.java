package io.deliverysettings.app;

import io.deliverysettings.adapter.identity.JwtTokensOptions;
import io.deliverysettings.adapter.pingone.ConnectionOptions;
import io.deliverysettings.adapter.pingone.HttpsProxyOptions;
import io.deliverysettings.adapter.pingone.PingOneOptions;
import io.deliverysettings.adapter.pingone.PingOneOptions.Region;
import io.deliverysettings.adapter.pingone.WorkersOptions;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretBasic;
import io.deliverysettings.adapter.pingone.WorkersOptions.Scope;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The settings of where PingOne is, how it is reached, and with whose credentials. */
final class PingOneSettings {

    private static final String API_URL = "--pingone-api-url";
    private static final String AUTH_URL = "--pingone-auth-url";
    private static final String WORKERS = "--pingone-workers";
    private static final String CA = "--pingone-ca";
    private static final String HTTPS_PROXY = "--https-proxy";
    private static final String NO_PROXY = "--no-proxy";

    /** What the sandbox accepts as it accepts any other, so that {@code worker} can be tried out without a file. */
    private static final Worker SANDBOX_WORKER = new Worker(
            new Scope.AllOthers(),
            EnvironmentId.of("00000000-0000-4000-8000-000000000001"),
            "sandbox-worker",
            new ClientSecretBasic(Secret.of("any-client-secret")));

    @Option(
            names = "--region",
            paramLabel = "REGION",
            converter = Converters.RegionName.class,
            description = "The region of PingOne: com, ca, eu, com.au, sg or asia. Needed with --upstream pingone.")
    @Nullable
    Region region;

    @Option(
            names = API_URL,
            paramLabel = "URL",
            converter = Converters.Address.class,
            description = "The address of PingOne's API up to and with /v1, instead of a region's.")
    @Nullable
    URI apiUrl;

    @Option(
            names = "--pingone-auth",
            paramLabel = "WHOSE",
            defaultValue = "forward",
            description = "Whose credentials PingOne is called with: forward (the caller's token) or worker (worker"
                    + " applications of the gateway's own) (default: ${DEFAULT-VALUE}).")
    PingOneAuth auth = PingOneAuth.FORWARD;

    @Option(
            names = WORKERS,
            paramLabel = "FILE",
            description = "A YAML file of the worker applications. Needed with --pingone-auth worker, but not with the"
                    + " sandbox.")
    @Nullable
    Path workersFile;

    @Option(
            names = AUTH_URL,
            paramLabel = "URL",
            converter = Converters.Address.class,
            description = "The address of PingOne's token endpoints without environment, instead of a region's. Needed"
                    + " with --pingone-auth worker and --pingone-api-url.")
    @Nullable
    URI authUrl;

    @Option(
            names = CA,
            paramLabel = "FILE",
            description = "The certificate authorities to trust, in PEM, instead of those of the Java runtime.")
    @Nullable
    Path caFile;

    @Option(
            names = HTTPS_PROXY,
            paramLabel = "URL",
            converter = ProxyAddress.class,
            description = "The proxy that https connections to PingOne go through, such as http://proxy.example:3128"
                    + " (default: HTTPS_PROXY or https_proxy in the environment).")
    @Nullable
    HttpsProxyOptions httpsProxy;

    @Option(
            names = NO_PROXY,
            paramLabel = "HOST",
            split = "[,\\s]+",
            description = "Which hosts are reached without it (default: NO_PROXY or no_proxy in the environment).")
    List<String> noProxy = List.of();

    /** An address of a proxy; what is wrong with one is told without showing it, since it may hold a password. */
    static final class ProxyAddress implements ITypeConverter<HttpsProxyOptions> {
        @Override
        public HttpsProxyOptions convert(String text) {
            try {
                return HttpsProxyOptions.parse(text);
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException(refused.getMessage());
            }
        }
    }

    /**
     * Refuses what no converter can, then settings that contradict each other or the rest of the command.
     *
     * @param upstream what the gateway stands in front of
     */
    void check(CommandSpec command, Upstream upstream) {
        checkProxy(command);
        if (apiUrl != null) {
            URI url = apiUrl;
            Bounds.check(command, API_URL, () -> PingOneOptions.forApi(url));
        }
        if (authUrl != null) {
            URI url = authUrl;
            Bounds.check(command, AUTH_URL, () -> WorkersOptions.checked(url));
        }
        Bounds.check(command, CA, this::trusting);
        if (upstream == Upstream.PINGONE && region == null && apiUrl == null) {
            throw new IllegalArgumentException(
                    "--upstream pingone needs --region (one of com, ca, eu, com.au, sg, asia) or --pingone-api-url");
        }
        if (upstream == Upstream.SANDBOX && (region != null || apiUrl != null)) {
            throw new IllegalArgumentException("--region and --pingone-api-url need --upstream pingone");
        }
        if (region != null && apiUrl != null) {
            throw new IllegalArgumentException("--region and --pingone-api-url exclude each other");
        }
        if (auth == PingOneAuth.WORKER) {
            checkWorkers(command, upstream);
        } else if (workersFile != null || authUrl != null) {
            throw new IllegalArgumentException("--pingone-workers and --pingone-auth-url need --pingone-auth worker");
        }
    }

    private void checkProxy(CommandSpec command) {
        ParseResult parsed = command.commandLine().getParseResult();
        if (httpsProxy == null) {
            return;
        }
        if (httpsProxy.credentials().isPresent() && parsed != null && parsed.hasMatchedOption(HTTPS_PROXY)) {
            throw new ParameterException(
                    command.commandLine(),
                    HTTPS_PROXY
                            + " must not hold a password on the command line, where other processes can read it; use"
                            + " HTTPS_PROXY in the environment");
        }
        HttpsProxyOptions proxy = httpsProxy;
        Bounds.check(command, NO_PROXY, () -> proxy.except(noProxy));
    }

    private void checkWorkers(CommandSpec command, Upstream upstream) {
        if (upstream == Upstream.SANDBOX && authUrl != null) {
            throw new IllegalArgumentException("--pingone-auth-url needs --upstream pingone");
        }
        if (upstream == Upstream.PINGONE && workersFile == null) {
            throw new IllegalArgumentException("--pingone-auth worker needs --pingone-workers");
        }
        if (upstream == Upstream.PINGONE && region == null && authUrl == null) {
            throw new IllegalArgumentException("--pingone-auth worker with --pingone-api-url needs --pingone-auth-url");
        }
        Bounds.check(command, WORKERS, () -> workers(Optional.of(URI.create("http://127.0.0.1"))));
    }

    /**
     * Where PingOne's API is.
     *
     * @param sandboxUrl the address of the sandbox that was started along, if one was
     */
    URI apiUrl(Optional<URI> sandboxUrl) {
        return sandboxUrl
                .or(() -> Optional.ofNullable(apiUrl))
                .or(() -> Optional.ofNullable(region).map(Region::apiUrl))
                .orElseThrow(() -> new IllegalArgumentException("--upstream pingone needs --region"));
    }

    /**
     * The workers, with their secrets.
     *
     * @param sandboxAuthUrl the address of the token endpoints of the sandbox that was started along, if one was
     * @return empty when the callers' tokens are forwarded
     * @throws IllegalArgumentException when a file cannot be used
     */
    Optional<WorkersOptions> workers(Optional<URI> sandboxAuthUrl) {
        if (auth == PingOneAuth.FORWARD) {
            return Optional.empty();
        }
        URI url = Optional.ofNullable(authUrl)
                .or(() -> Optional.ofNullable(region).map(WorkersOptions::authUrl))
                .or(() -> sandboxAuthUrl)
                .orElseThrow(() -> new IllegalArgumentException("--pingone-auth worker needs --pingone-auth-url"));
        List<Worker> workers = workersFile == null ? List.of(SANDBOX_WORKER) : WorkersFile.read(workersFile);
        return Optional.of(new WorkersOptions(url, workers));
    }

    /**
     * How connections are made.
     *
     * @throws IllegalArgumentException when the file of certificates cannot be used
     */
    ConnectionOptions connections() {
        ConnectionOptions trusting = trusting();
        return httpsProxy == null ? trusting : trusting.through(httpsProxy.except(noProxy));
    }

    private ConnectionOptions trusting() {
        if (caFile == null) {
            return ConnectionOptions.usual();
        }
        try {
            return ConnectionOptions.usual().trustingOnly(OperatorFile.read(caFile));
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            throw new IllegalArgumentException(
                    message.startsWith(caFile.toString()) ? message : caFile + ": " + message, refused);
        }
    }

    /**
     * The same options, with keys fetched as PingOne is reached: they are at its token endpoints.
     *
     * @throws IllegalArgumentException when the file of certificates cannot be used, or the proxy not for this
     */
    JwtTokensOptions fetchingKeys(JwtTokensOptions tokens) {
        JwtTokensOptions trusting = caFile == null ? tokens : tokens.trustingOnly(OperatorFile.read(caFile));
        if (httpsProxy == null) {
            return trusting;
        }
        HttpsProxyOptions proxy = httpsProxy.except(noProxy);
        List<URI> through = tokens.issuers().stream()
                .filter(issuer -> "https".equalsIgnoreCase(issuer.getScheme()))
                .filter(issuer -> proxy.isFor(issuer.getHost(), issuer.getPort() == -1 ? 443 : issuer.getPort()))
                .toList();
        if (through.isEmpty()) {
            return trusting;
        }
        if (through.size() < tokens.issuers().size() || proxy.credentials().isPresent()) {
            throw new IllegalArgumentException(
                    "the keys of issuers can only be fetched through a proxy that asks for no"
                            + " password and is there for all of them; name their hosts in NO_PROXY otherwise");
        }
        return trusting.withProxy(new JwtTokensOptions.Proxy(proxy.host(), proxy.port()));
    }

    /** For the log: whose credentials. */
    String describe() {
        if (auth == PingOneAuth.FORWARD) {
            return "caller's token forwarded";
        }
        return "workers of " + (workersFile == null ? "the sandbox" : workersFile);
    }
}
