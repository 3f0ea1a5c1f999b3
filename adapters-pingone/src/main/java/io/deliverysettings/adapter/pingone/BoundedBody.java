package io.deliverysettings.adapter.pingone;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.WebClientInternal;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one answer up to a limit, and gives up on the connection when there is more or when the time is over.
 *
 * <p>The Web Client has no such limit of its own, and when its body stream fails it goes on to read the rest of the answer
 * and throw it away. So the request is reset, for which it has to be known: {@link #installOn} tells each body its request.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {

    /** The answer is larger than the limit. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("the answer is larger than " + limit + " bytes", null, false, false);
        }
    }

    private final int limit;
    private final Runnable onSent;
    private final Buffer received = Buffer.buffer();
    private final Promise<Buffer> result = Promise.promise();
    private @Nullable HttpClientRequest request;
    private boolean aborted;

    BoundedBody(int limit) {
        this(limit, () -> {});
    }

    /**
     * A body of at most so many bytes.
     *
     * @param onSent run when the request has left
     */
    BoundedBody(int limit, Runnable onSent) {
        this.limit = limit;
        this.onSent = onSent;
    }

    /** Makes a client tell each bounded body the request that it belongs to. */
    static WebClient installOn(WebClient client) {
        ((WebClientInternal) client).addInterceptor(context -> {
            if (context.phase() == ClientPhase.SEND_REQUEST
                    && context.request().bodyCodec() instanceof BoundedBody body) {
                if (body.aborted) {
                    // The wait for a connection outlasted the call. Sent now, it would take effect behind the caller's
                    // back.
                    context.fail(new TimeoutException());
                    return;
                }
                body.request = context.clientRequest();
                context.next();
                body.onSent.run();
                return;
            }
            context.next();
        });
        return client;
    }

    /** Whether anything of the request can have left. Once {@link #abort} was called, this does not change any more. */
    boolean isSent() {
        return request != null;
    }

    /** Ends the exchange, wherever it is. */
    void abort() {
        aborted = true;
        if (request != null) {
            request.reset();
        }
    }

    @Override
    public BodyStream<Buffer> stream() {
        return this;
    }

    @Override
    public Future<Buffer> result() {
        return result.future();
    }

    @Override
    public void handle(Throwable failure) {
        result.tryFail(failure);
    }

    @Override
    public Future<Void> write(Buffer data) {
        if (received.length() + data.length() > limit) {
            TooLarge failure = new TooLarge(limit);
            result.tryFail(failure);
            abort();
            return Future.failedFuture(failure);
        }
        received.appendBuffer(data);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        result.tryComplete(received);
        return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
