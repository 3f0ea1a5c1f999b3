package io.deliverysettings.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A wire to a sandbox that spoils the answers it is told to. Every connection has a thread, and what goes over it is written
 * byte by byte, since no server would send what is sent here.
 */
final class FaultyPingOne implements AutoCloseable {

    private static final HttpClient SANDBOX = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final int LONGEST_SILENCE_SECONDS = 60;

    /** The calls that are told apart. */
    enum Operation {
        GET,
        PUT,
        TOKEN
    }

    /** A fault, and how many more times. */
    private record Script(UpstreamFault fault, int times) {}

    private final URI sandbox;
    private final int port;
    private final Map<Operation, Script> scripts = new EnumMap<>(Operation.class);
    private final Map<Operation, Integer> received = new EnumMap<>(Operation.class);
    private final List<String> appliedWrites = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusalsAfterRead = new AtomicInteger();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile ServerSocket listener;
    private volatile Thread acceptor = Thread.currentThread();

    FaultyPingOne(URI sandboxApiUrl) throws IOException {
        this.sandbox = URI.create("http://" + sandboxApiUrl.getAuthority());
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        accept();
    }

    URI apiUrl() {
        return URI.create("http://127.0.0.1:" + port + "/v1");
    }

    URI authUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Spoils the next so many calls of this kind. */
    synchronized void spoil(Operation operation, UpstreamFault fault, int times)
            throws IOException, InterruptedException {
        if (fault != UpstreamFault.REFUSED) {
            scripts.put(operation, new Script(fault, times));
        } else if (operation == Operation.PUT) {
            refusalsAfterRead.set(times);
        } else {
            refuse(times);
        }
    }

    synchronized int received(Operation operation) {
        return received.getOrDefault(operation, 0);
    }

    /** The correlation ids of the writes that PingOne has made, in order. */
    synchronized List<String> appliedWrites() {
        return List.copyOf(appliedWrites);
    }

    /** From now on everything is counted from zero, and goes over new connections. */
    void countFromZero() throws IOException, InterruptedException {
        synchronized (this) {
            received.clear();
            appliedWrites.clear();
        }
        // What comes next needs a connection of its own; the other end is given the time to notice.
        hangUpAll();
        TimeUnit.MILLISECONDS.sleep(200);
    }

    /** Nothing is spoiled any more. */
    void heal() throws IOException {
        synchronized (this) {
            scripts.clear();
            refusalsAfterRead.set(0);
        }
        if (listener.isClosed()) {
            listener = listen(port);
            accept();
        }
    }

    @Override
    public void close() throws IOException {
        isClosed.set(true);
        listener.close();
        hangUpAll();
    }

    /** A thread that is still accepting keeps the port open a little longer than the socket. */
    private void stopListening() throws IOException, InterruptedException {
        listener.close();
        acceptor.join(TimeUnit.SECONDS.toMillis(LONGEST_SILENCE_SECONDS));
    }

    /** The port stays the same; for once, it is opened again a little later. */
    private void refuse(int times) throws IOException, InterruptedException {
        stopListening();
        hangUpAll();
        if (times == 1) {
            start(() -> {
                TimeUnit.MILLISECONDS.sleep(300);
                heal();
            });
        }
    }

    private void hangUpAll() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void hangUpAllBut(Socket one) throws IOException {
        for (Socket connection : connections) {
            if (connection != one) {
                connection.close();
            }
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return socket;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                // Whoever was at the other end has gone, or the test is over.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        ServerSocket open = listener;
        acceptor = start(() -> {
            while (!open.isClosed()) {
                Socket connection = open.accept();
                connections.add(connection);
                start(() -> serve(connection));
            }
        });
    }

    private void serve(Socket connection) throws Exception {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (!isClosed.get()) {
                Exchange exchange = Exchange.read(this, connection, in);
                UpstreamFault fault = begin(exchange.operation());
                if (fault == null) {
                    Reply reply = exchange.apply();
                    int refusals = exchange.operation() == Operation.GET ? refusalsAfterRead.getAndSet(0) : 0;
                    if (refusals > 0) {
                        // Before the answer, which is when the gateway goes on to write, on a connection that it may
                        // have.
                        stopListening();
                        hangUpAllBut(connection);
                    }
                    exchange.answerWith(reply);
                    if (refusals > 0) {
                        refuse(refusals);
                    }
                } else {
                    fault.act(exchange);
                }
            }
        } finally {
            connections.remove(connection);
        }
    }

