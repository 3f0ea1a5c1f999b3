package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.domain.history.OperationId;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Changes, which the gateway accepts and then makes: so nothing is lost when a connection breaks, and there is something to tell
 * while PingOne verifies.
 */
final class Changes {

    /** How long the gateway is asked to wait at a time: to show that something happens, or just so that it need not be asked often. */
    private static final int SECONDS_WITH_PROGRESS = 2;

    private static final int SECONDS_WITHOUT = 20;
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(1);

    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String FAILED = "FAILED";

    private final Session session;
    private final Duration patience;
    private final ProgressLine progress;

    /**
     * With so much patience.
     *
     * @param patience how long to wait for the end of a change; zero not to wait at all
     */
    Changes(Session session, Duration patience) {
        this.session = session;
        this.patience = patience;
        this.progress = new ProgressLine(session.err(), session.surroundings().isErrorTerminal());
    }

    /**
     * Has a change made.
     *
     * @param request without preferences
     * @throws CannotDo when it was not made, or nobody knows
     */
    Change make(HttpRequest.Builder request) throws CannotDo, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Interruption interruption = Interruption.expectedOn(session.err())) {
            interruption.say("stopped. The change may have been accepted: ./gateway whatsapp history tells");
            progress.tell("sending");
            Reply reply = send(request);
            if (reply.status() != 202) {
                if (!reply.isSuccess()) {
                    throw ErrorText.of(reply);
                }
                Session.document(reply);
                return Change.made(reply.body(), reply.header("ETag"));
            }
            OperationId operation = operation(Session.document(reply));
            interruption.say(goesOn(operation));
            return patience.isZero() ? Change.open(reply.body()) : follow(operation, reply, deadline);
        } finally {
            progress.clear();
        }
    }

    /** Waits for the end of a change that was accepted before. */
    Change follow(OperationId operation) throws CannotDo, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Interruption interruption = Interruption.expectedOn(session.err())) {
            interruption.say(goesOn(operation));
            Reply reply = session.requests().get(session.target().operation(operation));
            Session.success(reply);
            return follow(operation, reply, deadline);
        } finally {
            progress.clear();
        }
    }

    static String goesOn(OperationId operation) {
        return "the change goes on. To follow it: ./gateway whatsapp follow " + operation;
    }

    /** Not to be waited for, so that soon it is known what to follow. */
    private Reply send(HttpRequest.Builder request) throws CannotDo, InterruptedException {
        try {
            return session.requests().send(request.setHeader("Prefer", "respond-async"), Duration.ZERO);
        } catch (CannotDo failure) {
            if (failure.exitCode() == ExitCode.UNREACHABLE
                    && !String.valueOf(failure.getMessage()).contains(" cannot be reached")) {
                throw failure.with(
                        "  The change may have been accepted all the same: ./gateway whatsapp history tells.");
            }
            throw failure;
        }
    }

    private Change follow(OperationId operation, Reply first, long deadline) throws CannotDo, InterruptedException {
        Reply last = first;
        while (true) {
            JsonNode document = Session.document(last);
            String state = document.path("state").asText();
            if (state.equals(SUCCEEDED)) {
                return Change.made(
                        RawJson.member(last.body(), "result").orElseThrow(ErrorText::unreadable),
                        NumberText.text(document, "etag"));
            }
            if (state.equals(FAILED)) {
                throw ErrorText.of(
                        document.path("status").asInt(),
                        RawJson.member(last.body(), "error").orElseThrow(ErrorText::unreadable));
            }
            if (System.nanoTime() >= deadline) {
                return Change.open(last.body());
            }
            progress.tell(document.path("progress").asText("QUEUED"));
            last = askAgain(operation, last, deadline);
        }
    }

    /** What does not last does not end the waiting: the change goes on meanwhile. */
    private Reply askAgain(OperationId operation, Reply last, long deadline) throws CannotDo, InterruptedException {
        long begun = System.nanoTime();
        Reply next = last;
        Duration pause = BEFORE_ASKING_AGAIN;
        try {
            Reply reply = ask(operation, Math.min(seconds(), Math.max(1, secondsTo(deadline))));
            if (reply.isSuccess()) {
                next = reply;
            } else if (reply.status() == 429 || reply.status() >= 500) {
                pause = retryAfter(reply).orElse(pause);
            } else {
                throw ErrorText.of(reply).with("  " + goesOn(operation));
            }
        } catch (CannotDo failure) {
            if (failure.exitCode() != ExitCode.UNREACHABLE) {
                throw failure;
            }
            progress.tell("the gateway does not answer; asking again");
        }
        // A gateway that is about to stop answers without having waited, and so may anything in between.
        boolean hasWaited = next != last && System.nanoTime() - begun >= pause.toNanos();
        if (!hasWaited && !isOver(next)) {
            TimeUnit.NANOSECONDS.sleep(Math.min(pause.toNanos(), Math.max(0, deadline - System.nanoTime())));
        }
        return next;
    }

    private Reply ask(OperationId operation, long waiting) throws CannotDo, InterruptedException {
        HttpRequest.Builder request = session.requests()
                .to(session.target().operation(operation))
                .header("Prefer", "wait=" + waiting)
                .GET();
        return session.requests().send(request, Duration.ofSeconds(waiting));
    }

    private static boolean isOver(Reply reply) throws CannotDo {
        String state = Session.document(reply).path("state").asText();
        return state.equals(SUCCEEDED) || state.equals(FAILED);
    }

    private static Optional<Duration> retryAfter(Reply reply) {
        return reply.header("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,3}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static long secondsTo(long deadline) {
        return TimeUnit.NANOSECONDS.toSeconds(deadline - System.nanoTime());
    }

    private int seconds() {
        return progress.isShown() ? SECONDS_WITH_PROGRESS : SECONDS_WITHOUT;
    }

    static OperationId operation(JsonNode document) throws CannotDo {
        return OperationId.parse(document.path("id").asText(), "id")
                .toOptional()
                .orElseThrow(ErrorText::unreadable);
    }
}
