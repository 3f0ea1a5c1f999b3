package io.deliverysettings.app;

import io.deliverysettings.app.FaultyPingOne.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code upstream-faults.txt}: what PingOne does to which call, and what has to come of it.
 *
 * @param operation the call
 * @param fault what PingOne does
 * @param isOnce whether only to the first one; else to every one
 * @param status what the caller is answered
 * @param code of that answer; {@code -} for a success
 * @param calls how many of these calls PingOne receives, as {@code 1} or {@code 2..10}
 * @param writes how many of them it makes
 * @param history what the history says of the change in the end; {@code -} when nothing
 */
record UpstreamFaultCase(
        Call operation,
        UpstreamFault fault,
        boolean isOnce,
        int status,
        String code,
        String calls,
        int writes,
        String history) {

    /** The calls that are told apart, and whose token they are made with. */
    enum Call {
        /** A read with the caller's token. */
        GET(Operation.GET),
        /** A write with the caller's token. */
        PUT(Operation.PUT),
        /** The fetch of a token of the gateway's own, for a read. */
        TOKEN(Operation.TOKEN),
        /** A read with a token of the gateway's own. */
        WORKER_GET(Operation.GET),
        /** A write with a token of the gateway's own. */
        WORKER_PUT(Operation.PUT);

        private final Operation spoiled;

        Call(Operation spoiled) {
            this.spoiled = spoiled;
        }

        Operation spoiled() {
            return spoiled;
        }

        boolean isWrite() {
            return spoiled == Operation.PUT;
        }

        boolean isByWorker() {
            return this != GET && this != PUT;
        }
    }

    private static final Pattern RANGE = Pattern.compile("([0-9]+)(?:\\.\\.([0-9]+))?");

    static List<UpstreamFaultCase> all() throws IOException {
        try (var file = UpstreamFaultCase.class.getResourceAsStream("/upstream-faults.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(UpstreamFaultCase::of)
                    .toList();
        }
    }

    private static UpstreamFaultCase of(String line) {
        List<String> parts =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return new UpstreamFaultCase(
                Call.valueOf(parts.get(0)),
                UpstreamFault.valueOf(parts.get(1)),
                parts.get(2).equals("once"),
                Integer.parseInt(parts.get(3)),
                parts.get(4),
                parts.get(5),
                Integer.parseInt(parts.get(6)),
                parts.get(7));
    }

    boolean allows(int received) {
        Matcher range = RANGE.matcher(calls);
        if (!range.matches()) {
            throw new IllegalArgumentException("not a number or a range: " + calls);
        }
        int least = Integer.parseInt(range.group(1));
        int most = range.group(2) == null ? least : Integer.parseInt(range.group(2));
        return received >= least && received <= most;
    }

    String name() {
        return operation + " " + fault + (isOnce ? " once" : " always");
    }
}