    private synchronized @Nullable UpstreamFault begin(Operation operation) {
        received.merge(operation, 1, Integer::sum);
        Script script = scripts.get(operation);
        if (script == null || script.times() == 0) {
            return null;
        }
        scripts.put(operation, new Script(script.fault(), script.times() - 1));
        return script.fault();
    }

    private synchronized void note(String correlationId) {
        appliedWrites.add(correlationId);
    }

    /**
     * What the sandbox answered.
     *
     * @param status its status
     * @param contentType its media type
     * @param body all of it
     */
    record Reply(int status, String contentType, String body) {

        String head() {
            return "HTTP/1.1 %d x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                    .formatted(status, contentType, body.getBytes(StandardCharsets.UTF_8).length);
        }

        Reply ofType(String other) {
            return new Reply(status, other, body);
        }

        /** With one more member at the end. */
        Reply with(String member) {
            String text = body.stripTrailing();
            return new Reply(status, contentType, text.substring(0, text.length() - 1) + "," + member + "}");
        }

        Reply replacing(String text, String other) {
            return new Reply(status, contentType, body.replace(text, other));
        }

        Reply padded(int bytes) {
            return with("\"padding\":\"" + "x".repeat(bytes) + "\"");
        }
    }

    /** One request, and what becomes of it. */
    static final class Exchange {

        private final FaultyPingOne pingOne;
        private final Socket connection;
        private final InputStream in;
        private final String method;
        private final String path;
        private final Map<String, String> headers;
        private final byte[] body;

        private Exchange(
                FaultyPingOne pingOne,
                Socket connection,
                InputStream in,
                String method,
                String path,
                Map<String, String> headers,
                byte[] body) {
            this.pingOne = pingOne;
            this.connection = connection;
            this.in = in;
            this.method = method;
            this.path = path;
            this.headers = headers;
            this.body = body;
        }

        private static Exchange read(FaultyPingOne pingOne, Socket connection, InputStream in) throws IOException {
            String[] request = line(in).split(" ", -1);
            Map<String, String> headers = new LinkedHashMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String[] parts = header.split(":", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new Exchange(pingOne, connection, in, request[0], request[1], headers, body);
        }

        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("hung up");
                }
                if (next != '\r') {
                    line.write(next);
                }
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }

        Operation operation() {
            if (path.endsWith("/as/token")) {
                return Operation.TOKEN;
            }
            return method.equals("PUT") ? Operation.PUT : Operation.GET;
        }

        /** Lets the sandbox do it. */
        Reply apply() throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(pingOne.sandbox + path))
                    .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            headers.forEach((name, value) -> {
                if (Set.of("authorization", "content-type", "correlation-id", "accept")
                        .contains(name)) {
                    request.header(name, value);
                }
            });
            HttpResponse<String> response = SANDBOX.send(request.build(), BodyHandlers.ofString());
            if (operation() == Operation.PUT && response.statusCode() < 300) {
                pingOne.note(headers.getOrDefault("correlation-id", ""));
            }
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse("application/json"),
                    response.body());
        }

        void answerWith(Reply reply) throws IOException {
            write(reply.head() + reply.body());
        }

        void answer(int status, String moreHeaders, String text) throws IOException {
            String type = moreHeaders.contains("Content-Type") ? "" : "Content-Type: application/json\r\n";
            write("HTTP/1.1 %d x\r\n%s%sContent-Length: %d\r\n\r\n%s"
                    .formatted(status, type, moreHeaders, text.length(), text));
        }

        void write(String text) throws IOException {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            connection.getOutputStream().flush();
        }

        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
            throw new IOException("reset");
        }

        void hangUp() throws IOException {
            connection.close();
            throw new IOException("hung up");
        }

        void awaitHangUp() throws IOException {
            connection.setSoTimeout(LONGEST_SILENCE_SECONDS * 1000);
            if (in.read() >= 0) {
                throw new UncheckedIOException(new IOException("another request before the answer"));
            }
            throw new IOException("hung up");
        }
    }
}
