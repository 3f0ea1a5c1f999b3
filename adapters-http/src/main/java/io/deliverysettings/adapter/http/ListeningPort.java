package io.deliverysettings.adapter.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Takes a port for a server, or fails when somebody has it. */
final class ListeningPort {

    private ListeningPort() {}

    /**
     * Starts to listen.
     *
     * @param port 0 lets the system choose
     * @return the port; fails with {@link java.net.BindException} when it is in use or the address is not one of this machine,
     *     and with another {@link IOException} when the host is not known
     */
    static Future<Integer> take(Vertx vertx, HttpServer server, String host, int port) {
        return vertx.<Void>executeBlocking(() -> {
                    requireFree(host, port);
                    return null;
                })
                .compose(free -> server.listen(port, host))
                .map(HttpServer::actualPort);
    }

    /** Servers of one Vert.x instance share a port without a word, so taking it is tried without Vert.x first. */
    private static void requireFree(String host, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        }
    }
}
