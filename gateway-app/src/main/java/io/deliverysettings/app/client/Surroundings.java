package io.deliverysettings.app.client;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the commands need of the process that they run in. */
public interface Surroundings {

    /**
     * The environment.
     *
     * @return its variables by name
     */
    Map<String, String> variables();

    /**
     * The version of this program.
     *
     * @return as in the packaged application's manifest
     */
    String version();

    /**
     * Writes a result to standard output, with a line end.
     *
     * @param text one or more lines
     */
    void print(String text);

    /**
     * Writes a result to standard output as it is.
     *
     * @param bytes in whatever encoding
     */
    void write(byte[] bytes);

    /**
     * Standard input.
     *
     * @return the stream; not to be closed
     */
    InputStream input();

    /**
     * Whether somebody reads standard output on a terminal.
     *
     * @return false for a file, a pipe or when nobody knows
     */
    boolean isOutputTerminal();

    /**
     * Whether somebody reads standard error on a terminal.
     *
     * @return false for a file, a pipe or when nobody knows
     */
    boolean isErrorTerminal();

    /**
     * Asks for a secret at the terminal, without showing what is typed.
     *
     * @param question what is asked for
     * @return what was typed, which may be nothing; empty when there is no terminal to ask at
     */
    Optional<String> askHidden(String question);

    /**
     * Reads a small file.
     *
     * @param file which
     * @return its content
     * @throws IllegalArgumentException when it cannot be read, with a message that shows nothing of it
     */
    byte[] read(Path file);

    /**
     * Reads a small file that nobody but its owner has any right to.
     *
     * @param file which
     * @return its content
     * @throws IllegalArgumentException when it cannot be read or others may, with a message that shows nothing of it
     */
    byte[] readPrivate(Path file);

    /**
     * Whether a host is this machine alone, by the text that names it.
     *
     * @param host as it stands in an address
     * @return true for localhost and what is the same
     */
    boolean isThisMachine(String host);
}
