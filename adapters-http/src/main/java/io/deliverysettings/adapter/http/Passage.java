package io.deliverysettings.adapter.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What a request holds while it is under way: from when it is let in until it has been answered, and until no use case works on
 * it any more. Who does not wait for the answer has not freed what the answer takes.
 */
final class Passage {

    private static final String KEY = "passage";

    private final Runnable onOver;
    private boolean isAnswered;
    private boolean isOver;
    private int questions;

    Passage(Runnable onOver) {
        this.onOver = onOver;
    }

    void putInto(RoutingContext context) {
        context.put(KEY, this);
    }

    /** A use case has been asked. */
    static void asked(RoutingContext context) {
        Passage passage = of(context);
        if (passage != null) {
            passage.questions++;
        }
    }

    /** It has answered, or failed. */
    static void told(RoutingContext context) {
        Passage passage = of(context);
        if (passage != null) {
            passage.questions--;
            passage.endIfOver();
        }
    }

    /** The answer has been sent, or there is nobody any more to send it to. */
    void answered() {
        isAnswered = true;
        endIfOver();
    }

    private void endIfOver() {
        if (isAnswered && questions == 0 && !isOver) {
            isOver = true;
            onOver.run();
        }
    }

    private static @Nullable Passage of(RoutingContext context) {
        return context.get(KEY);
    }
}
