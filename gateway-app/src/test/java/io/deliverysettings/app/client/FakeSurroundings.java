package io.deliverysettings.app.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that is as a test wants it, with somebody at its terminal or nobody. */
final class FakeSurroundings implements Surroundings {

    final Map<String, String> variables = new HashMap<>();
    final Map<String, String> files = new HashMap<>();
    final Deque<String> typed = new ArrayDeque<>();
    final List<String> questions = new ArrayList<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    String input = "";
    boolean isOutputTerminal;
    boolean isErrorTerminal;

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public void print(String text) {
        write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    @Override
    public InputStream input() {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isOutputTerminal() {
        return isOutputTerminal;
    }

    @Override
    public boolean isErrorTerminal() {
        return isErrorTerminal;
    }

    @Override
    public Optional<String> askHidden(String question) {
        questions.add(question);
        return Optional.ofNullable(typed.poll());
    }

    @Override
    public byte[] read(Path file) {
        return readPrivate(file);
    }

    @Override
    public byte[] readPrivate(Path file) {
        String content = files.get(file.toString());
        if (content == null) {
            throw new IllegalArgumentException(file + " does not exist");
        }
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isThisMachine(String host) {
        return host.equals("127.0.0.1");
    }
}
