package io.deliverysettings.adapter.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is given; on demand it takes batches and does not come to an end with them, as a slow collector does. */
final class HeldExporter implements SpanExporter {

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final List<CompletableResultCode> underWay = new CopyOnWriteArrayList<>();
    private volatile boolean isHeld;
    private volatile boolean isShutDown;

    void hold() {
        isHeld = true;
    }

    void release() {
        isHeld = false;
        underWay.forEach(CompletableResultCode::succeed);
    }

    boolean isShutDown() {
        return isShutDown;
    }

    List<SpanData> spans() {
        return List.copyOf(spans);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
        spans.addAll(batch);
        if (!isHeld) {
            return CompletableResultCode.ofSuccess();
        }
        CompletableResultCode result = new CompletableResultCode();
        underWay.add(result);
        return result;
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        isShutDown = true;
        return CompletableResultCode.ofSuccess();
    }
}
