package io.deliverysettings.app;

import io.deliverysettings.domain.secret.Secret;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/configuration.md}, made of the options of {@code run}: a section for each class that declares some. */
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            This page is made by `ConfigurationPageTest` of the options of `./gateway run`, and the build fails when it is out of date.

            A setting has one name in three spellings. A flag counts before the environment, the environment before the file that `--config` names,
            the file before the default. The file is YAML, such as `port: 8080`, and a list in it is written as one: `no-proxy: [localhost, 10.0.0.5]`.
            An unknown name in the file is refused, an unknown `GATEWAY_` variable is warned about.

            `./gateway check-config` takes the same flags, says where each setting comes from and everything that is wrong with them, and starts
            nothing. A gateway that has started logs every setting that is not its default, and where that comes from. Neither shows a secret.

            `./gateway sandbox` takes those of the log and of the sandbox, the other commands those of the files that they work on. A `TIME` is a
            number with `ms`, `s`, `m` or `h`.
            """;

    /** Where the name of the class does not say it. */
    private static final Map<Class<?>, String> TITLES = Map.ofEntries(
            Map.entry(RunSettings.class, "The gateway"),
            Map.entry(PingOneSettings.class, "PingOne"),
            Map.entry(UpstreamLimitSettings.class, "How much PingOne is asked, and how patiently"),
            Map.entry(OperationSettings.class, "Changes that nobody waits for"),
            Map.entry(StoreSettings.class, "The store"),
            Map.entry(DataDirectorySettings.class, "The data directory"),
            Map.entry(KeysetSettings.class, "Keys"),
            Map.entry(CallerSettings.class, "Who may call, and do what"),
            Map.entry(TlsSettings.class, "TLS"),
            Map.entry(HttpLimitSettings.class, "How much callers may take up"),
            Map.entry(ManagementSettings.class, "The management port"),
            Map.entry(AuditSettings.class, "The audit log"),
            Map.entry(LogSettings.class, "The log"),
            Map.entry(SandboxSettings.class, "The sandbox"));

    private static final Pattern DEFAULT = Pattern.compile("\\s*\\(default: (.+)\\)\\.?$", Pattern.DOTALL);

    private ConfigurationPage() {}

    static String of(CommandSpec run) {
        Map<Class<?>, List<OptionSpec>> sections = run.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .collect(Collectors.groupingBy(
                        ConfigurationPage::declaringClass, LinkedHashMap::new, Collectors.toList()));
        return HEAD
                + sections.entrySet().stream()
                        .map(section -> section(title(section.getKey()), section.getValue()))
                        .collect(Collectors.joining());
    }

    private static Class<?> declaringClass(OptionSpec option) {
        if (option.userObject() instanceof Field field) {
            return field.getDeclaringClass();
        }
        throw new AssertionError(option + " is not declared as a field");
    }

    /** From {@code RateLimitSettings} to {@code Rate limit}, unless there is a better one. */
    private static String title(Class<?> settings) {
        String words = settings.getSimpleName()
                .replaceFirst("Settings$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
        return TITLES.getOrDefault(settings, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    }

    private static String section(String title, List<OptionSpec> options) {
        return "\n## " + title + "\n\n| flag | environment | file | default | what it is |\n|---|---|---|---|---|\n"
                + options.stream().map(ConfigurationPage::row).collect(Collectors.joining());
    }

    private static String row(OptionSpec option) {
        String name = SettingSources.nameOf(option);
        String description = String.join(" ", option.description());
        Matcher told = DEFAULT.matcher(description);
        boolean isTold = told.find();
        String given = option.defaultValue();
        String otherwise = isTold ? told.group(1).replace("${DEFAULT-VALUE}", given == null ? "" : given) : "-";
        String what = isTold ? told.replaceFirst("") + "." : description;
        return Arrays.asList(
                        option.type() == Secret.class ? "-" : code(option.longestName() + " " + option.paramLabel()),
                        code(SettingSources.variable(name)),
                        name.equals("config") ? "-" : code(name),
                        otherwise.equals(given) ? code(otherwise) : otherwise,
                        what.replaceFirst("\\.\\.$", "."))
                .stream()
                .map(ConfigurationPage::cell)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(String text) {
        String cell = text.replace("|", "\\|");
        return cell.startsWith("`") ? cell : cell.replace("*", "\\*").replace("<", "\\<");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
