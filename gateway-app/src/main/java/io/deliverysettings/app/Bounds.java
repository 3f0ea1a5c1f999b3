package io.deliverysettings.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Refuses a setting when the options that it is for do: they know its bounds, and a converter would have to repeat them. A command
 * that is a {@link FaultCollector} is told of every refusal; any other ends with the first.
 */
final class Bounds {

    /** A command that wants to know everything that is wrong at once. */
    interface FaultCollector {
        void add(RuntimeException refused);

        boolean hasFaults();
    }

    private Bounds() {}

    /**
     * Tries the options with one setting that is in question.
     *
     * @throws ParameterException if they refuse it; it names the setting, as a converter's refusal does
     */
    static void check(CommandSpec command, String setting, Runnable options) {
        try {
            options.run();
        } catch (IllegalArgumentException refused) {
            report(
                    command,
                    new ParameterException(
                            command.commandLine(),
                            "Invalid value for option '" + setting + "': " + refused.getMessage(),
                            refused,
                            command.findOption(setting),
                            ""));
        }
    }

    /** The same of options that other settings are in, too: when one of those was refused, it would be blamed on this one. */
    static void checkTogether(CommandSpec command, String setting, Runnable options) {
        if (!(command.userObject() instanceof FaultCollector collector && collector.hasFaults())) {
            check(command, setting, options);
        }
    }

    /** Makes checks that do not need each other. */
    static void checkEach(CommandSpec command, Runnable... checks) {
        for (Runnable check : checks) {
            try {
                check.run();
            } catch (ParameterException | IllegalArgumentException refused) {
                report(command, refused);
            }
        }
    }

    private static void report(CommandSpec command, RuntimeException refused) {
        if (command.userObject() instanceof FaultCollector collector) {
            collector.add(refused);
        } else {
            throw refused;
        }
    }
}
