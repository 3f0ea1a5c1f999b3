package io.deliverysettings.app.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown, as Logback shows it, but for three things: messages have no secrets and no line ends, there are so many frames of
 * each throwable and no more, and so many throwables.
 */
final class StackTrace implements IThrowableProxy {

    private static final int MOST_FRAMES = 256;
    private static final int MOST_THROWABLES = 16;
    private static final int LONGEST_MESSAGE = 4_096;
    private static final int LONGEST = 65_536;

    private final IThrowableProxy thrown;
    private final @Nullable StackTrace cause;
    private final StackTrace[] suppressed;

    private StackTrace(IThrowableProxy thrown, Budget budget) {
        this.thrown = thrown;
        this.cause = budget.next(thrown.getCause());
        this.suppressed = thrown.getSuppressed() == null
                ? new StackTrace[0]
                : Arrays.stream(thrown.getSuppressed())
                        .map(budget::next)
                        .filter(Objects::nonNull)
                        .toArray(StackTrace[]::new);
    }

    /** In lines, each with its end. */
    static String of(IThrowableProxy thrown) {
        StackTrace stackTrace = new StackTrace(thrown, new Budget());
        return Lines.cut(ThrowableProxyUtil.asString(stackTrace), LONGEST);
    }

    /** How many throwables may still be shown. */
    private static final class Budget {
        private int left = MOST_THROWABLES - 1;

        @Nullable
        StackTrace next(@Nullable IThrowableProxy other) {
            if (other == null || left == 0) {
                return null;
            }
            left--;
            return new StackTrace(other, this);
        }
    }

    @Override
    public @Nullable String getMessage() {
        String message = thrown.getMessage();
        return message == null ? null : safe(message);
    }

    @Override
    public @Nullable String getOverridingMessage() {
        String message = thrown.getOverridingMessage();
        return message == null ? null : safe(message);
    }

    private static String safe(String message) {
        return Lines.single(Redaction.of(Lines.cut(message, LONGEST_MESSAGE)));
    }

    @Override
    public String getClassName() {
        return thrown.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return thrown.getStackTraceElementProxyArray();
    }

    /** Frames that are left out are counted with those that the enclosing throwable has, too. */
    @Override
    public int getCommonFrames() {
        return Math.max(thrown.getCommonFrames(), getStackTraceElementProxyArray().length - MOST_FRAMES);
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return cause;
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return suppressed;
    }

    @Override
    public boolean isCyclic() {
        return thrown.isCyclic();
    }
}
