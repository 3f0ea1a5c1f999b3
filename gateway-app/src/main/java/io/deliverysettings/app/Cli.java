package io.deliverysettings.app;

import io.deliverysettings.app.client.WhatsAppCommand;
import io.deliverysettings.app.logging.LogFormat;
import io.deliverysettings.app.logging.Logs;
import java.io.Console;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The command line: what is printed where, and which exit code means what. Standard output is for results, standard error for
 * messages and the log.
 */
@Command(
        name = "gateway",
        description = "PingOne's WhatsApp delivery settings, behind one address.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            SandboxCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            KeysCommand.class,
            AuditCommand.class,
            CheckConfigCommand.class,
            WhatsAppCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Without a command, run. Every option of a command but those of whatsapp can also be given in the environment"
                    + " (--sandbox-port as GATEWAY_SANDBOX_PORT) or in the file of run's --config (sandbox-port: 8090). A"
                    + " flag counts before the environment, the environment before the file.",
            "",
            "Exit codes: 0 done, 1 could not start, 2 wrong usage or setting; whatsapp has more."
        })
final class Cli {

    private static final String RUN = "run";
    private static final String CONFIG = "--config";
    private static final int CANNOT_START = 1;
    private static final int WRONG_USAGE = 2;

    /** They call a gateway, or none at all: what a gateway here would run with is nothing to them, and they log nothing. */
    private static final Set<String> WITHOUT_SETTINGS = Set.of(WhatsAppCommand.NAME, CompletionCommand.NAME);

    private Cli() {}

    static CommandLine commandLine() {
        CommandLine cli = new CommandLine(new Cli()).setCaseInsensitiveEnumValuesAllowed(true);
        // Who asks what is wrong wants to know all of it.
        Optional.ofNullable(cli.getSubcommands().get(CheckConfigCommand.NAME))
                .ifPresent(check -> check.getCommandSpec().parser().collectErrors(true));
        return cli;
    }

    /** Has none of the commands that bring a gateway along: whoever looks at a number does not want to wait for one. */
    @Command(name = "gateway", subcommands = WhatsAppCommand.class)
    private static final class Client {}

    /** Reads the one flag that says where other settings are, before they are needed. */
    private static final class ConfigFlag {
        @Option(names = CONFIG, paramLabel = "FILE")
        @Nullable
        Path file;
    }

    /** Runs a command line to its end, and says what the process is to exit with. */
    static int execute(Map<String, String> environment, String... arguments) {
        boolean isForTheClient = arguments.length > 0 && arguments[0].equals(WhatsAppCommand.NAME);
        return execute(isForTheClient ? clientCommandLine() : commandLine(), environment, arguments);
    }

