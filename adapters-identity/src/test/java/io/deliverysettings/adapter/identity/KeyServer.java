package io.deliverysettings.adapter.identity;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** An issuer's server that answers as a test wants, on the wire, and notes what it was asked. */
final class KeyServer implements Closeable {

    /** Answers one request; what it leaves open stays open until the client or the test ends it. */
    interface Script {
        void answer(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private volatile Script script = socket -> send(socket, http(404, "", ""));

    private KeyServer(ServerSocket server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        threads.execute(this::accept);
    }

    static KeyServer start() throws IOException {
        return start(ServerSocketFactory.getDefault(), "http");
    }

    static KeyServer start(ServerSocketFactory sockets, String scheme) throws IOException {
        return new KeyServer(sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress()), scheme);
    }

    /** From now on. */
    void does(Script next) {
        script = next;
    }

    /** From now on. */
    void answers(String raw) {
        does(socket -> send(socket, raw));
    }

    /** From now on, as PingOne does. */
    void publishes(String keySet) {
        answers(http(200, "Content-Type: application/json\r\n", keySet));
    }

    /** A whole answer; each header ends in CR LF. */
    static String http(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Whatever\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static void send(Socket socket, String raw) throws IOException {
        socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    URI issuer() {
        return URI.create(
                scheme + "://127.0.0.1:" + server.getLocalPort() + "/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as");
    }

    /** The heads of the requests, with their headers. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Whether a client ends a connection within a time that is short beside any timeout of the adapter. */
    boolean seesTheClientHangUp() throws InterruptedException {
        return hungUp.await(5, TimeUnit.SECONDS);
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
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(head(socket.getInputStream()));
            script.answer(socket);
            while (!socket.isClosed() && socket.getInputStream().read() >= 0) {
                // Whatever comes is not for us.
            }
            hungUp.countDown();
        } catch (IOException broken) {
            hungUp.countDown();
        } catch (InterruptedException testIsOver) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
