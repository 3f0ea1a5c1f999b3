package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many changes are kept, a statement looks at the few that it is about: none goes through a table. */
class QueuePlansTest extends StoreFixture {

    private static final QueueStatements QUEUE = new QueueStatements(Dialect.SQLITE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    static Stream<String> statements() {
        return Stream.of(
                QUEUE.claim(),
                QUEUE.lockClaimed(),
                QUEUE.renew(),
                QUEUE.status(),
                QUEUE.forget(),
                QueueStatements.ACCEPT,
                QueueStatements.CONCLUDE,
                QueueStatements.MAKE_THE_OLDEST_NEXT,
                QueueStatements.REPORT,
                QueueStatements.GIVE_UP,
                QueueStatements.open(4),
                Statements.MADE,
                Statements.UNCONFIRMED,
                Statements.ENVIRONMENTS,
                Statements.FORGET_UNUSED_CREDENTIALS,
                Statements.FORGET_ENVIRONMENT_WITHOUT_HISTORY);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void noStatementGoesThroughATable(String sql) {
        EmbeddedEngine engine = engine(directory);

        List<SqlRow> plan = await(engine.onWriter(session -> session.run("EXPLAIN QUERY PLAN " + sql)));

        // What is chosen by the other parts of the statement is few already, and is gone through.
        assertThat(plan.stream().map(row -> row.text("detail")).collect(Collectors.joining("\n")))
                .doesNotContainPattern("SCAN (?!CONSTANT ROW|free|abandoned|due|old|claimable|\\()");
    }
}
