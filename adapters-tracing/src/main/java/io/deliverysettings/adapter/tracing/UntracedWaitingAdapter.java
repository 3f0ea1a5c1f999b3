package io.deliverysettings.adapter.tracing;

import io.deliverysettings.application.port.out.WaitingPort;
import java.util.concurrent.CompletionStage;

/** Follows nobody, for a gateway without traces: who has waited goes on wherever the wait ended. It knows nothing of OpenTelemetry. */
public final class UntracedWaitingAdapter implements WaitingPort {

    /** An adapter; all of them are alike. */
    public UntracedWaitingAdapter() {}

    @Override
    public <T> CompletionStage<T> follow(Reason reason, CompletionStage<T> awaited) {
        return awaited;
    }
}
