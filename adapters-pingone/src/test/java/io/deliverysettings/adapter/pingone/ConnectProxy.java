package io.deliverysettings.adapter.pingone;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that knows CONNECT, notes the requests for it, and leads every tunnel to the same port of this machine. */
final class ConnectProxy implements Closeable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final String answer;
    private final int target;

    private ConnectProxy(String answer, int target) throws IOException {
        this.answer = answer;
        this.target = target;
        threads.execute(this::accept);
    }

    static ConnectProxy to(int port) throws IOException {
        return new ConnectProxy("HTTP/1.1 200 Connection established\r\n\r\n", port);
    }

    /** One that answers something else and makes no tunnel. */
    static ConnectProxy answering(String answer) throws IOException {
        return new ConnectProxy(answer, 0);
    }

    HttpsProxyOptions options() {
        return HttpsProxyOptions.parse("http://127.0.0.1:" + server.getLocalPort());
    }

    HttpsProxyOptions options(String userInfo) {
        return HttpsProxyOptions.parse("http://" + userInfo + "@127.0.0.1:" + server.getLocalPort());
    }

    /** What was asked for: each request with its headers. */
    List<String> requests() {
        return requests;
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
                Socket client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = client.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.write(next);
            }
            requests.add(head.toString(StandardCharsets.ISO_8859_1));
            client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (target == 0) {
                return;
            }
            try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
                open.add(upstream);
                threads.execute(() -> pump(upstream, client));
                pump(client, upstream);
            }
        } catch (IOException over) {
            // One of the two has hung up.
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // One of the two has hung up.
        }
    }
}
