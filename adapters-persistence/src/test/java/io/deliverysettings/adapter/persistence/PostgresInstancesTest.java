package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.testkit.QueueSamples;
import io.deliverysettings.testkit.StoreSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several gateways over one database change an environment one after the other. */
class PostgresInstancesTest extends StoreFixture {

    private static final int AT_ONCE = 16;
    private static final int ROUNDS = 10;

    @SuppressWarnings("NullAway.Init")
    private PostgresServer server;

    @SuppressWarnings("NullAway.Init")
    private String database;

    @SuppressWarnings("NullAway.Init")
    private PostgresStoreOptions options;

    @SuppressWarnings("NullAway.Init")
    private List<SettingsStoreAdapter> gateways;

    @BeforeAll
    void startServer(@TempDir Path directory) throws IOException, SQLException {
        server = PostgresServer.start(directory);
        database = server.createDatabase();
        options = server.options(database);
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void openGateways() {
        gateways = List.of(openedPostgres(options), openedPostgres(options));
    }

    @RepeatedTest(ROUNDS)
    void ofManyObservationsUnderOneTurnOneIsRecorded() {
        EnvironmentId environment = StoreUse.fresh();
        Turn turn = StoreUse.turn(await(StoreUse.begin(gateways.get(0), environment)));

        List<Optional<Revision>> observed = atOnce(gateway -> gateway.observe(
                environment,
                StoreSamples.observation(StoreSamples.settings("found"), CredentialsFate.STAY),
                new Basis(Optional.empty(), Optional.of(turn))));

        assertThat(observed.stream().flatMap(Optional::stream)).hasSize(1);
        assertThat(await(gateways.get(0).history(environment, Optional.empty(), 100)))
                .hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    void ofManyBeginningsOneIsBegunAndTheOthersAreTold() {
        EnvironmentId environment = StoreUse.fresh();

        List<Beginning> beginnings = atOnce(gateway -> StoreUse.begin(gateway, environment));

        assertThat(beginnings.stream().filter(Beginning.Begun.class::isInstance))
                .hasSize(1);
        assertThat(credentialsOf(environment)).isEqualTo(1);
    }

    /** Each is let in by what it saw before it waited: an environment that is free. */
    @Test
    void ofTwoWhoWaitForAKnownEnvironmentOneIsBegunAndTheOtherIsToldAndLeavesNothing() throws SQLException {
        EnvironmentId environment = StoreUse.fresh();
        await(StoreUse.configure(gateways.get(0), environment, "known"));

        List<CompletionStage<Beginning>> beginnings;
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            lock(other, statement, environment);
            beginnings = gateways.stream()
                    .map(gateway -> StoreUse.begin(gateway, environment))
                    .toList();
            server.untilSoManyWaitForALock(database, beginnings.size());
            other.rollback();
        }

        assertThat(beginnings.stream().map(StoreFixture::await))
                .hasOnlyElementsOfTypes(Beginning.Begun.class, Beginning.Busy.class)
                .hasAtLeastOneElementOfType(Beginning.Begun.class)
                .hasAtLeastOneElementOfType(Beginning.Busy.class);
        assertThat(credentialsOf(environment)).isEqualTo(2);
    }

    @Test
    void whoseTurnIsTakenOverWhileItsEndWaitsIsFencedOff() throws SQLException {
        EnvironmentId environment = StoreUse.fresh();
        Turn turn = StoreUse.turn(await(StoreUse.begin(gateways.get(0), environment)));

        CompletionStage<Ended> end;
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            lock(other, statement, environment);
            end = gateways.get(0).end(turn, StoreSamples.applied(StoreSamples.settings()));
            server.untilSoManyWaitForALock(database, 1);
            statement.execute("UPDATE operations SET fence = fence + 1 WHERE environment_id = '" + environment + "'");
            other.commit();
        }

        assertThat(await(end)).isInstanceOf(Ended.FencedOff.class);
        assertThat(await(gateways.get(0).history(environment, Optional.empty(), 10)))
                .isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void turnsThatAreGivenBackAndTakenAgainLeaveNothing() {
        EnvironmentId environment = StoreUse.fresh();

        List<Integer> begun = atOnce(gateway -> StoreUse.begin(gateway, environment)
                .thenCompose(beginning -> beginning instanceof Beginning.Begun one
                        ? gateway.abandon(one.turn()).thenApply(done -> 1)
                        : StoreUse.begin(gateway, StoreUse.fresh()).thenApply(other -> 0)));

        assertThat(begun).contains(1);
        assertThat(await(StoreUse.begin(gateways.get(0), environment))).isInstanceOf(Beginning.Begun.class);
    }

    @RepeatedTest(ROUNDS)
    void noChangeIsClaimedByTwo() {
        Set<OperationId> accepted = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> accept(gateways.get(i % 2), StoreUse.fresh()))
                .collect(Collectors.toSet());

        List<Claimed> claimed = atOnce(gateway -> gateway.operationQueue().claim(3, StoreUse.LEASE)).stream()
                .flatMap(List::stream)
                .filter(one -> accepted.contains(one.claim().id()))
                .toList();

        assertThat(claimed).extracting(Claimed::claim).extracting(Claim::id).doesNotHaveDuplicates();
        claimed.forEach(one -> assertThat(await(gateways.get(1)
                        .operationQueue()
                        .conclude(one.claim(), QueueSamples.result(), QueueSamples.ENDED_AT)))
                .isTrue());
    }

    @RepeatedTest(ROUNDS)
    void theChangesOfAnEnvironmentAreGivenOutOneAfterTheOther() {
        EnvironmentId environment = StoreUse.fresh();

        List<Integer> made = atOnce(gateway -> gateway.operationQueue()
                .accept(QueueSamples.selecting(environment), Integer.MAX_VALUE)
                .thenCompose(id -> gateway.operationQueue().claim(1000, StoreUse.LEASE))
                .thenApply(claimed -> (int) claimed.stream()
                        .filter(one -> one.operation().environment().equals(environment))
                        .count()));

        assertThat(made.stream().mapToInt(count -> count).sum()).isEqualTo(1);
    }

    private long credentialsOf(EnvironmentId environment) {
        return await(gateways.get(0).credentials(Optional.empty(), 1000)).stream()
                .filter(stored -> stored.environment().equals(environment))
                .count();
    }

    private static void lock(Connection connection, Statement statement, EnvironmentId environment)
            throws SQLException {
        connection.setAutoCommit(false);
        statement.execute("SELECT 1 FROM environments WHERE environment_id = '" + environment + "' FOR UPDATE");
    }

    private static OperationId accept(SettingsStoreAdapter gateway, EnvironmentId environment) {
        return await(gateway.operationQueue().accept(QueueSamples.selecting(environment), Integer.MAX_VALUE))
                .orElseThrow();
    }

    private <T> List<T> atOnce(Function<SettingsStoreAdapter, CompletionStage<T>> call) {
        List<CompletionStage<T>> calls = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> call.apply(gateways.get(i % gateways.size())))
                .toList();
        return calls.stream().map(StoreFixture::await).toList();
    }
}
