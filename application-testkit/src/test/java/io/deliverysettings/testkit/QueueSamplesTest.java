package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.RequestedChange;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed.Cause;
import io.deliverysettings.domain.history.Precondition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a contract says of results of every kind, it has to say of every kind. */
class QueueSamplesTest {

    @Test
    void theSamplesHoldEveryVariant() {
        assertVariants(OperationResult.class, QueueSamples.results());
        assertVariants(ChangeOutcome.class, QueueSamples.outcomes());
        assertVariants(
                Cause.class,
                QueueSamples.outcomes().stream()
                        .filter(SelectionFailed.class::isInstance)
                        .map(outcome -> ((SelectionFailed) outcome).cause())
                        .toList());
        assertVariants(RequestedChange.class, QueueSamples.changes());
        assertVariants(Precondition.class, QueueSamples.preconditions());
    }

    private static void assertVariants(Class<?> sealed, List<?> samples) {
        assertThat(samples.stream().<Object>map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(List.<Object>of((Object[]) sealed.getPermittedSubclasses()));
    }
}
