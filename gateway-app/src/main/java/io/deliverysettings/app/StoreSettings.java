package io.deliverysettings.app;

import io.deliverysettings.adapter.persistence.EmbeddedStoreOptions;
import io.deliverysettings.adapter.persistence.PostgresStoreOptions;
import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The settings of the store and of the keys that its secrets are sealed with. */
final class StoreSettings {

    private static final String PASSWORD_OPTION = "--store-password";
    private static final String KEYSET_OPTION = "--keyset-json";

    @Option(
            names = "--store",
            paramLabel = "STORE",
            defaultValue = "embedded",
            description = "Where to keep data: embedded (a file) or postgres (a database that several gateways can"
                    + " share) (default: ${DEFAULT-VALUE}).")
    StoreKind kind = StoreKind.EMBEDDED;

    @Mixin
    DataDirectorySettings data = new DataDirectorySettings();

    @Option(
            names = "--store-url",
            paramLabel = "URL",
            description = "The address of the database, such as postgresql://db.example:5432/settings; with"
                    + " ?sslmode=verify-full its certificate is checked.")
    @Nullable
    URI url;

    @Option(
            names = "--store-user",
            paramLabel = "NAME",
            defaultValue = "gateway",
            description = "Who to log in to the database as (default: ${DEFAULT-VALUE}).")
    String user = "";

    @Option(
            names = PASSWORD_OPTION,
            paramLabel = "PASSWORD",
            converter = Converters.SecretText.class,
            description = "That user's password; only as GATEWAY_STORE_PASSWORD or in the file of settings.")
    @Nullable
    Secret password;

    @Option(
            names = KEYSET_OPTION,
            paramLabel = "JSON",
            converter = Converters.SecretText.class,
            description = "The content of a keyset, instead of --keyset; only as GATEWAY_KEYSET_JSON.")
    @Nullable
    Secret keysetJson;

    @Mixin
    KeysetSettings keyset = new KeysetSettings();

    /** Refuses what no converter can, and secrets where every process of the machine can read them. */
    void check(CommandSpec command) {
        refuseOnTheCommandLine(command, PASSWORD_OPTION, "GATEWAY_STORE_PASSWORD");
        refuseOnTheCommandLine(command, KEYSET_OPTION, "GATEWAY_KEYSET_JSON");
        if (kind == StoreKind.POSTGRES && url == null) {
            throw new IllegalArgumentException("--store postgres needs --store-url");
        }
        if (kind == StoreKind.EMBEDDED && url != null) {
            throw new IllegalArgumentException("--store-url needs --store postgres");
        }
        if (kind == StoreKind.POSTGRES && keyset.file == null && keysetJson == null) {
            throw new IllegalArgumentException("--store postgres needs --keyset (make one with ./gateway keys create"
                    + " --keyset FILE, once for all gateways) or GATEWAY_KEYSET_JSON");
        }
        if (keyset.file != null && keysetJson != null) {
            throw new IllegalArgumentException("--keyset and GATEWAY_KEYSET_JSON exclude each other");
        }
        if (url != null) {
            Bounds.check(command, "--store-url", this::postgres);
        }
    }

    /** For the log. */
    String describe() {
        return kind + " in " + (kind == StoreKind.EMBEDDED ? data.directory.toString() : String.valueOf(url));
    }

    EmbeddedStoreOptions embedded() {
        return new EmbeddedStoreOptions(data.directory);
    }

    PostgresStoreOptions postgres() {
        return PostgresStoreOptions.forDatabase(
                Optional.ofNullable(url)
                        .orElseThrow(() -> new IllegalArgumentException("--store postgres needs --store-url")),
                user,
                Optional.ofNullable(password));
    }

    /** Where the keyset is, unless it is given as text. */
    Path keysetFile() {
        return keyset.fileIn(data.directory);
    }

    private static void refuseOnTheCommandLine(CommandSpec command, String option, String variable) {
        ParseResult parsed = command.commandLine().getParseResult();
        if (parsed != null && parsed.hasMatchedOption(option)) {
            throw new ParameterException(
                    command.commandLine(),
                    option + " must not be on the command line, where other processes can read it; use " + variable);
        }
    }
}
