package io.deliverysettings.app;

import io.deliverysettings.adapter.tracing.TracingOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The settings of traces. */
final class TracingSettings {

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            converter = CollectorAddress.class,
            description = "The collector that traces are sent to with OTLP over HTTP, such as http://127.0.0.1:4318;"
                    + " /v1/traces is added to it (default: none, and there are no traces).")
    @Nullable
    URI endpoint;

    @Option(
            names = "--trace-sample-ratio",
            paramLabel = "RATIO",
            defaultValue = "1",
            converter = Converters.Share.class,
            description =
                    "The share of the requests that are traced, from 0 to 1, of those whose caller has not decided"
                            + " about that in its traceparent (default: ${DEFAULT-VALUE}).")
    double sampleRatio;

    /** An address of a collector; what is wrong with one is told without showing it, since it may hold a password. */
    static final class CollectorAddress implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                return new TracingOptions(new URI(text), 1, Version.text()).collector();
            } catch (URISyntaxException malformed) {
                // Its message has the text in it.
                throw new TypeConversionException("must be an http or https address, such as http://127.0.0.1:4318");
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException(refused.getMessage());
            }
        }
    }

    /** Empty, and nothing is to be set up, when traces have nowhere to go. */
    Optional<TracingOptions> options() {
        return Optional.ofNullable(endpoint).map(address -> new TracingOptions(address, sampleRatio, Version.text()));
    }
}
