package io.deliverysettings.adapter.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.CompletionStage;

/** The one place where the stages of the in-ports become futures of this adapter. */
final class StageBridge {

    private StageBridge() {}

    /** The future completes on the request's own context, whichever thread completes the stage. */
    static <T> Future<T> toFuture(CompletionStage<T> stage, Context context) {
        return Future.fromCompletionStage(stage, context);
    }
}
