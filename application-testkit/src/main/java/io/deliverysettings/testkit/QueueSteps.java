package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that the contract of the queue is made of; each waits for its outcome. */
final class QueueSteps {

    /** Claimed for longer than any test. */
    static final Duration LONG = StoreSteps.LONG;

    /** Runs out at once. */
    static final Duration NONE = StoreSteps.NONE;

    private static final int MOST = 1000;

    private final OperationQueuePort queue;

    QueueSteps(OperationQueuePort queue) {
        this.queue = queue;
    }

    OperationId accepted(Acceptance operation) {
        return accepted(operation, Integer.MAX_VALUE)
                .orElseThrow(() -> new AssertionError("there is room, but it was not accepted"));
    }

    OperationId accepted(EnvironmentId environment) {
        return accepted(QueueSamples.selecting(environment));
    }

    Optional<OperationId> accepted(Acceptance operation, int mostOpen) {
        return await(queue.accept(operation, mostOpen));
    }

    /** Whatever other tests have left is claimed, so that what can be claimed from now on is known. */
    void setOthersAside() {
        while (await(queue.claim(MOST, LONG)).size() == MOST) {
            // There may be more.
        }
    }

    List<Claimed> claimed(int limit, Duration lease) {
        return await(queue.claim(limit, lease));
    }

    /** Claims what can be claimed, and tells what is of these environments. */
    List<Claimed> claimed(Duration lease, EnvironmentId... environments) {
        return claimed(MOST, lease).stream()
                .filter(claimed ->
                        Arrays.asList(environments).contains(claimed.operation().environment()))
                .toList();
    }

    Claim claim(EnvironmentId environment, Duration lease) {
        List<Claimed> claimed = claimed(lease, environment);
        assertThat(claimed).hasSize(1);
        return claimed.get(0).claim();
    }

    Claim claim(EnvironmentId environment) {
        return claim(environment, LONG);
    }

    void assertNothingCanBeClaimed(EnvironmentId... environments) {
        assertThat(claimed(LONG, environments)).isEmpty();
    }

    void renew(Duration lease, Claim... claims) {
        await(queue.renew(List.of(claims), lease));
    }

    void report(Claim claim, Progress progress) {
        await(queue.report(claim, progress));
    }

    boolean concluded(Claim claim, OperationResult result) {
        return await(queue.conclude(claim, result, QueueSamples.ENDED_AT));
    }

    void conclude(Claim claim) {
        assertThat(concluded(claim, QueueSamples.result())).isTrue();
    }

    Optional<Status> find(EnvironmentId environment, OperationId id) {
        return await(queue.find(environment, id));
    }

    Status status(EnvironmentId environment, OperationId id) {
        return find(environment, id).orElseThrow(() -> new AssertionError("there is no such change"));
    }

    Progress progress(EnvironmentId environment, OperationId id) {
        return status(environment, id).progress();
    }

    Set<OperationId> ended(OperationId... ids) {
        return await(queue.ended(Set.of(ids)));
    }

    /** An earlier claim does nothing any more, and nothing changes by it. */
    void assertWorthNothing(Claim claim, EnvironmentId environment) {
        Status before = status(environment, claim.id());

        report(claim, Progress.VERIFYING);
        renew(NONE, claim);

        assertThat(concluded(claim, new OperationResult.Broken())).isFalse();
        assertThat(status(environment, claim.id())).isEqualTo(before);
    }
}
