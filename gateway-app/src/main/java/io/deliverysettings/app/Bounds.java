package io.deliverysettings.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses a setting when the options that it is for do: they know its bounds, and a converter would have to repeat them. */
final class Bounds {

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
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + setting + "': " + refused.getMessage(),
                    refused,
                    command.findOption(setting),
                    "");
        }
    }
}
