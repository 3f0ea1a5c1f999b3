package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.OperationQueuePort.SealedCaller;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.KnownEnvironment;
import io.deliverysettings.application.port.out.SettingsStorePort.Observation;
import io.deliverysettings.application.port.out.SettingsStorePort.StoredCredentials;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every record of the ports of the store, the queue and the sealing: no {@code null}, no shared lists, no secret in print. */
class StorePortRecordsTest {

    private static final Kept KEPT = new Kept(
            new Revision(1),
            Optional.of(StoreSamples.settings()),
            StoreSamples.CONFIRMED_AT,
            Optional.of(StoreSamples.credentials("that must not show")));
    private static final Turn TURN = new Turn(Samples.ENVIRONMENT, "operation-1", 1);
    private static final HistoryEntry ENTRY = new HistoryEntry(
            new Revision(1),
            Action.CONFIGURE,
            Outcome.APPLIED,
            Optional.empty(),
            new CorrelationId("sample-correlation"),
            StoreSamples.STARTED_AT,
            StoreSamples.ENDED_AT,
            List.of(),
            Optional.empty());
    private static final Claim CLAIM = new Claim(new OperationId(new UUID(0, 1)), 1);
    private static final SealedCaller CALLER = new SealedCaller(
            StoreSamples.sealed("that must not show"),
            Optional.empty(),
            new CorrelationId("sample-correlation"),
            Optional.empty(),
            Optional.empty());
    private static final Opening OPENED = new Opening.Opened(Secret.of("that must not show"));
    private static final Opening CLOSED = new Opening.Closed(Unreadable.DAMAGED);

    private final List<Record> records = List.of(
            KEPT,
            TURN,
            StoreSamples.configuring(StoreSamples.credentials("that must not show")),
            new Beginning.Begun(TURN, Optional.of(KEPT)),
            new Beginning.Busy(Duration.ZERO),
            new Beginning.Made(ENTRY, Optional.of(KEPT)),
            new KnownEnvironment(Samples.ENVIRONMENT, Optional.of(KEPT), 1),
            new Abandoned(
                    TURN, StoreSamples.configuring(StoreSamples.credentials("that must not show")), Optional.of(KEPT)),
            StoreSamples.applied(StoreSamples.settings()),
            StoreSamples.confirmed(StoreSamples.settings()),
            new Ended.Recorded(new Revision(1)),
            new Ended.FencedOff(),
            StoreSamples.observation(StoreSamples.settings(), CredentialsFate.STAY),
            new Basis(Optional.of(new Revision(1)), Optional.of(TURN)),
            new StoredCredentials(1, Samples.ENVIRONMENT, StoreSamples.credentials("that must not show"), true),
            QueueSamples.configuring(Samples.ENVIRONMENT, StoreSamples.credentials("that must not show")),
            CALLER,
            CLAIM,
            new Claimed(
                    CLAIM,
                    QueueSamples.configuring(Samples.ENVIRONMENT, StoreSamples.credentials("that must not show"))),
            new Status(
                    CLAIM.id(),
                    QueueSamples.changes().get(0),
                    CALLER.accessToken(),
                    CALLER.correlationId(),
                    Progress.ENDED,
                    QueueSamples.ACCEPTED_AT,
                    Optional.of(QueueSamples.ACCEPTED_AT),
                    Optional.of(QueueSamples.ENDED_AT),
                    Optional.of(QueueSamples.result())),
            (Record) OPENED,
            (Record) CLOSED,
            new Resealing.Current(),
            new Resealing.Resealed(StoreSamples.sealed("that must not show")),
            new Resealing.Closed(Unreadable.KEY_LOST));

    @Test
    void theSamplesHoldEveryRecordOfThePorts() {
        assertThat(records.stream().<Object>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.<Class<?>>of(SettingsStorePort.class, OperationQueuePort.class, SealingPort.class)
                                .flatMap(StorePortRecordsTest::recordsWithin)
                                .toList());
    }

    @TestFactory
    Stream<DynamicTest> noRecordTakesNull() {
        return records.stream()
                .flatMap(sample -> Arrays.stream(sample.getClass().getRecordComponents())
                        .filter(component -> !component.getType().isPrimitive())
                        .map(component -> DynamicTest.dynamicTest(
                                sample.getClass().getName() + " without " + component.getName(),
                                () -> assertThatThrownBy(() -> PortRecordsTest.rebuildWithout(sample, component))
                                        .isInstanceOf(NullPointerException.class))));
    }

    @Test
    void noRecordShowsASecret() {
        assertThat(records).allSatisfy(sample -> assertThat(sample.toString()).doesNotContain("that must not show"));
    }

    @Test
    void aListHandedInIsCopied() {
        List<MemberChange> changes = new ArrayList<>(StoreSamples.changes());

        var conclusion = new Conclusion(
                Outcome.APPLIED,
                Optional.empty(),
                changes,
                Optional.empty(),
                CredentialsFate.STAY,
                StoreSamples.ENDED_AT);
        var observation = new Observation(
                StoreSamples.confirmed(StoreSamples.settings()),
                changes,
                new CorrelationId("sample-correlation"),
                CredentialsFate.STAY);
        changes.clear();

        assertThat(conclusion.changes()).hasSize(3);
        assertThat(observation.changes()).hasSize(3);
    }

    @Test
    void everyOpeningIsHandledAsItself() {
        assertThat(OPENED.<Object>fold(secret -> secret, reason -> reason)).isEqualTo(Secret.of("that must not show"));
        assertThat(CLOSED.<Object>fold(secret -> secret, reason -> reason)).isEqualTo(Unreadable.DAMAGED);
    }

    private static Stream<Class<?>> recordsWithin(Class<?> type) {
        return Arrays.stream(type.getDeclaredClasses())
                .flatMap(nested -> nested.isRecord() ? Stream.of(nested) : recordsWithin(nested));
    }
}
