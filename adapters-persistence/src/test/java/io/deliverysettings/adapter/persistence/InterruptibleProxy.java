package io.deliverysettings.adapter.persistence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A network that can be cut, so that nothing comes through any more and nobody is told, and that can garble what comes through. */
final class InterruptibleProxy {

    private final NetServer server;
    private final NetClient client;
    private final int target;
    private final List<Buffer> lastWords = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> garbling = UnaryOperator.identity();
    private volatile boolean isCut;

    private InterruptibleProxy(Vertx vertx, int target) {
        this.server = vertx.createNetServer();
        this.client = vertx.createNetClient();
        this.target = target;
    }

    static Future<InterruptibleProxy> to(Vertx vertx, int port) {
        InterruptibleProxy proxy = new InterruptibleProxy(vertx, port);
        return proxy.server.connectHandler(proxy::accept).listen(0, "localhost").map(listening -> proxy);
    }

    int port() {
        return server.actualPort();
    }

    void cut() {
        isCut = true;
    }

    void mend() {
        isCut = false;
        garbling = UnaryOperator.identity();
    }

    /** Changes a word of what callers send into another one of the same length. */
    void garble(String word, String into) {
        garbling = text -> text.replace(word, into);
    }

    /** What each caller who has hung up had sent last. */
    List<Buffer> lastWords() {
        return List.copyOf(lastWords);
    }

    private void accept(NetSocket caller) {
        caller.pause();
        client.connect(target, "localhost")
                .onSuccess(called -> {
                    passWords(caller, called);
                    pass(called, caller, UnaryOperator.identity());
                    caller.resume();
                })
                .onFailure(failure -> caller.close());
    }

    private void passWords(NetSocket caller, NetSocket called) {
        AtomicReference<Buffer> last = new AtomicReference<>(Buffer.buffer());
        pass(caller, called, data -> {
            last.set(data);
            return Buffer.buffer(garbling.apply(data.toString(ISO_8859_1)), ISO_8859_1.name());
        });
        caller.endHandler(hungUp -> lastWords.add(last.get()));
    }

    private void pass(NetSocket from, NetSocket to, UnaryOperator<Buffer> change) {
        from.handler(data -> {
            Buffer passed = change.apply(data);
            if (!isCut) {
                to.write(passed);
            }
        });
        from.exceptionHandler(ignored -> to.close());
        from.closeHandler(closed -> to.close());
    }
}
