package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What stands in front of several gateways in production: it asks each often whether it is ready, sends requests to those that were,
 * in turn, and sends again elsewhere only what could not be connected, since of anything else nobody knows what came of it.
 */
final class Balancer implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 50;

    /** One gateway, which is another one after each start. */
    static final class Instance {

        private volatile URI apiUrl;
        private volatile URI readyUrl;
        private volatile boolean isReady;
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();

        Instance(RunningGateway gateway) {
            apiUrl = gateway.apiUrl();
            readyUrl = readyUrl(gateway);
        }

        /** Is this one from now on. */
        void replace(RunningGateway gateway) {
            apiUrl = gateway.apiUrl();
            readyUrl = readyUrl(gateway);
        }

        private static URI readyUrl(RunningGateway gateway) {
            return URI.create(gateway.managementUrl() + "/health/ready");
        }

        URI apiUrl() {
            return apiUrl;
        }

        boolean isReady() {
            return isReady;
        }

        /** How many requests were sent to it. */
        int sent() {
            return sent.get();
        }

        /** How many of these have not been answered. */
        int unanswered() {
            return sent.get() - answered.get();
        }

        private void look() {
            try {
                isReady = WhatsAppClient.send(HttpRequest.newBuilder(readyUrl)
                                        .timeout(Duration.ofSeconds(2))
                                        .GET())
                                .status()
                        == 200;
            } catch (HttpTimeoutException slow) {
                // One answer that is late on a busy machine says nothing; it stays what it was.
                isReady = isReady && !(slow instanceof HttpConnectTimeoutException);
            } catch (IOException unreachable) {
                isReady = false;
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final List<Instance> instances;
    private final ScheduledExecutorService looking = Executors.newScheduledThreadPool(2);
    private final AtomicInteger turn = new AtomicInteger();

    Balancer(Instance... instances) throws InterruptedException {
        this.instances = List.of(instances);
        for (Instance instance : this.instances) {
            instance.look();
            var unused = looking.scheduleWithFixedDelay(
                    instance::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Sends a request to a gateway that is ready, and to the next one when that cannot be connected. */
    Answer send(Function<URI, HttpRequest.Builder> request) throws IOException, InterruptedException {
        IOException unreachable = new ConnectException("no gateway is ready");
        for (int attempt = 0; attempt < instances.size(); attempt++) {
            Instance instance = next();
            instance.sent.incrementAndGet();
            try {
                Answer answer = WhatsAppClient.send(request.apply(instance.apiUrl));
                instance.answered.incrementAndGet();
                return answer;
            } catch (ConnectException | HttpConnectTimeoutException notTaken) {
                instance.sent.decrementAndGet();
                unreachable = notTaken;
            }
        }
        throw unreachable;
    }

    private Instance next() {
        List<Instance> ready = instances.stream().filter(Instance::isReady).toList();
        assertThat(ready).as("gateways that are ready").isNotEmpty();
        return ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
