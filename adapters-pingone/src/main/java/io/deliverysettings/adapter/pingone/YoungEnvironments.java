package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows which refusals may only mean that not all of PingOne has heard of an environment, or of its settings, yet: 403 and 404
 * within 30 seconds, says PingOne's contract. When an environment was created is not known here, only when it was first heard
 * of, which is later. Safe for use by several threads.
 */
final class YoungEnvironments {

    private static final int MOST = 10_000;

    private final Duration window;
    private final Timers timers;
    private final Map<EnvironmentId, Long> firstHeardOf = new Recent();
    private final Map<EnvironmentId, Long> written = new Recent();

    /**
     * None is known.
     *
     * @param window for how long an environment is young; zero for not at all
     */
    YoungEnvironments(Duration window, Timers timers) {
        this.window = window;
        this.timers = timers;
    }

    /** Follows a call, which is about to be made. */
    Watch watch(HttpMethod method, EnvironmentId environment) {
        return new Watch(method, environment, leftSince(firstHeardOf, environment, true));
    }

    private synchronized void note(HttpMethod method, EnvironmentId environment) {
        if (method.equals(HttpMethod.PUT)) {
            written.put(environment, timers.nanos());
        } else if (method.equals(HttpMethod.DELETE)) {
            written.remove(environment);
        }
    }

    /** The rest of the window that began with an event; nothing when there was none. */
    private synchronized long leftSince(Map<EnvironmentId, Long> events, EnvironmentId environment, boolean isNow) {
        long now = timers.nanos();
        Long event = isNow ? events.computeIfAbsent(environment, first -> now) : events.get(environment);
        return event == null ? 0 : window.toNanos() - (now - event);
    }

    /** One call and its refusals. */
    final class Watch {

        private final HttpMethod method;
        private final EnvironmentId environment;
        private final long begin = timers.nanos();
        private final long youngFor;
        private int refusals;

        private Watch(HttpMethod method, EnvironmentId environment, long youngFor) {
            this.method = method;
            this.environment = environment;
            this.youngFor = youngFor;
        }

        /** For how long from now it is worth to try again after this answer. */
        Duration worthAnotherTry(Answer<?> answer) {
            return answer.fold(
                    done -> {
                        note(method, environment);
                        return Duration.ZERO;
                    },
                    refusal -> {
                        if (!mayBeForYouth(refusal)) {
                            return Duration.ZERO;
                        }
                        refusals++;
                        return Duration.ofNanos(Math.max(0, left(refusal.kind())));
                    });
        }

        /** The answer for good: a refusal that stood through several tries says why it took so long. */
        <T> Answer<T> concluded(Answer<T> answer) {
            return answer.fold(
                    done -> answer, refusal -> refusals > 1 && mayBeForYouth(refusal) ? explained(refusal) : answer);
        }

        /** A licence that does not include WhatsApp does not come to do so with time. */
        private boolean mayBeForYouth(PlatformRefusal refusal) {
            PlatformRefusal.Kind kind = refusal.kind();
            return (isWrite() || isRead())
                    && (kind == PlatformRefusal.Kind.FORBIDDEN || kind == PlatformRefusal.Kind.NOT_FOUND)
                    && refusal.error().details().stream()
                            .noneMatch(detail -> detail.code().equals(Optional.of("LICENSE_EXCEEDED")));
        }

        /** Without a write before it, a read's 404 is the ordinary answer: nothing is set yet. */
        private long left(PlatformRefusal.Kind kind) {
            return isRead() && kind == PlatformRefusal.Kind.NOT_FOUND
                    ? leftSince(written, environment, false)
                    : youngFor - (timers.nanos() - begin);
        }

        private boolean isWrite() {
            return method.equals(HttpMethod.PUT);
        }

        private boolean isRead() {
            return method.equals(HttpMethod.GET);
        }

        private <T> Answer<T> explained(PlatformRefusal refusal) {
            PlatformError error = refusal.error();
            List<PlatformError.Detail> details = new ArrayList<>(error.details());
            long seconds = Math.max(
                    1, Duration.ofNanos(timers.nanos() - begin).plusMillis(500).toSeconds());
            details.add(new PlatformError.Detail(
                    Optional.of("NEW_ENVIRONMENT"),
                    Optional.of("envID"),
                    Optional.of(
                            "This was tried for " + seconds + " s, since the environment or its settings may be new,"
                                    + " and what is new can take a while to be visible everywhere in PingOne."),
                    AdditionalMembers.NONE));
            return new Answer.Refused<>(new PlatformRefusal(
                    refusal.kind(),
                    new PlatformError(error.id(), error.code(), error.message(), details, error.additional())));
        }
    }

    /** As many as may be worth to be remembered; the eldest goes first. */
    private static final class Recent extends LinkedHashMap<EnvironmentId, Long> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EnvironmentId, Long> eldest) {
            return size() > MOST;
        }
    }
}
