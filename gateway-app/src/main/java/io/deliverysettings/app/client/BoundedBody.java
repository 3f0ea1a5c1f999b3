package io.deliverysettings.app.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a size: whatever answers, it does not fill the memory. */
final class BoundedBody implements BodySubscriber<byte[]> {

    /** Several times what a page of the longest history takes. */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    /** The body is larger. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the answer is larger than " + MOST_BYTES + " bytes");
        }
    }

    private final CompletableFuture<byte[]> collected = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    private BoundedBody() {}

    static BodyHandler<byte[]> handler() {
        return head -> new BoundedBody();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return collected;
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        source.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (collected.isDone()) {
                return;
            }
            if (bytes.size() + part.remaining() > MOST_BYTES) {
                collected.completeExceptionally(new TooLarge());
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.write(copy, 0, copy.length);
        }
    }

    @Override
    public void onError(Throwable failure) {
        collected.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        collected.complete(bytes.toByteArray());
    }
}
