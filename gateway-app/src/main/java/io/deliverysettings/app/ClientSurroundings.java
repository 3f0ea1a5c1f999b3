package io.deliverysettings.app;

import io.deliverysettings.app.client.Surroundings;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** This process, for the commands that call a gateway. */
final class ClientSurroundings implements Surroundings {

    private final Map<String, String> environment;

    ClientSurroundings(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Map<String, String> variables() {
        return environment;
    }

    @Override
    public String version() {
        return Version.text();
    }

    @Override
    public void print(String text) {
        Cli.print(text);
    }

    @Override
    public void write(byte[] bytes) {
        Cli.write(bytes);
    }

    @Override
    public InputStream input() {
        return Cli.input();
    }

    @Override
    public boolean isOutputTerminal() {
        return StandardStream.OUTPUT.isTerminal();
    }

    @Override
    public boolean isErrorTerminal() {
        return StandardStream.ERROR.isTerminal();
    }

    /** From JDK 22 on there may be a console that is no terminal: that would read a secret from a pipe as if it had been typed. */
    @Override
    public Optional<String> askHidden(String question) {
        return StandardStream.INPUT.isTerminal() && StandardStream.OUTPUT.isTerminal()
                ? Cli.askHidden(question)
                : Optional.empty();
    }

    @Override
    public byte[] read(Path file) {
        return OperatorFile.read(file);
    }

    @Override
    public byte[] readPrivate(Path file) {
        return OperatorFile.readPrivate(file);
    }

    @Override
    public boolean isThisMachine(String host) {
        return Loopback.is(host);
    }
}
