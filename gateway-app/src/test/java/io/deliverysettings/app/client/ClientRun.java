package io.deliverysettings.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A command line, and what came of it. No secret of a test is ever in what it says. */
record ClientRun(int exitCode, String out, String err) {

    static final String ENVIRONMENT = "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6";
    static final String RESOURCE =
            "/v1/environments/" + ENVIRONMENT + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";

    /** Begins every secret of these tests. */
    static final String HIDDEN = "hidden-";

    static final String BEARER = HIDDEN + "bearer";

    /** With address, environment and token from the environment, unless the test has given some. */
    static ClientRun of(FakeSurroundings surroundings, URI gateway, String... line) {
        surroundings.variables.put("DELIVERY_SETTINGS_GATEWAY", gateway.toString());
        surroundings.variables.putIfAbsent("DELIVERY_SETTINGS_ENVIRONMENT", ENVIRONMENT);
        surroundings.variables.putIfAbsent("DELIVERY_SETTINGS_TOKEN", BEARER);
        return of(surroundings, line);
    }

    static ClientRun of(FakeSurroundings surroundings, String... line) {
        surroundings.out.reset();
        WhatsAppCommand command = new WhatsAppCommand();
        CommandLine cli = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
        StringWriter err = new StringWriter();
        cli.setErr(new PrintWriter(err, true));
        cli.setParameterExceptionHandler((failure, arguments) -> {
            cli.getErr().println("gateway: " + WhatsAppCommand.explain(failure, new ArrayList<>(List.of(arguments))));
            return ExitCode.USAGE.number();
        });
        command.runIn(surroundings);
        int exitCode = cli.execute(line);
        ClientRun run = new ClientRun(exitCode, surroundings.out.toString(StandardCharsets.UTF_8), err.toString());
        assertThat(run.out + run.err).doesNotContain(HIDDEN);
        return run;
    }
}
