package io.deliverysettings.app;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A curl command as our documentation uses it, read as a shell and curl would. Whatever else either of them understands is
 * refused, so that a command is never sent as something that it is not.
 */
final class Curl {

    /** What {@code -w} may ask for: the status on a line of its own, after the body. */
    static final String STATUS_ON_A_LINE = "\\n%{http_code}\\n";

    private String method = "";
    private String body = "";
    private boolean hasBody;
    private boolean printsStatus;
    private Optional<String> authority = Optional.empty();
    private final List<String[]> headers = new ArrayList<>();
    private final List<URI> addresses = new ArrayList<>();

    private Curl() {}

    /**
     * Reads a command.
     *
     * @param variables what {@code $NAME} stands for
     */
    static Curl parse(String command, Map<String, String> variables) {
        Curl curl = new Curl();
        Deque<String> words = new ArrayDeque<>(words(command, variables));
        if (!"curl".equals(words.poll())) {
            throw new AssertionError("not curl: " + command);
        }
        while (!words.isEmpty()) {
            curl.take(words.remove(), words);
        }
        if (curl.addresses.size() != 1) {
            throw new AssertionError("not one address: " + command);
        }
        return curl;
    }

    private void take(String word, Deque<String> rest) {
        switch (word) {
            case "-sS" -> {} // Neither progress nor silence about errors: makes no difference here.
            case "-X" -> method = value(word, rest);
            case "-H" -> headers.add(header(value(word, rest)));
            case "-u" -> headers.add(new String[] {"Authorization", basic(value(word, rest))});
            case "--cacert" -> authority = Optional.of(value(word, rest));
            case "-w" -> {
                if (!value(word, rest).equals(STATUS_ON_A_LINE)) {
                    throw new AssertionError("-w of something else");
                }
                printsStatus = true;
            }
            case "-d" -> {
                body = value(word, rest);
                hasBody = true;
                if (body.startsWith("@")) {
                    throw new AssertionError("-d of a file");
                }
            }
            default -> {
                if (word.startsWith("-")) {
                    throw new AssertionError("an option of curl that is not known here: " + word);
                }
                addresses.add(URI.create(word));
            }
        }
    }

    private static String value(String option, Deque<String> rest) {
        String value = rest.poll();
        if (value == null) {
            throw new AssertionError(option + " without a value");
        }
        return value;
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] header(String text) {
        String[] header = text.split(": ", 2);
        if (header.length != 2) {
            throw new AssertionError("not a header: " + text);
        }
        return header;
    }

    boolean printsStatus() {
        return printsStatus;
    }

    /** The file of the authorities that are trusted instead of those of the platform, as the command names it. */
    Optional<String> authority() {
        return authority;
    }

    HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(addresses.get(0)).timeout(Duration.ofSeconds(20));
        headers.forEach(header -> request.header(header[0], header[1]));
        if (hasBody
                && headers.stream()
                        .noneMatch(header -> header[0].toLowerCase(Locale.ROOT).equals("content-type"))) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        String usual = hasBody ? "POST" : "GET";
        return request.method(
                method.isEmpty() ? usual : method, hasBody ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
    }

    /** Splits a command as a shell does: quotes, continued lines, variables. */
    private static List<String> words(String command, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        int at = 0;
        while (at < command.length()) {
            char c = command.charAt(at++);
            if (c == '\'') {
                int end = closing(command, '\'', at);
                word.append(command, at, end);
                at = end + 1;
                inWord = true;
            } else if (c == '"') {
                int end = closing(command, '"', at);
                word.append(expanded(command.substring(at, end), variables));
                at = end + 1;
                inWord = true;
            } else if (c == '\\' && at < command.length() && command.charAt(at) == '\n') {
                at++;
            } else if (c == ' ' || (c == '\n' && command.substring(at).isBlank())) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else if (Character.isLetterOrDigit(c) || "-_./:=@%+,?".indexOf(c) >= 0) {
                word.append(c);
                inWord = true;
            } else {
                throw new AssertionError("'" + c + "' means something to a shell that is not known here: " + command);
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static int closing(String command, char quote, int from) {
        int end = command.indexOf(quote, from);
        if (end < 0) {
            throw new AssertionError("a quote without its end: " + command);
        }
        return end;
    }

    private static String expanded(String quoted, Map<String, String> variables) {
        String text = quoted;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace("$" + variable.getKey(), variable.getValue());
        }
        if (text.contains("$") || text.contains("\\") || text.contains("`")) {
            throw new AssertionError("not known here: " + quoted);
        }
        return text;
    }
}
