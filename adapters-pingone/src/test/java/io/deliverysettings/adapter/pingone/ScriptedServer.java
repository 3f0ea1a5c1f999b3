package io.deliverysettings.adapter.pingone;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * An upstream that does whatever a test wants on the wire. It reads each request whole, lets the script answer it with raw
 * bytes, and notes what was asked, over how many connections, and when the client hangs up.
 */
final class ScriptedServer implements Closeable {

    /** Answers one request. A script that returns without closing leaves the connection open for the next one. */
    interface Script {
        void answer(Exchange exchange) throws IOException, InterruptedException;
    }

    /** One request, as it came. */
    record Request(String line, List<String> headers, String body) {

        Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(header -> header.substring(prefix.length()).strip())
                    .findFirst();
        }
    }

    /** One request and the way to answer it. */
    record Exchange(Request request, Socket socket) {

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void close() throws IOException {
            socket.close();
        }

        /** Ends the connection without the usual good-bye, so that the client sees a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket server;
    private final String scheme;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch hungUp = new CountDownLatch(1);

    private ScriptedServer(ServerSocket server, String scheme, Script script) {
        this.server = server;
        this.scheme = scheme;
        this.script = script;
        threads.execute(this::accept);
    }

    static ScriptedServer start(Script script) throws IOException {
        return start(ServerSocketFactory.getDefault(), "http", script);
    }

    static ScriptedServer start(ServerSocketFactory sockets, String scheme, Script script) throws IOException {
        return new ScriptedServer(sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress()), scheme, script);
    }

    /** A server that gives every request the same answer. */
    static ScriptedServer answering(String answer) throws IOException {
        return start(exchange -> exchange.send(answer));
    }

    /** A whole answer of JSON. */
    static String json(int status, String body) {
        return http(status, "Content-Type: application/json\r\n", body);
    }

    /** A whole answer; each header ends in CR LF. */
    static String http(int status, String headers, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " Whatever\r\n" + headers + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    URI apiUrl() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.get();
    }

    /** Whether a client ends a connection within a time that is short beside any timeout of the adapter. */
    boolean seesTheClientHangUp() throws InterruptedException {
        return hungUp.await(3, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Optional<Request> request = read(socket.getInputStream());
            while (request.isPresent()) {
                requests.add(request.get());
                script.answer(new Exchange(request.get(), socket));
                request = socket.isClosed() ? Optional.empty() : read(socket.getInputStream());
            }
            if (!socket.isClosed()) {
                hungUp.countDown();
            }
        } catch (IOException broken) {
            hungUp.countDown();
        } catch (InterruptedException testIsOver) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Request> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        Request request = new Request(lines.get(0), lines.subList(1, lines.size() - 1), "");
        int length = request.header("Content-Length").map(Integer::parseInt).orElse(0);
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new Request(request.line(), request.headers(), body));
    }
}
