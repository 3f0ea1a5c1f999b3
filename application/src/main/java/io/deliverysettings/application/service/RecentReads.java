package io.deliverysettings.application.service;

import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.service.UseCases.Admission;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What PingOne has just said, and to whom: its last answer for an environment, the call that is under way, and the tokens that
 * it accepted. Bounded; what is not used for long is forgotten first.
 */
final class RecentReads {

    private static final int MOST_ENVIRONMENTS = 2_000;
    private static final int MOST_ACCEPTANCES = 20_000;

    /**
     * What PingOne said.
     *
     * @param settings what it holds
     * @param revision of that; empty when it is not known
     * @param at when it said so
     */
    record Told(WhatsAppSettings settings, Optional<Revision> revision, Instant at) {}

    /**
     * A call that is under way.
     *
     * @param fingerprint of the token that it is made with
     * @param answer what PingOne is going to say
     */
    record UnderWay(String fingerprint, CompletionStage<Answer<Told>> answer) {}

    private record Acceptance(EnvironmentId environment, String fingerprint) {}

    /** Belongs to an environment until that is changed: a read that began before cannot answer for what comes after. */
    private static final class Slot {
        private Optional<Told> told = Optional.empty();
        private Optional<UnderWay> underWay = Optional.empty();
    }

    private final Map<EnvironmentId, Slot> slots = bounded(MOST_ENVIRONMENTS);
    private final Map<Acceptance, Instant> acceptances = bounded(MOST_ACCEPTANCES);

    private final Admission admission;

    RecentReads(Admission admission) {
        this.admission = admission;
    }

    /** Where the gateway decides itself what callers may do, PingOne knows all of them as one. */
    String fingerprint(Caller caller) {
        return admission == Admission.BY_GATEWAY ? "" : caller.accessToken().fingerprint();
    }

    synchronized boolean isAccepted(EnvironmentId environment, String fingerprint, Instant now, Duration within) {
        Instant at = acceptances.get(new Acceptance(environment, fingerprint));
        return at != null && !at.plus(within).isBefore(now);
    }

    /** Whether PingOne has accepted the token at any time that is still remembered. */
    synchronized boolean wasAccepted(EnvironmentId environment, String fingerprint) {
        return acceptances.containsKey(new Acceptance(environment, fingerprint));
    }

    synchronized void accept(EnvironmentId environment, String fingerprint, Instant at) {
        acceptances.put(new Acceptance(environment, fingerprint), at);
    }

    synchronized void refuse(EnvironmentId environment, String fingerprint) {
        acceptances.remove(new Acceptance(environment, fingerprint));
    }

    synchronized Optional<Told> told(EnvironmentId environment) {
        return Optional.ofNullable(slots.get(environment)).flatMap(slot -> slot.told);
    }

    synchronized Optional<UnderWay> underWay(EnvironmentId environment) {
        return Optional.ofNullable(slots.get(environment)).flatMap(slot -> slot.underWay);
    }

    /** A call begins; what it is answered is kept, unless the environment is changed in the meantime. */
    void begin(EnvironmentId environment, UnderWay call) {
        Slot slot;
        synchronized (this) {
            slot = slots.computeIfAbsent(environment, absent -> new Slot());
            slot.underWay = Optional.of(call);
        }
        call.answer().whenComplete((answer, failure) -> {
            synchronized (this) {
                if (slot.underWay.filter(call::equals).isPresent()) {
                    slot.underWay = Optional.empty();
                }
                if (answer instanceof Answer.Done<Told> done) {
                    slot.told = Optional.of(done.value());
                } else if (answer != null) {
                    slot.told = Optional.empty();
                }
            }
        });
    }

    /** The environment is being changed. */
    synchronized void forget(EnvironmentId environment) {
        slots.remove(environment);
    }

    /** The environment was changed. */
    synchronized void changed(EnvironmentId environment, Told told) {
        Slot slot = new Slot();
        slot.told = Optional.of(told);
        slots.put(environment, slot);
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
