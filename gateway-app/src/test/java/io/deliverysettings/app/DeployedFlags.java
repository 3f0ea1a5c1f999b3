package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The command line that a file of {@code deploy/} starts the gateway with. */
record DeployedFlags(Map<String, String> values) {

    private static final String ACCESS_FILE = "--access-file";
    private static final Pattern SECRET = Pattern.compile("password|keyset-json|secret=", Pattern.CASE_INSENSITIVE);

    /** Reads arguments of the form {@code --name=value}, after {@code run}. */
    static DeployedFlags of(List<String> arguments) {
        assertThat(arguments).first().isEqualTo("run");
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments.subList(1, arguments.size())) {
            String[] parts = argument.split("=", 2);
            assertThat(parts).as(argument).hasSize(2);
            assertThat(values.put(parts[0], parts[1])).as("%s twice", parts[0]).isNull();
        }
        return new DeployedFlags(values);
    }

    String value(String flag) {
        String value = values.get(flag);
        assertThat(value).as(flag).isNotNull();
        return value;
    }

    /**
     * Fails when a flag is none of {@code run}'s, holds a secret, has a value that {@code run} refuses, or contradicts another.
     *
     * @param extra settings that stand elsewhere
     * @param accessFile a copy, here, of the file that stands where {@code --access-file} says
     */
    void assertAccepted(Map<String, String> extra, Path accessFile) {
        assertThat(CliTest.options("run")).containsAll(values.keySet());
        assertThat(values.keySet()).noneMatch(flag -> SECRET.matcher(flag).find());
        assertThat(values).containsKey(ACCESS_FILE);

        Map<String, String> here = new HashMap<>(values);
        // What is in it is passed along as what stands elsewhere.
        here.remove("--config");
        here.put(ACCESS_FILE, accessFile.toString());
        String[] line = here.entrySet().stream()
                .map(flag -> flag.getKey() + "=" + flag.getValue())
                .toArray(String[]::new);
        CliRun run = CliRun.of(extra, line);
        assertThat(run.exitCode()).as(run.err()).isZero();
        RunCommand command = run.command().map(RunCommand.class::cast).orElseThrow();
        command.settings.check(command.spec);
    }

    /** {@code --drain-timeout} in seconds. */
    int drainSeconds() {
        String value = value("--drain-timeout");
        assertThat(value).matches("[0-9]+s");
        return Integer.parseInt(value.substring(0, value.length() - 1));
    }
}
