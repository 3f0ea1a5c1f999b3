package io.deliverysettings.app;

import io.deliverysettings.app.logging.Redaction;
import io.deliverysettings.domain.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A setting as it counts, and what made it so.
 *
 * @param name as in the file of settings
 * @param value as it was written, without secrets; {@code -} when it is not set and has no default of its own
 * @param source the flag, the variable or the place in the file; empty for the default
 */
record EffectiveSetting(String name, String value, Optional<String> source) {

    private static final String UNSET = "-";

    /** All of a command that has been read, in the order of its help. */
    static List<EffectiveSetting> of(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(option -> of(option, command))
                .toList();
    }

    /** For the log: all that are not the default. */
    static String summary(CommandSpec command) {
        List<EffectiveSetting> set = of(command).stream()
                .filter(setting -> setting.source.isPresent())
                .toList();
        return set.isEmpty()
                ? "every setting has its default"
                : set.stream()
                        .map(setting -> setting.name + "=" + setting.value + " (" + setting.source.orElse("") + ")")
                        .collect(Collectors.joining(", ", "set: ", ""));
    }

    private static EffectiveSetting of(OptionSpec option, CommandSpec command) {
        String name = SettingSources.nameOf(option);
        ParseResult parsed = command.commandLine().getParseResult();
        if (parsed != null && parsed.hasMatchedOption(option)) {
            String given =
                    String.join(",", parsed.matchedOption(option.longestName()).originalStringValues());
            return new EffectiveSetting(name, shown(option, given), Optional.of(option.longestName()));
        }
        Optional<SettingSources> sources = Optional.ofNullable(command.defaultValueProvider())
                .filter(SettingSources.class::isInstance)
                .map(SettingSources.class::cast);
        Optional<String> source = sources.flatMap(known -> known.source(option));
        String given = source.isPresent() ? sources.get().defaultValue(option) : option.defaultValue();
        return new EffectiveSetting(name, shown(option, given), source);
    }

    /** What is of a secret's type is not shown, and what looks like one is not either. */
    private static String shown(OptionSpec option, @Nullable String given) {
        if (given == null) {
            return UNSET;
        }
        return option.type() == Secret.class
                ? Redaction.MARK
                : Redaction.of(given).replaceAll("\\p{Cntrl}", "?");
    }
}
