package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.adapter.sealing.SealingAdapter;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.RecoverOperationsUseCase;
import io.deliverysettings.application.port.in.RenewLeasesUseCase;
import io.deliverysettings.application.port.in.ResealCredentialsUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTest {

    private static final EnvironmentId ENVIRONMENT = EnvironmentId.of(WhatsAppClient.EXAMPLE_ENVIRONMENT);

    @TempDir
    Path directory = Path.of("");

    /** What a start finds out about lost keys must not be missed because the store was away at that moment. */
    @Test
    void whatIsSealedIsGoneThroughAgainWhenTheStoreWasAwayAndThenNoMore() throws Exception {
        Path keyset = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(keyset);
        AtomicInteger passes = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        RenewLeasesUseCase renew = command -> {
            rounds.incrementAndGet();
            return CompletableFuture.completedStage(new RenewLeasesUseCase.Result(0));
        };
        RecoverOperationsUseCase recover =
                command -> CompletableFuture.completedStage(new RecoverOperationsUseCase.Result(List.of(), 0));
        ResealCredentialsUseCase reseal = command -> passes.incrementAndGet() == 1
                ? CompletableFuture.failedStage(new PortFault(PortFault.Kind.STORE_UNAVAILABLE, PortFault.Effect.NONE))
                : CompletableFuture.completedStage(
                        new ResealCredentialsUseCase.Result(0, Set.of(ENVIRONMENT), Optional.empty()));
        Vertx vertx = Vertx.vertx();
        try (CapturedLog log = CapturedLog.from(Level.INFO)) {
            Maintenance maintenance = Maintenance.start(
                    vertx, renew, recover, reseal, SealingAdapter.fromFile(keyset), List.of(), Duration.ofSeconds(1));
            Eventually.get(rounds::get, count -> count >= 4);
            maintenance.stop();

            assertThat(passes).hasValue(2);
            assertThat(log.text()).contains("STORE_UNAVAILABLE", "again (1): " + ENVIRONMENT);
        } finally {
            Gateway.await(vertx.close());
        }
    }
}
