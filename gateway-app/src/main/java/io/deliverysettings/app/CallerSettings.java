package io.deliverysettings.app;

import io.deliverysettings.adapter.identity.AccessRulesAdapter;
import io.deliverysettings.adapter.identity.AccessRulesAdapter.UnusableRules;
import io.deliverysettings.adapter.identity.JwtTokensOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The settings of who may call, and what each caller may do. */
final class CallerSettings {

    private static final String ISSUERS = "--token-issuers";
    private static final String AUDIENCE = "--token-audience";
    private static final String LEEWAY = "--token-leeway";
    private static final String ACCESS_FILE = "--access-file";

    @Option(
            names = "--auth",
            paramLabel = "WHO",
            converter = Converters.CallerAuthName.class,
            description = "Who finds out whether callers are whom they say they are: pingone-jwt (the gateway verifies"
                    + " their access tokens) or forward (PingOne, which the tokens are forwarded to) (default: forward with"
                    + " the sandbox on this machine, otherwise pingone-jwt).")
    @Nullable
    CallerAuth auth;

    @Option(
            names = ISSUERS,
            paramLabel = "URL",
            split = ",",
            converter = Converters.Address.class,
            description = "Who may issue callers' tokens, as tokens have it in iss, such as"
                    + " https://auth.pingone.eu/<environment id>/as; the keys are at <issuer>/jwks. Needed with --auth"
                    + " pingone-jwt.")
    List<URI> issuers = List.of();

    @Option(
            names = AUDIENCE,
            paramLabel = "TEXT",
            split = ",",
            defaultValue = "https://api.pingone.com",
            description = "Whom callers' tokens have to be meant for: one of these has to be in aud"
                    + " (default: ${DEFAULT-VALUE}).")
    List<String> audiences = List.of();

    @Option(
            names = LEEWAY,
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Converters.TimeSpan.class,
            description = "How far the clocks of the issuers may be off, at most 5m (default: ${DEFAULT-VALUE}).")
    Duration leeway = Duration.ZERO;

    @Option(
            names = ACCESS_FILE,
            paramLabel = "FILE",
            description =
                    "A YAML file of who may do what in which environments, read again when it has changed; needs --auth"
                            + " pingone-jwt. Needed with --pingone-auth worker (default: whoever has a token may ask PingOne"
                            + " for anything).")
    @Nullable
    Path accessFile;

    /** Refuses what contradicts itself or the rest of the command. */
    void check(CommandSpec command, Upstream upstream, String host, PingOneSettings pingOne) {
        Bounds.check(command, LEEWAY, () -> ofAnIssuer(Set.of("any")).withLeeway(leeway));
        Bounds.check(command, AUDIENCE, () -> ofAnIssuer(Set.copyOf(audiences)));
        boolean isATrial = upstream == Upstream.SANDBOX && Loopback.is(host);
        if (auth(upstream, host) == CallerAuth.FORWARD) {
            if (!issuers.isEmpty() || accessFile != null) {
                throw new IllegalArgumentException("--token-issuers and --access-file need --auth pingone-jwt");
            }
            if (pingOne.auth == PingOneAuth.WORKER && !isATrial) {
                throw new IllegalArgumentException(
                        "--pingone-auth worker needs --auth pingone-jwt: PingOne is asked with"
                                + " the workers' credentials, and does not know who calls");
            }
            return;
        }
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException("--auth pingone-jwt needs --token-issuers, such as"
                    + " https://auth.pingone.eu/<environment id>/as"
                    + (auth == null
                            ? "; it is meant unless --auth forward leaves it to PingOne to find out who calls"
                            : ""));
        }
        if (pingOne.auth == PingOneAuth.WORKER && accessFile == null) {
            throw new IllegalArgumentException("--pingone-auth worker needs --access-file: PingOne is asked with the"
                    + " workers' credentials, and does not decide who may do what");
        }
        Bounds.check(command, ISSUERS, () -> JwtTokensOptions.of(issuers, Set.of("any")));
        Bounds.checkTogether(command, ISSUERS, () -> tokens(pingOne));
        if (accessFile != null) {
            Bounds.check(command, ACCESS_FILE, this::checkRules);
        }
    }

    /** With nothing in it that could be refused but this. */
    private static JwtTokensOptions ofAnIssuer(Set<String> audiences) {
        return JwtTokensOptions.of(List.of(URI.create("https://issuer.example")), audiences);
    }

    /** Who finds out, as it is set or as it is otherwise. */
    CallerAuth auth(Upstream upstream, String host) {
        if (auth != null) {
            return auth;
        }
        return upstream == Upstream.SANDBOX && Loopback.is(host) ? CallerAuth.FORWARD : CallerAuth.PINGONE_JWT;
    }

    /** Which tokens are accepted; keys are fetched as PingOne is reached. */
    JwtTokensOptions tokens(PingOneSettings pingOne) {
        return pingOne.fetchingKeys(
                JwtTokensOptions.of(issuers, Set.copyOf(audiences)).withLeeway(leeway));
    }

    /**
     * Who may do what.
     *
     * @throws UnusableRules when the file cannot be used
     */
    AccessRulesAdapter rules() throws UnusableRules {
        return accessFile == null ? AccessRulesAdapter.unrestricted() : AccessRulesAdapter.fromFile(accessFile);
    }

    private void checkRules() {
        try {
            rules();
        } catch (UnusableRules unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    /** For the log. */
    String describe(CallerAuth found) {
        String who = found == CallerAuth.FORWARD
                ? "callers are known to PingOne alone"
                : "callers' tokens of " + issuers + " are verified";
        return who
                + Optional.ofNullable(accessFile)
                        .map(file -> ", who may do what by " + file)
                        .orElse("");
    }
}
