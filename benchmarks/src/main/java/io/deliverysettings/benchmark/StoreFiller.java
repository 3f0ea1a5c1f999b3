package io.deliverysettings.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * Makes many environments in an embedded store out of the one that it has, much faster than by that many writes. A process of its
 * own, with the application's own driver on its class path: the file and how many environments it is to have.
 *
 * <p>The copied secrets were sealed for the first environment and cannot be opened for another. Reads and whole writes open none.
 */
final class StoreFiller {

    // Knuth's multiplicative hash: spreads ids over the index as those of PingOne are, and always in the same way.
    private static final long SPREAD = 2_654_435_761L;

    private StoreFiller() {}

    public static void main(String... arguments) throws SQLException {
        int environments = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            // Nobody minds when it has to be filled again, and what is written in no order is better kept in memory
            // until then.
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -262144");
            connection.setAutoCommit(false);
            for (String sql : statements(environments)) {
                statement.executeUpdate(sql);
            }
            connection.commit();
        }
    }

    /** The id of one of the environments, from 1. */
    static String environment(int i) {
        return String.format(Locale.ROOT, "%08x-0000-4000-8000-%012x", i * SPREAD & 0xffff_ffffL, i);
    }

    private static List<String> statements(int environments) {
        return List.of(
                "CREATE TEMPORARY TABLE model AS SELECT environment_id AS id FROM environments LIMIT 1",
                """
                INSERT INTO credentials (environment_id, app_secret_ciphertext, app_secret_digest, user_access_token_ciphertext,
                    user_access_token_digest)
                  WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < %d)
                  SELECT printf('%%08x-0000-4000-8000-%%012x', (i * %d) & 4294967295, i), c.app_secret_ciphertext,
                    c.app_secret_digest, c.user_access_token_ciphertext, c.user_access_token_digest
                  FROM number, model JOIN environments e ON e.environment_id = id JOIN credentials c USING (credentials_id)
                """.formatted(environments, SPREAD),
                """
                INSERT INTO environments (environment_id, last_revision, revision, settings, confirmed_at, credentials_id)
                  SELECT c.environment_id, e.last_revision, e.revision, replace(e.settings, id, c.environment_id),
                    e.confirmed_at, c.credentials_id
                  FROM credentials c, model JOIN environments e ON e.environment_id = id WHERE c.environment_id <> id
                """,
                """
                INSERT INTO history (environment_id, revision, action, outcome, actor, correlation_id, started_at, ended_at, changes,
                    secrets, confirmed_at, settings, credentials_id)
                  SELECT c.environment_id, h.revision, h.action, h.outcome, h.actor, h.correlation_id, h.started_at, h.ended_at,
                    h.changes, h.secrets, h.confirmed_at, replace(h.settings, id, c.environment_id), c.credentials_id
                  FROM credentials c, model JOIN history h ON h.environment_id = id WHERE c.environment_id <> id
                """);
    }
}
