package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

    private static final String REQUEST = "OPTIONS PATH HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void connectionsBeyondTheMostAreClosedAtOnceAndTheOthersAreServedAsBefore() throws Exception {
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(Limits.connections(3)))) {
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(gateway.connect());
                // Connections without a single byte count as well. This one tells that they have been accepted.
                answered(open.get(0));
            }

            for (int i = 0; i < 5; i++) {
                try (Socket further = gateway.connect()) {
                    assertThat(isClosed(further)).isTrue();
                }
            }
            for (Socket each : open) {
                assertThat(answered(each)).isTrue();
            }
            for (Socket each : open) {
                each.close();
            }
        }
    }

    @Test
    void aConnectionThatEndsMakesRoomForAnother() throws Exception {
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(Limits.connections(1)))) {
            for (int i = 0; i < 3; i++) {
                boolean served = false;
                // It is gone at once on this side, and a little later on the other.
                for (int attempt = 0; attempt < 200 && !served; attempt++) {
                    try (Socket socket = gateway.connect()) {
                        served = answered(socket);
                    }
                    Thread.sleep(5);
                }
                assertThat(served).isTrue();
            }
        }
    }

    private static boolean answered(Socket socket) throws IOException {
        try {
            Gateway.write(socket, Gateway.fill(REQUEST));
            byte[] line = socket.getInputStream().readNBytes(12);
            int available = socket.getInputStream().available();
            socket.getInputStream().skipNBytes(available);
            return new String(line, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 204");
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }
}
