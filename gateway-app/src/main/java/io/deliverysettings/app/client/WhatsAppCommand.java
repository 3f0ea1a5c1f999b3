package io.deliverysettings.app.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whatsapp}: looks at the settings of a gateway that runs somewhere, and changes them. */
@Command(
        name = WhatsAppCommand.NAME,
        description = "Look at the WhatsApp settings of a running gateway, and change them.",
        subcommands = {
            ShowCommand.class,
            NumbersCommand.class,
            SetCommand.class,
            SelectCommand.class,
            HistoryCommand.class,
            RestoreCommand.class,
            VerifyCommand.class,
            FollowCommand.class
        },
        footer = {
            "",
            "Say which gateway, environment and token with the options of each command, or in the environment:"
                    + " DELIVERY_SETTINGS_GATEWAY, DELIVERY_SETTINGS_ENVIRONMENT, DELIVERY_SETTINGS_TOKEN or"
                    + " DELIVERY_SETTINGS_TOKEN_FILE.",
            "",
            "Exit codes: 0 done, 2 wrong usage, 3 refused, 4 not allowed, 5 not found, 6 conflict, 7 try again later,"
                    + " 8 fault, 9 gateway not reached, 10 verify: the number is not fit, 11 the change is not over yet."
        })
public final class WhatsAppCommand implements Callable<Integer> {

    /** What it is called by. */
    public static final String NAME = "whatsapp";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private @Nullable Surroundings surroundings;

    /** For picocli, which makes its subcommands too. */
    public WhatsAppCommand() {}

    /**
     * Says where the commands run, before one is.
     *
     * @param here the process
     */
    public void runIn(Surroundings here) {
        surroundings = here;
        ClientVariables variables = new ClientVariables(here.variables());
        spec.commandLine().setDefaultValueProvider(variables);
        for (String unknown : variables.unknown()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "gateway: " + ShownText.of(unknown) + " in the environment is not known and has no effect");
        }
    }

    /**
     * What is wrong with a command line.
     *
     * @param failure picocli's
     * @param line the command line
     * @return with the variable that the value came from, if it did
     */
    public static String explain(ParameterException failure, List<String> line) {
        String message = String.valueOf(failure.getMessage());
        CommandLine command = failure.getCommandLine();
        Optional<String> variable = failure.getArgSpec() instanceof OptionSpec option
                        && command.getDefaultValueProvider() instanceof ClientVariables variables
                        && line.stream().noneMatch(argument -> argument.startsWith(option.longestName()))
                ? variables.source(option)
                : Optional.empty();
        return ShownText.of(message)
                + variable.map(name -> " (set by " + name + ")").orElse("");
    }

    Surroundings surroundings() {
        if (surroundings == null) {
            throw new IllegalStateException("nobody has said where the commands run");
        }
        return surroundings;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
