package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.http.HttpLimitsOptions.Sizes;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many requests there may be, of whom, and how large they may be. */
class RequestLimitsTest {

    private static final String OTHER = "Bearer other";

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void anAnswerSaysHowManyRequestsAreLeft() throws Exception {
        try (Gateway gateway = start(Limits.perMinutePerCaller(100))) {
            gateway.get();
            Answer answer = gateway.get();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit-Policy")).contains("\"caller\";q=100;w=60");
            assertThat(answer.header("RateLimit").orElseThrow()).matches("\"caller\";r=98;t=(60|59|58)");
        }
    }

    @Test
    void whoeverSendsTooManyIsToldWhenToComeBackAndNobodyIsAsked() throws Exception {
        try (Gateway gateway = start(Limits.perMinutePerCaller(2))) {
            gateway.get();
            gateway.get();
            gateway.read.forget();

            Answer answer = gateway.get();

            answer.isError(ErrorTable.TOO_MANY_REQUESTS);
            assertThat(answer.header("RateLimit").orElseThrow()).startsWith("\"caller\";r=0;t=");
            int wait = Integer.parseInt(answer.header("Retry-After").orElseThrow());
            assertThat(wait).isBetween(1, 60);
            assertThat(answer.header("RateLimit").orElseThrow()).endsWith(";t=" + wait);
            assertThat(gateway.read.received()).isEmpty();
            assertThat(get(gateway, OTHER).status()).isEqualTo(200);
        }
    }

    @Test
    void whoeverMakesUpATokenForEachRequestIsLimitedByAddress() throws Exception {
        try (Gateway gateway = start(Limits.perMinutePerAddress(3))) {
            for (int i = 0; i < 3; i++) {
                assertThat(get(gateway, "Bearer made-up-" + i).status()).isEqualTo(200);
            }

            Answer answer = get(gateway, "Bearer made-up-3");

            answer.isError(ErrorTable.TOO_MANY_REQUESTS);
            assertThat(answer.header("RateLimit-Policy")).contains("\"address\";q=3;w=60");
        }
    }

    @Test
    void whoeverDoesNotAuthenticateIsLimitedAsOneCaller() throws Exception {
        try (Gateway gateway = start(Limits.perMinutePerCaller(1))) {
            gateway.send(gateway.anonymous("/x")).isError(ErrorTable.NOT_FOUND);
            gateway.send(gateway.anonymous("/y")).isError(ErrorTable.TOO_MANY_REQUESTS);
            assertThat(gateway.get().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'9.9.9.9, 1.1.1.1', '8.8.8.8, 1.1.1.1', 429",
        "'1.1.1.1', '1.1.1.2', 404",
        "'2001:db8::1', '2001:db8::ffff', 429",
        "'2001:db8:0:1::1', '2001:db8:0:2::1', 404",
        "'nonsense', 'other', 429"
    })
    void behindATrustedProxyItsOwnWordForTheAddressCounts(String first, String second, int status) throws Exception {
        HttpApiOptions options =
                new HttpApiOptions("127.0.0.1", 0, true, List.of(), Limits.perMinutePerAddress(1), Optional.empty());
        try (Gateway gateway = Gateway.start(options)) {
            gateway.send(gateway.anonymous("/x").header("X-Forwarded-For", first))
                    .isError(ErrorTable.NOT_FOUND);

            assertThat(gateway.send(gateway.anonymous("/x").header("X-Forwarded-For", second))
                            .status())
                    .isEqualTo(status);
        }
    }

    @Test
    void whatAStrangerSaysOfItsAddressDoesNotCount() throws Exception {
        try (Gateway gateway = start(Limits.perMinutePerAddress(1))) {
            gateway.send(gateway.anonymous("/x").header("X-Forwarded-For", "1.1.1.1"));

            gateway.send(gateway.anonymous("/x").header("X-Forwarded-For", "1.1.1.2"))
                    .isError(ErrorTable.TOO_MANY_REQUESTS);
        }
    }

    @Test
    void aCallerMayHaveSoManyUnderWayAndOthersAreServed() throws Exception {
        try (Gateway gateway = start(Limits.inFlightPerCaller(1))) {
            CompletableFuture<ReadWhatsAppUseCase.Result> pending = underWay(gateway);

            Answer answer = gateway.get();

            answer.isError(ErrorTable.TOO_MANY_AT_ONCE);
            assertThat(answer.header("Retry-After")).contains("1");
            gateway.read.answers(Samples.found(Samples.SETTINGS));
            assertThat(get(gateway, OTHER).status()).isEqualTo(200);
            pending.complete(Samples.found(Samples.SETTINGS));
            assertThat(isServedSoon(gateway)).isTrue();
        }
    }

    @Test
    void anAddressMayHaveSoManyUnderWay() throws Exception {
        try (Gateway gateway = start(Limits.inFlightPerAddress(1))) {
            CompletableFuture<ReadWhatsAppUseCase.Result> pending = underWay(gateway);

            get(gateway, OTHER).isError(ErrorTable.TOO_MANY_AT_ONCE);
            assertThat(pending).isNotDone();
        }
    }

    @Test
    void allTogetherMayHaveSoManyUnderWay() throws Exception {
        try (Gateway gateway = start(Limits.inFlight(1))) {
            CompletableFuture<ReadWhatsAppUseCase.Result> pending = underWay(gateway);

            Answer answer = get(gateway, OTHER);

            answer.isError(ErrorTable.OVERLOADED);
            assertThat(answer.header("Retry-After")).contains("1");
            gateway.read.answers(Samples.found(Samples.SETTINGS));
            pending.complete(Samples.found(Samples.SETTINGS));
            assertThat(isServedSoon(gateway)).isTrue();
        }
    }

    /** Otherwise whoever leaves at once could have any number of changes made at the same time. */
    @Test
    void whoeverLeavesBeforeTheAnswerKeepsItsPlaceUntilTheWorkIsDone() throws Exception {
        try (Gateway gateway = start(Limits.inFlightPerCaller(1))) {
            CompletableFuture<ReadWhatsAppUseCase.Result> pending = new CompletableFuture<>();
            CountDownLatch asked = new CountDownLatch(1);
            gateway.read.does(query -> {
                asked.countDown();
                return pending;
            });
            try (Socket socket = gateway.connect()) {
                Gateway.write(socket, Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n"));
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            }
            gateway.read.answers(Samples.found(Samples.SETTINGS));
            for (int i = 0; i < 20; i++) {
                gateway.get().isError(ErrorTable.TOO_MANY_AT_ONCE);
            }

            pending.complete(Samples.found(Samples.SETTINGS));

            assertThat(isServedSoon(gateway)).isTrue();
        }
    }

    @Test
    void requestsThatEndInAnyWayLeaveNoneUnderWay() throws Exception {
        try (Gateway gateway = start(Limits.inFlight(1))) {
            gateway.get();
            gateway.send(gateway.anonymous(Samples.PATH));
            gateway.put("{");
            gateway.read.fails(new IllegalStateException("a bug"));
            gateway.get().isError(ErrorTable.UNEXPECTED);
            gateway.read.does(query -> {
                throw new IllegalStateException("a bug");
            });
            gateway.get().isError(ErrorTable.UNEXPECTED);
            try (Socket socket = gateway.connect()) {
                Gateway.write(
                        socket,
                        Gateway.fill("PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 9\r\n\r\n{"));
            }
            gateway.read.answers(Samples.found(Samples.SETTINGS));

            assertThat(isServedSoon(gateway)).isTrue();
        }
    }

    @Test
    void sizesAreWhatTheyAreSetTo() throws Exception {
        try (Gateway gateway = start(Limits.sizes(new Sizes(1024, 2048, 256, 10)))) {
            gateway.put(" ".repeat(1025)).isError(ErrorTable.TOO_LARGE);
            gateway.put(" ".repeat(1024)).isError(ErrorTable.MALFORMED);
            String head = "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n";
            gateway.raw("GET /" + "x".repeat(256) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                    .isError(ErrorTable.URI_TOO_LONG);
            gateway.raw(head + "X: " + "x".repeat(2048) + "\r\n\r\n").isError(ErrorTable.HEADERS_TOO_LARGE);
            gateway.raw(head + "X: y\r\n".repeat(8) + "\r\n").isError(ErrorTable.HEADERS_TOO_LARGE);
            assertThat(gateway.raw(head + "X: y\r\n".repeat(7) + "\r\n").status())
                    .isEqualTo(200);
        }
    }

    private static Gateway start(HttpLimitsOptions limits) {
        return Gateway.start(Limits.gatewayOptions(limits));
    }

    private static Answer get(Gateway gateway, String authorization) throws Exception {
        return gateway.send(gateway.anonymous(Samples.PATH).header("Authorization", authorization));
    }

    /** A request that is answered when the future is. */
    private CompletableFuture<ReadWhatsAppUseCase.Result> underWay(Gateway gateway) throws Exception {
        CompletableFuture<ReadWhatsAppUseCase.Result> pending = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        gateway.read.does(query -> {
            asked.countDown();
            return pending;
        });
        Socket socket = gateway.connect();
        sockets.add(socket);
        Gateway.write(socket, Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n"));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        return pending;
    }

    private static boolean isServedSoon(Gateway gateway) throws Exception {
        for (int i = 0; i < 200; i++) {
            if (gateway.get().status() == 200) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }
}
