package io.deliverysettings.app.client;

import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.validation.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where secrets come from: a file, standard input, the environment or whoever sits at the terminal. Never the command line, which
 * every process of the machine can read.
 */
final class SecretSources {

    private static final String STANDARD_INPUT = "-";
    private static final int MOST_BYTES = 64 * 1024;

    private final Surroundings surroundings;
    private Optional<String> taker = Optional.empty();

    SecretSources(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Reads a secret. A flag counts before the environment, and what is nowhere is asked for.
     *
     * @param name what it is called in words
     * @param file the file of the flag, or {@code -} for standard input; empty when the flag is not given
     * @param flag that names the file
     * @throws CannotDo when there is none, or none that can be used; nothing of it is shown
     */
    Secret read(String name, Optional<String> file, String flag) throws CannotDo {
        String variable = ClientVariables.of(flag);
        String valueVariable = variable.replaceFirst("_FILE$", "");
        Optional<String> value = variable(valueVariable);
        if (file.isPresent()) {
            return secret(fromFile(file.get(), flag), flag + " " + file.get());
        }
        if (value.isPresent()) {
            return secret(value.get(), valueVariable);
        }
        Optional<String> fileOfVariable = variable(variable);
        if (fileOfVariable.isPresent()) {
            return secret(fromFile(fileOfVariable.get(), variable), variable + " " + fileOfVariable.get());
        }
        String typed = surroundings
                .askHidden(name + ": ")
                .orElseThrow(() -> CannotDo.because(
                        ExitCode.USAGE,
                        "the " + name + " is missing, and there is no terminal to ask for it. Give it with " + flag
                                + " FILE (- for standard input), or in the environment as " + valueVariable + " or "
                                + variable));
        return secret(typed, "the " + name);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings.variables().get(name)).filter(value -> !value.isBlank());
    }

    private String fromFile(String file, String source) throws CannotDo {
        byte[] content = new byte[0];
        try {
            content = file.equals(STANDARD_INPUT) ? standardInput(source) : surroundings.readPrivate(Path.of(file));
            return new String(content, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
        } catch (IllegalArgumentException unusable) {
            throw CannotDo.because(ExitCode.USAGE, source + ": " + unusable.getMessage());
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private byte[] standardInput(String source) throws CannotDo {
        if (taker.isPresent()) {
            throw CannotDo.because(
                    ExitCode.USAGE, source + " and " + taker.get() + " cannot both be read from standard input");
        }
        taker = Optional.of(source);
        try {
            return surroundings.input().readNBytes(MOST_BYTES);
        } catch (IOException unreadable) {
            throw CannotDo.because(ExitCode.USAGE, source + ": standard input cannot be read");
        }
    }

    private static Secret secret(String text, String source) throws CannotDo {
        List<Violation> faults = new ArrayList<>();
        return Secret.parse(text, source)
                .collectInto(faults)
                .orElseThrow(
                        () -> CannotDo.because(ExitCode.USAGE, faults.get(0).message()));
    }
}
