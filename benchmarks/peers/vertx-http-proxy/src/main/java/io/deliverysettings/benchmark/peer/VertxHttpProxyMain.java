package io.deliverysettings.benchmark.peer;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;

/**
 * A bare vertx-http-proxy: what passes requests on and does nothing else. One event loop, as the gateway has one.
 *
 * <p>Arguments: the port to listen on and the port of the upstream, both on 127.0.0.1, and how many connections to have to
 * the upstream: as many as there are requests at once, since the default of 5 would measure the wait for one.
 */
public final class VertxHttpProxyMain {

    private VertxHttpProxyMain() {}

    public static void main(String... arguments) {
        int port = Integer.parseInt(arguments[0]);
        int upstream = Integer.parseInt(arguments[1]);
        int connections = Integer.parseInt(arguments[2]);
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(() -> new Proxy(port, upstream, connections), new DeploymentOptions())
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static final class Proxy extends AbstractVerticle {

        private final int port;
        private final int upstream;
        private final int connections;

        private Proxy(int port, int upstream, int connections) {
            this.port = port;
            this.upstream = upstream;
            this.connections = connections;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient(
                    new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(connections)));
            proxy.origin(upstream, "127.0.0.1");
            vertx.createHttpServer()
                    .requestHandler(proxy)
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
