package io.deliverysettings.adapter.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.UUID;

/** What becomes of spans: which are kept, how many wait, and where they are sent. */
final class SpanExport {

    static final String SERVICE = "delivery-settings-gateway";

    /** A span takes about a kilobyte. */
    static final int MOST_WAITING = 4096;

    static final int BATCH = 512;

    private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);
    private static final Duration TIME_TO_SEND = Duration.ofSeconds(5);
    private static final int LONGEST_ATTRIBUTE = 256;

    private SpanExport() {}

    static SdkTracerProvider toCollector(TracingOptions options) {
        return to(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(options.collector().toString().replaceAll("/+$", "") + "/v1/traces")
                        .setTimeout(TIME_TO_SEND)
                        .setConnectTimeout(TIME_TO_SEND)
                        .build(),
                options);
    }

    static SdkTracerProvider to(SpanExporter exporter, TracingOptions options) {
        return SdkTracerProvider.builder()
                .setResource(resource(options.serviceVersion()))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(options.sampleRatio())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_ATTRIBUTE)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(MOST_WAITING)
                        .setMaxExportBatchSize(BATCH)
                        .setScheduleDelay(BETWEEN_BATCHES)
                        .setExporterTimeout(TIME_TO_SEND)
                        .build())
                .build();
    }

    private static Resource resource(String version) {
        return Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        SERVICE,
                        AttributeKey.stringKey("service.version"),
                        version,
                        AttributeKey.stringKey("service.instance.id"),
                        UUID.randomUUID().toString())));
    }
}
