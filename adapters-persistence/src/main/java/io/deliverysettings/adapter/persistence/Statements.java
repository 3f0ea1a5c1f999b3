package io.deliverysettings.adapter.persistence;

/** The statements of {@link SettingsRepository}, in the words of a dialect. */
final class Statements {

    private static final String CREDENTIALS =
            "c.app_secret_ciphertext, c.app_secret_digest, c.user_access_token_ciphertext, c.user_access_token_digest";

    static final String KEPT = """
            SELECT e.revision, e.settings, e.confirmed_at, %s
            FROM environments e LEFT JOIN credentials c ON c.credentials_id = e.credentials_id
            WHERE e.environment_id = $1 AND e.revision IS NOT NULL""".formatted(CREDENTIALS);

    static final String KEPT_AS_OF_REVISION = """
            SELECT h.revision, h.settings, h.confirmed_at, %s
            FROM history h LEFT JOIN credentials c ON c.credentials_id = h.credentials_id
            WHERE h.environment_id = $1 AND h.revision = $2 AND h.confirmed_at IS NOT NULL""".formatted(CREDENTIALS);

    /** Makes the row where there is none; the update of nothing is what locks it where there is one. */
    static final String MAKE_AND_LOCK_ENVIRONMENT = """
            INSERT INTO environments (environment_id, last_revision) VALUES ($1, 0)
            ON CONFLICT (environment_id) DO UPDATE SET last_revision = environments.last_revision
            RETURNING last_revision, revision, credentials_id""";

    static final String COUNT_REVISION =
            "UPDATE environments SET last_revision = $2, credentials_id = $3 WHERE environment_id = $1";

    static final String COUNT_REVISION_AND_KEEP = """
            UPDATE environments
            SET last_revision = $2, credentials_id = $3, revision = $2, settings = $4, confirmed_at = $5
            WHERE environment_id = $1""";

    static final String CONFIRM = """
            UPDATE environments SET confirmed_at = $3
            WHERE environment_id = $1 AND revision = $2 AND confirmed_at < $3""";

    static final String FORGET_ENVIRONMENT_WITHOUT_HISTORY = """
            DELETE FROM environments WHERE environment_id = $1 AND last_revision = 0
                AND NOT EXISTS (SELECT 1 FROM operations WHERE environment_id = $1)
                AND NOT EXISTS (SELECT 1 FROM accepted_changes WHERE environment_id = $1 AND ended_at IS NULL)""";

    /**
     * An accepted change that is being made is one and not two. What is open is looked up for each environment: of an {@code
     * EXISTS} behind an {@code OR}, PostgreSQL would make a list of all environments in which something is open.
     */
    static final String ENVIRONMENTS = """
            SELECT e.environment_id, e.revision, e.settings, e.confirmed_at, %s,
                (SELECT count(*) FROM accepted_changes a
                    WHERE a.environment_id = e.environment_id AND a.ended_at IS NULL)
                + (SELECT count(*) FROM operations o WHERE o.environment_id = e.environment_id
                    AND NOT EXISTS (SELECT 1 FROM accepted_changes a
                        WHERE a.accepted_id = o.accepted_id AND a.ended_at IS NULL)) AS open_operations
            FROM environments e LEFT JOIN credentials c ON c.credentials_id = e.credentials_id
            WHERE e.environment_id > $1 AND (e.settings IS NOT NULL
                OR (SELECT o.fence FROM operations o WHERE o.environment_id = e.environment_id) IS NOT NULL
                OR (SELECT a.place FROM accepted_changes a
                    WHERE a.environment_id = e.environment_id AND a.ended_at IS NULL LIMIT 1) IS NOT NULL)
            ORDER BY e.environment_id LIMIT $2""".formatted(CREDENTIALS);

    static final String UNCONFIRMED = """
            SELECT environment_id FROM environments WHERE settings IS NOT NULL AND confirmed_at < $1
            ORDER BY confirmed_at, environment_id LIMIT $2""";

    private static final String OPERATION_COLUMNS = """
            environment_id, operation_id, fence, lease_until, started_at, action, actor, correlation_id, intent,
            credentials_id, caller_token_ciphertext, caller_token_digest, accepted_id""";

    static final String OPERATION = "SELECT operation_id, fence FROM operations WHERE environment_id = $1";

    static final String DELETE_OPERATION = """
            DELETE FROM operations WHERE environment_id = $1 AND operation_id = $2 AND fence = $3
            RETURNING credentials_id""";

    static final String INSERT_HISTORY = """
            INSERT INTO history (environment_id, revision, action, outcome, actor, correlation_id, started_at, ended_at,
                changes, secrets, confirmed_at, settings, credentials_id, accepted_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)""";

    private static final String ENTRY =
            "revision, action, outcome, actor, correlation_id, started_at, ended_at, changes, secrets";

    static final String HISTORY = """
            SELECT %s FROM history
            WHERE environment_id = $1 AND revision < $2 ORDER BY revision DESC LIMIT $3""".formatted(ENTRY);

    static final String MADE = """
            SELECT %s FROM history
            WHERE environment_id = $1 AND accepted_id = $2 AND outcome <> 'NOT_APPLIED'""".formatted(ENTRY);

