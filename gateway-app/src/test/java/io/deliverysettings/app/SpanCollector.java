package io.deliverysettings.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of OTLP over HTTP, which reads of each span what tests ask for. */
final class SpanCollector implements AutoCloseable {

    /**
     * A span.
     *
     * @param parent the id of the one that it is part of; empty when there is none
     * @param kind as the protocol counts them: 1 internal, 2 server, 3 client
     * @param attributes all values as text
     */
    record ReceivedSpan(
            String trace, String id, String parent, String name, long kind, Map<String, String> attributes) {}

    private final HttpServer server;
    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();

    /** Of spans and of what sends them. */
    private final Set<String> attributes = ConcurrentHashMap.newKeySet();

    /** Everything that came, as text. */
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private SpanCollector(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            read(ByteBuffer.wrap(body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    static SpanCollector start() throws IOException {
        return new SpanCollector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    /** The names of all attributes that came, and of what else a span may have to say with them. */
    Set<String> attributes() {
        return Set.copyOf(attributes);
    }

    String everything() {
        return String.join("", bodies);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private interface Fields {
        void field(int number, ByteBuffer bytes, long value);
    }

    private void read(ByteBuffer request) {
        each(
                request,
                (resources, resource, none) -> each(resource, (scopes, scope, no) -> {
                    if (scopes == 1) {
                        each(scope, (number, attribute, value) -> attribute(attribute, new LinkedHashMap<>()));
                    }
                    if (scopes == 2) {
                        each(scope, (number, span, value) -> {
                            if (number == 2) {
                                spans.add(span(span));
                            }
                        });
                    }
                }));
    }

    private ReceivedSpan span(ByteBuffer message) {
        Map<Integer, String> ids = new LinkedHashMap<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        long[] kind = new long[1];
        each(message, (number, bytes, value) -> {
            switch (number) {
                case 1, 2, 4 ->
                    ids.put(number, HexFormat.of().formatHex(text(bytes).getBytes(StandardCharsets.ISO_8859_1)));
                case 5 -> ids.put(number, text(bytes));
                case 6 -> kind[0] = value;
                case 9 -> attribute(bytes, attributes);
                case 11 -> this.attributes.add("an event");
                case 13 -> this.attributes.add("a link");
                case 15 ->
                    each(bytes, (part, told, code) -> {
                        if (part == 2) {
                            this.attributes.add("a message");
                        }
                    });
                default -> {}
            }
        });
        return new ReceivedSpan(
                ids.getOrDefault(1, ""),
                ids.getOrDefault(2, ""),
                ids.getOrDefault(4, ""),
                ids.getOrDefault(5, ""),
                kind[0],
                attributes);
    }

    private void attribute(ByteBuffer message, Map<String, String> attributes) {
        String[] pair = new String[] {"", ""};
        each(message, (number, bytes, value) -> {
            if (number == 1) {
                pair[0] = text(bytes);
            } else {
                each(bytes, (type, text, integer) -> pair[1] = type == 1 ? text(text) : String.valueOf(integer));
            }
        });
        attributes.put(pair[0], pair[1]);
        this.attributes.add(pair[0]);
    }

    private static String text(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new String(copy, StandardCharsets.ISO_8859_1);
    }

    /** The fields of a message of Protocol Buffers, in the order in which they are written. */
    private static void each(ByteBuffer message, Fields fields) {
        ByteBuffer rest = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            int number = (int) (tag >>> 3);
            ByteBuffer none = ByteBuffer.allocate(0);
            switch ((int) (tag & 7)) {
                case 0 -> fields.field(number, none, varint(rest));
                case 1 -> fields.field(number, none, rest.getLong());
                case 2 -> {
                    int length = (int) varint(rest);
                    ByteBuffer bytes = rest.slice(rest.position(), length);
                    rest.position(rest.position() + length);
                    fields.field(number, bytes, 0);
                }
                case 5 -> fields.field(number, none, rest.getInt());
                default -> throw new IllegalStateException("no message");
            }
        }
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
