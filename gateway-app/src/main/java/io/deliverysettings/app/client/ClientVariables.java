package io.deliverysettings.app.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The variables of the environment that the commands know. Their beginning is not that of the gateway's own settings: whoever
 * calls one gateway may run another.
 */
final class ClientVariables implements IDefaultValueProvider {

    private static final String PREFIX = "DELIVERY_SETTINGS_";

    /** What is the same for a while, and not what a single command is about. */
    private static final List<String> OPTIONS = List.of(
            ConnectionOptions.GATEWAY, ConnectionOptions.ENVIRONMENT, ConnectionOptions.CA, ConnectionOptions.TIMEOUT);

    private static final List<String> SECRET_FILES =
            List.of(ConnectionOptions.TOKEN_FILE, SetCommand.APP_SECRET_FILE, SetCommand.USER_ACCESS_TOKEN_FILE);

    private final Map<String, String> environment;

    ClientVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    static String of(String flag) {
        return PREFIX + flag.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? source(option).map(environment::get).orElse(null)
                : null;
    }

    /** The variable that gives an option its value where no flag does. */
    Optional<String> source(OptionSpec option) {
        return OPTIONS.stream()
                .filter(option.longestName()::equals)
                .map(ClientVariables::of)
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst();
    }

    /** Variables that look like these and are none. */
    List<String> unknown() {
        TreeSet<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(variable -> !variable.startsWith(PREFIX));
        unknown.removeAll(known());
        return List.copyOf(unknown);
    }

    /** All of them, for tests and the manual. */
    static Set<String> known() {
        Set<String> known = new TreeSet<>();
        OPTIONS.forEach(flag -> known.add(of(flag)));
        SECRET_FILES.forEach(flag -> {
            known.add(of(flag));
            known.add(of(flag).replaceFirst("_FILE$", ""));
        });
        return known;
    }
}
