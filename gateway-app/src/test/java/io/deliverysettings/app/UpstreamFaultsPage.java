package io.deliverysettings.app;

import io.deliverysettings.app.UpstreamFaultCase.Call;
import java.util.List;
import java.util.stream.Collectors;

/** {@code docs/upstream-faults.md}, made of the cases. */
final class UpstreamFaultsPage {

    private static final String HEAD = """
            # What PingOne can do to a call, and what comes of it

            This page is made by `UpstreamFaultsTest` of `gateway-app/src/test/resources/upstream-faults.txt`, and the build fails when it is out of
            date. Each line was tried against a gateway of its own, with 3 s for a read, 5 s for a change, 700 ms for one try of a read and 500 ms
            of settling time. *Calls* is how many calls of this kind PingOne received, *made* how many writes it made, *history* what the history
            says of the change once nothing is open any more (`-`: nothing was done, and nothing is said). In every case no answer took longer than
            the time allowed, and the gateway told in the end what PingOne held.
            """;

    private UpstreamFaultsPage() {}

    static String of(List<UpstreamFaultCase> cases) {
        return HEAD
                + section("A read", Call.GET, cases)
                + section("A write", Call.PUT, cases)
                + section("The fetch of a token of the gateway's own, for a read", Call.TOKEN, cases)
                + section("A read with a token of the gateway's own", Call.WORKER_GET, cases)
                + section("A write with a token of the gateway's own", Call.WORKER_PUT, cases);
    }

    private static String section(String title, Call operation, List<UpstreamFaultCase> cases) {
        boolean isWrite = operation.isWrite();
        return "\n## " + title + "\n\n"
                + (isWrite
                        ? "| PingOne | the caller gets | calls | made | history |\n|---|---|---|---|---|\n"
                        : "| PingOne | the caller gets | calls |\n|---|---|---|\n")
                + cases.stream()
                        .filter(one -> one.operation() == operation)
                        .map(one -> row(one, isWrite))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String row(UpstreamFaultCase one, boolean isWrite) {
        String answer = one.code().equals("-") ? String.valueOf(one.status()) : one.status() + " `" + one.code() + "`";
        String start = "| " + one.fault().inWords() + (one.isOnce() ? ", once" : ", always") + " | " + answer + " | "
                + one.calls().replace("..", " to ") + " |";
        return isWrite ? start + " " + one.writes() + " | " + one.history() + " |" : start;
    }
}