    static final String INSERT_CREDENTIALS = """
            INSERT INTO credentials (environment_id, app_secret_ciphertext, app_secret_digest,
                user_access_token_ciphertext, user_access_token_digest)
            VALUES ($1, $2, $3, $4, $5) RETURNING credentials_id""";

    static final String CREDENTIALS_BY_ID =
            "SELECT %s FROM credentials c WHERE c.credentials_id = $1".formatted(CREDENTIALS);

    static final String CREDENTIALS_PAGE = """
            SELECT c.credentials_id, c.environment_id, %s,
                CASE WHEN EXISTS (SELECT 1 FROM environments e WHERE e.credentials_id = c.credentials_id)
                    THEN 1 ELSE 0 END AS present
            FROM credentials c WHERE c.credentials_id > $1 ORDER BY c.credentials_id LIMIT $2""".formatted(CREDENTIALS);

    /** Only what was read is replaced: somebody else may have sealed it again since, with a newer key. */
    static final String RESEAL = """
            UPDATE credentials SET app_secret_ciphertext = $4, app_secret_digest = $5,
                user_access_token_ciphertext = $6, user_access_token_digest = $7
            WHERE credentials_id = $1 AND app_secret_ciphertext = $2 AND user_access_token_ciphertext = $3""";

    static final String FORGET_UNUSED_CREDENTIALS = """
            DELETE FROM credentials WHERE credentials_id = $1
                AND NOT EXISTS (SELECT 1 FROM environments WHERE credentials_id = $1)
                AND NOT EXISTS (SELECT 1 FROM operations WHERE credentials_id = $1)
                AND NOT EXISTS (SELECT 1 FROM accepted_changes WHERE credentials_id = $1)
                AND NOT EXISTS (SELECT 1 FROM history WHERE credentials_id = $1)""";

    /** Of SQLite only. */
    static final String GIVE_UP_LEASES =
            "UPDATE operations SET lease_until = min(lease_until, %s)".formatted(Dialect.SQLITE.now());

    private final String lockEnvironment;
    private final String lockFreeEnvironment;
    private final String lockTurn;
    private final String insertOperation;
    private final String leaseLeft;
    private final String renew;
    /** Touches a table, so that an empty answer of a server that has lost ours is none. */
    static final String LOOK = "SELECT open_changes FROM accepted_changes_count";

    /** Both are small: one row for each operation that is being made, and one row that counts the rest. */
    static final String OPEN_WORK = """
            SELECT (SELECT count(*) FROM operations) AS open_operations, open_changes FROM accepted_changes_count""";

    private final String takeOver;
    private final String abandoned;

    Statements(Dialect dialect) {
        String now = dialect.now();
        lockEnvironment =
                "SELECT last_revision, revision, credentials_id FROM environments WHERE environment_id = $1 %s"
                        .formatted(dialect.forUpdate());
        lockFreeEnvironment = """
                SELECT environment_id FROM environments WHERE environment_id = $1
                    AND NOT EXISTS (SELECT 1 FROM operations WHERE environment_id = $1) %s""".formatted(dialect.forUpdate());
        lockTurn = """
                SELECT e.last_revision, e.revision, e.credentials_id, o.credentials_id AS operation_credentials_id,
                    o.action, o.actor, o.correlation_id, o.started_at, o.accepted_id
                FROM environments e JOIN operations o ON o.environment_id = e.environment_id
                WHERE e.environment_id = $1 AND o.operation_id = $2 AND o.fence = $3 %s""".formatted(dialect.forUpdate());
        insertOperation = """
                INSERT INTO operations (%s)
                VALUES ($1, $2, $3, %s + $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                ON CONFLICT (environment_id) DO NOTHING RETURNING operation_id""".formatted(OPERATION_COLUMNS, now);
        leaseLeft = "SELECT lease_until - %s AS lease_left FROM operations WHERE environment_id = $1".formatted(now);
        renew = """
                UPDATE operations SET lease_until = %s + $4
                WHERE environment_id = $1 AND operation_id = $2 AND fence = $3""".formatted(now);
        takeOver = """
                UPDATE operations SET fence = fence + 1, lease_until = %1$s + $2
                WHERE environment_id = $1 AND lease_until <= %1$s
                RETURNING %2$s""".formatted(now, OPERATION_COLUMNS);
        abandoned = """
                SELECT environment_id FROM operations WHERE lease_until <= %s
                ORDER BY lease_until, environment_id LIMIT $1""".formatted(now);
    }

    String lockEnvironment() {
        return lockEnvironment;
    }

    /**
     * Finds and locks nothing while an operation of the environment is open. Who waited for the lock sees the operations as they
     * were before it waited.
     */
    String lockFreeEnvironment() {
        return lockFreeEnvironment;
    }

    /** Locks an environment and its operation, and finds nothing when that is not the turn's any more. */
    String lockTurn() {
        return lockTurn;
    }

    /** Returns nothing when another operation of the environment is open. */
    String insertOperation() {
        return insertOperation;
    }

    String leaseLeft() {
        return leaseLeft;
    }

    String renew() {
        return renew;
    }

    String takeOver() {
        return takeOver;
    }

    String abandoned() {
        return abandoned;
    }
}
