package io.deliverysettings.app;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/** What can be wrong with an answer of PingOne, in the words of {@code docs/upstream-faults.md}. */
enum UpstreamFault {
    REFUSED("refuses the connection") {
        @Override
        void act(FaultyPingOne.Exchange exchange) {
            throw new IllegalStateException("no connection gets so far");
        }
    },
    RESET_BEFORE_APPLYING("resets the connection before it does anything") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.reset();
        }
    },
    RESET_AFTER_APPLYING("does what it is asked and resets the connection") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            exchange.apply();
            exchange.reset();
        }
    },
    SILENT_BEFORE_APPLYING("does nothing and does not answer") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            exchange.awaitHangUp();
        }
    },
    SILENT_AFTER_APPLYING("does what it is asked and does not answer") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            exchange.apply();
            exchange.awaitHangUp();
        }
    },
    UNAUTHORIZED("answers 401") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(401, "", envelope("ACCESS_FAILED", "You do not have access to this resource."));
        }
    },
    FORBIDDEN("answers 403") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(403, "", envelope("ACCESS_FAILED", "You do not have access to this resource."));
        }
    },
    NOT_FOUND("answers 404") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(404, "", envelope("NOT_FOUND", "The requested resource object cannot be found."));
        }
    },
    REQUEST_TIMEOUT("answers 408") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(408, "Connection: close\r\n", "");
        }
    },
    THROTTLED_FOR_SECONDS("answers 429 with `Retry-After: 1`") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(429, "Retry-After: 1\r\n", envelope("REQUEST_LIMITED", "Too many requests."));
        }
    },
    THROTTLED_UNTIL_A_DATE("answers 429 with a date in `Retry-After`") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.now().plusSeconds(1).atOffset(ZoneOffset.UTC));
            exchange.answer(429, "Retry-After: " + date + "\r\n", envelope("REQUEST_LIMITED", "Too many requests."));
        }
    },
    THROTTLED_WITH_NONSENSE("answers 429 with nonsense in `Retry-After`") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(429, "Retry-After: soon\r\n", envelope("REQUEST_LIMITED", "Too many requests."));
        }
    },
    INTERNAL_ERROR("answers 500") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(500, "", envelope("UNEXPECTED_ERROR", "An unexpected error occurred."));
        }
    },
    BAD_GATEWAY("answers 502 with a page of HTML") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(502, "Content-Type: text/html\r\n", "<html><h1>Bad gateway</h1></html>");
        }
    },
    UNAVAILABLE("answers 503") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(503, "", "");
        }
    },
    GATEWAY_TIMEOUT("answers 504") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws IOException {
            exchange.answer(504, "", "");
        }
    },
    TRUNCATED("does what it is asked and breaks off in the middle of the answer") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            FaultyPingOne.Reply reply = exchange.apply();
            exchange.write(reply.head() + reply.body().substring(0, reply.body().length() / 2));
            exchange.hangUp();
        }
    },
    OVERSIZED("does what it is asked and answers with more than 1 MiB") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            exchange.answerWith(exchange.apply().padded(2 * 1024 * 1024));
        }
    },
    SLOW_DRIP("does what it is asked and answers byte by byte, for ever") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            FaultyPingOne.Reply reply = exchange.apply();
            exchange.write(reply.head());
            while (true) {
                exchange.write(" ");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    },
    WRONG_CONTENT_TYPE("does what it is asked and says that its JSON is text") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            exchange.answerWith(exchange.apply().ofType("text/plain"));
        }
    },
    UNKNOWN_MEMBERS("answers with members that nobody knows") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            exchange.answerWith(exchange.apply().with("\"brandNew\":{\"a\":[1,2]}"));
        }
    },
    UNKNOWN_VALUES("answers with a status that nobody knows") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            exchange.answerWith(exchange.apply().replacing("\"Created\"", "\"AWAITING_MIRACLE\""));
        }
    },
    DUPLICATE_KEYS("answers with a member twice") {
        @Override
        void act(FaultyPingOne.Exchange exchange) throws Exception {
            exchange.answerWith(exchange.apply().with("\"status\":\"Created\",\"token_type\":\"Bearer\""));
        }
    };

    private final String inWords;

    UpstreamFault(String inWords) {
        this.inWords = inWords;
    }

    /** Such as {@code answers 503}. */
    String inWords() {
        return inWords;
    }

    abstract void act(FaultyPingOne.Exchange exchange) throws Exception;

    private static String envelope(String code, String message) {
        return "{\"id\":\"5f1d1c5a-0000-4000-8000-000000000000\",\"code\":\"%s\",\"message\":\"%s\",\"error\":\"%s\"}"
                .formatted(code, message, code.equals("ACCESS_FAILED") ? "invalid_client" : "other");
    }
}
