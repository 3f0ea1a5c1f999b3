package io.deliverysettings.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes lines of events, in the format that was chosen last. Whatever the format, an event has passed {@link Redaction} before,
 * and is bounded.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {

    private final TextLayout text = new TextLayout();
    private final JsonLayout json = new JsonLayout();
    private volatile boolean isJson;
    private volatile Supplier<Map<String, String>> requestValues = Map::of;

    /** For Logback's configuration; text until somebody {@linkplain Logs chooses}. */
    public LogEncoder() {}

    void writeJson(boolean chosen) {
        isJson = chosen;
    }

    void useRequestValues(Supplier<Map<String, String>> values) {
        requestValues = values;
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        SafeEvent safe = SafeEvent.of(event, requestValues.get());
        return (isJson ? json.line(safe) : text.lines(safe)).getBytes(StandardCharsets.UTF_8);
    }
}
