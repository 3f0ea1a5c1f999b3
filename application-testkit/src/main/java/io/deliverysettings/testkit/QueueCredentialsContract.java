package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.SettingsStorePort.StoredCredentials;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.secret.SealedCredentials;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** The secrets of a change are kept as long as it may still be made, are sealed again with all others, and are gone then. */
public interface QueueCredentialsContract extends QueueContract {

    /** What is to be written is among what is sealed, and is not in use yet. */
    @Test
    default void whatIsToBeWrittenIsAmongWhatIsSealed() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(QueueSamples.configuring(environment, StoreSamples.credentials("first")));
        steps.accepted(QueueSamples.configuring(environment, StoreSamples.credentials("second")));
        steps.accepted(environment);
        steps.claim(environment);

        assertThat(sealed(environment))
                .extracting(StoredCredentials::credentials, StoredCredentials::present)
                .containsExactly(
                        Tuple.tuple(StoreSamples.credentials("first"), false),
                        Tuple.tuple(StoreSamples.credentials("second"), false));
    }

    /** What was sealed again while it waited is what is written. */
    @Test
    default void whatWasSealedAgainIsClaimed() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(QueueSamples.configuring(environment, StoreSamples.credentials("old seal")));
        SealedCredentials resealed = StoreSamples.credentials("new seal");

        new StoreSteps(store()).reseal(sealed(environment).get(0), resealed);

        assertThat(steps.claimed(QueueSteps.LONG, environment))
                .extracting(Claimed::operation)
                .containsExactly(QueueSamples.configuring(environment, resealed));
    }

    /** When a change has ended, its secrets are gone; those of the changes behind it stay. */
    @Test
    default void theSecretsOfAChangeThatHasEndedAreGone() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(QueueSamples.configuring(environment, StoreSamples.credentials("ended")));
        steps.accepted(QueueSamples.configuring(environment, StoreSamples.credentials("waiting")));

        steps.conclude(steps.claim(environment));

        assertThat(sealed(environment))
                .extracting(StoredCredentials::credentials)
                .containsExactly(StoreSamples.credentials("waiting"));
    }

    /** What an earlier claim tries to end keeps its secrets. */
    @Test
    default void theSecretsOfAChangeThatIsOpenStay() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(QueueSamples.configuring(environment, StoreSamples.credentials("open")));
        Claim earlier = steps.claim(environment, QueueSteps.NONE);
        steps.claim(environment);

        steps.assertWorthNothing(earlier, environment);

        assertThat(sealed(environment))
                .extracting(StoredCredentials::credentials)
                .containsExactly(StoreSamples.credentials("open"));
    }

    /** What was made of a change keeps the secrets that it wrote, in the settings and in the history. */
    @Test
    default void whatTheSettingsAndTheHistoryNeedStays() {
        QueueSteps steps = new QueueSteps(queue());
        StoreSteps store = new StoreSteps(store());
        EnvironmentId environment = fresh();
        SealedCredentials credentials = StoreSamples.credentials("made");
        OperationId id = steps.accepted(QueueSamples.configuring(environment, credentials));
        Claim claim = steps.claim(environment);
        store.done(
                environment,
                StoreSamples.accepted(id, StoreSamples.configuring(credentials)),
                StoreSamples.applied(StoreSamples.settings("made")));

        steps.conclude(claim);

        assertThat(sealed(environment))
                .extracting(StoredCredentials::credentials, StoredCredentials::present)
                .containsExactly(Tuple.tuple(credentials, true));
        assertThat(store.known(environment).credentials()).contains(credentials);
        assertThat(store.revision(environment, store.known(environment).revision())
                        .orElseThrow()
                        .credentials())
                .contains(credentials);
    }

    /** An operation that is begun and given back leaves the secrets of the change that it is the turn of. */
    @Test
    default void aTurnThatIsGivenBackLeavesTheSecretsOfItsChange() {
        QueueSteps steps = new QueueSteps(queue());
        StoreSteps store = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Acceptance operation = QueueSamples.configuring(environment, StoreSamples.credentials("kept"));
        OperationId id = steps.accepted(operation);
        Claim claim = steps.claim(environment);
        store.abandon(store.turn(
                environment, StoreSamples.accepted(id, StoreSamples.configuring(StoreSamples.credentials("kept")))));

        steps.renew(QueueSteps.NONE, claim);

        assertThat(steps.claimed(QueueSteps.LONG, environment))
                .extracting(Claimed::operation)
                .containsExactly(operation);
    }

    /** Who asked for a change can be told from others until it is forgotten; the token is of no use any more. */
    @Test
    default void ofTheTokenOfWhoAskedStaysTheDigest() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);

        steps.conclude(steps.claim(environment));

        assertThat(steps.status(environment, id).accessToken())
                .isEqualTo(QueueSamples.caller().accessToken().withoutCiphertext());
    }

    private List<StoredCredentials> sealed(EnvironmentId environment) {
        return new StoreSteps(store()).credentialsOf(environment);
    }
}