    private static CommandLine clientCommandLine() {
        return new CommandLine(new Client()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The same, with a command line that may write elsewhere or do something else with what it has read. */
    static int execute(CommandLine cli, Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        if (line.isEmpty() || (line.get(0).startsWith("-") && !asksForHelp(line.get(0)))) {
            line.add(0, RUN);
        }
        if (WITHOUT_SETTINGS.contains(line.get(0))) {
            return executeWithoutSettings(cli, environment, line);
        }
        Set<String> names = names(cli);
        SettingSources sources;
        try {
            // Who asks for help gets it, whatever is wrong with the settings.
            sources = line.stream().anyMatch(Cli::asksForHelp)
                    ? SettingSources.of(Map.of())
                    : sources(environment, names, line);
        } catch (SettingSources.UnusableFile | ParameterException failure) {
            return complain(cli, failure.getMessage(), WRONG_USAGE);
        }
        chooseLog(sources, line);
        cli.getSubcommands().values().forEach(command -> command.setDefaultValueProvider(sources));
        cli.setParameterExceptionHandler(
                (failure, given) -> complain(cli, explain(failure, sources, line), WRONG_USAGE));
        cli.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof Gateway.CannotStart) {
                return complain(cli, failure.getMessage(), CANNOT_START);
            }
            throw failure;
        });
        for (String variable : sources.unknownVariables(names)) {
            LoggerFactory.getLogger(Cli.class)
                    .warn("{} in the environment is not a setting and has no effect", variable);
        }
        return cli.execute(line.toArray(String[]::new));
    }

    private static int executeWithoutSettings(CommandLine cli, Map<String, String> environment, List<String> line) {
        cli.setParameterExceptionHandler(
                (failure, given) -> complain(cli, WhatsAppCommand.explain(failure, line), WRONG_USAGE));
        // Who asks for help gets it, whatever is wrong with the environment.
        Map<String, String> variables = line.stream().anyMatch(Cli::asksForHelp) ? Map.of() : environment;
        Optional.ofNullable(cli.getSubcommands().get(WhatsAppCommand.NAME))
                .map(CommandLine::<WhatsAppCommand>getCommand)
                .ifPresent(whatsApp -> whatsApp.runIn(new ClientSurroundings(variables)));
        return cli.execute(line.toArray(String[]::new));
    }

    /** Writes a result to standard output. */
    static void print(String text) {
        System.out.println(text);
    }

    /** Writes a result to standard output as it is. */
    static void write(byte[] bytes) {
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    static InputStream input() {
        return System.in;
    }

    /** Asks at the terminal, and does not show what is typed; empty when there is none, which Java tells up to JDK 21. */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<String> askHidden(String question) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", question);
        if (typed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(typed));
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /** Keeps the main thread until the process is told to stop. */
    static int untilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static boolean asksForHelp(String argument) {
        return Set.of("-h", "--help", "-V", "--version").contains(argument);
    }

    private static SettingSources sources(Map<String, String> environment, Set<String> names, List<String> line)
            throws SettingSources.UnusableFile {
        ConfigFlag flag = new ConfigFlag();
        new CommandLine(flag).setUnmatchedArgumentsAllowed(true).parseArgs(line.toArray(String[]::new));
        String variable = environment.get(SettingSources.variable("config"));
        Path file = flag.file != null || variable == null ? flag.file : Path.of(variable);
        SettingSources sources = SettingSources.of(environment);
        if (file == null) {
            return sources;
        }
        Set<String> settings = new TreeSet<>(names);
        settings.remove(CONFIG.substring(2));
        return sources.with(file, settings);
    }

    /** Before anything is logged, and so for every command alike. What is wrong with these settings is complained about later. */
    private static void chooseLog(SettingSources sources, List<String> line) {
        LogSettings log = new LogSettings();
        try {
            new CommandLine(log)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setUnmatchedArgumentsAllowed(true)
                    .setDefaultValueProvider(sources)
                    .parseArgs(line.toArray(String[]::new));
        } catch (ParameterException refused) {
            log = new LogSettings();
        }
        boolean isJson =
                log.format == LogFormat.JSON || (log.format == LogFormat.AUTO && !StandardStream.ERROR.isTerminal());
        Logs.use(isJson, log.level);
    }

    private static Set<String> names(CommandLine cli) {
        CommandLine run = Objects.requireNonNull(cli.getSubcommands().get(RUN));
        Set<String> names = new TreeSet<>();
        for (OptionSpec option : run.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                names.add(SettingSources.nameOf(option));
            }
        }
        return names;
    }

    /** Says where the value came from, unless it was a flag, which the message names anyway. */
    static String explain(ParameterException failure, SettingSources sources, List<String> line) {
        String message = String.valueOf(failure.getMessage());
        if (failure.getArgSpec() instanceof OptionSpec option
                && line.stream().noneMatch(argument -> argument.startsWith(option.longestName()))) {
            return message + " (set by " + sources.describeSource(option) + ")";
        }
        return message;
    }

    static int complain(CommandLine cli, @Nullable String message, int exitCode) {
        cli.getErr().println("gateway: " + message);
        return exitCode;
    }
}
