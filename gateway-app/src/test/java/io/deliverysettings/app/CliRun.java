package io.deliverysettings.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * What a command line came to.
 *
 * @param exitCode what the process would exit with
 * @param out what was printed as a result
 * @param err what was complained about; the log is apart
 * @param command what would have been run: a {@link RunCommand} or a {@link SandboxCommand}
 */
record CliRun(int exitCode, String out, String err, Optional<Object> command) {

    /** Reads the line with its settings and does what it says, up to the point where something would be started. */
    static CliRun of(Map<String, String> environment, String... line) {
        AtomicReference<Object> read = new AtomicReference<>();
        CommandLine cli = Cli.commandLine();
        return run(
                cli.setExecutionStrategy(parsed -> {
                    Integer helped = CommandLine.executeHelpRequest(parsed);
                    if (helped != null) {
                        return helped;
                    }
                    read.set(command(parsed));
                    return 0;
                }),
                read,
                environment,
                line);
    }

    /** Runs the line for good; only for lines that are refused or end by themselves. */
    static CliRun started(Map<String, String> environment, String... line) {
        PrintStream outBefore = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            CliRun run = run(Cli.commandLine(), new AtomicReference<>(), environment, line);
            return new CliRun(run.exitCode, run.out + printed.toString(StandardCharsets.UTF_8), run.err, run.command);
        } finally {
            System.setOut(outBefore);
        }
    }

    private static CliRun run(
            CommandLine cli, AtomicReference<Object> read, Map<String, String> environment, String... line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        cli.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = Cli.execute(cli, environment, line);
        return new CliRun(exitCode, out.toString(), err.toString(), Optional.ofNullable(read.get()));
    }

    private static Object command(ParseResult parsed) {
        return parsed.subcommand().commandSpec().userObject();
    }

    /** The settings of {@code run}. */
    RunSettings settings() {
        return command.filter(RunCommand.class::isInstance)
                .map(RunCommand.class::cast)
                .orElseThrow(() -> new AssertionError("not run, but exit code " + exitCode + ": " + err))
                .settings;
    }
}
