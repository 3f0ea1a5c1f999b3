package io.deliverysettings.app.client;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all commands do alike: connect, and say what went wrong. */
abstract class ClientCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @ParentCommand
    WhatsAppCommand parent = new WhatsAppCommand();

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    /** What the command is about. */
    abstract ExitCode run(Session session) throws CannotDo, InterruptedException;

    /** What cannot be wanted, told before anybody is asked for a token. */
    void check() throws CannotDo {}

    @Override
    public final Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Surroundings surroundings = parent.surroundings();
        try {
            check();
            return run(Session.of(connection, surroundings, err)).number();
        } catch (CannotDo failure) {
            if (connection.json) {
                failure.document().ifPresent(document -> Session.document(document, surroundings));
            }
            err.println("gateway: " + failure.getMessage());
            return failure.exitCode().number();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.BUG.number();
        }
    }
}
