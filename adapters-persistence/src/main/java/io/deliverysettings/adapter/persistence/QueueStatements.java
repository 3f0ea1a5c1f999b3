package io.deliverysettings.adapter.persistence;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements of {@link QueueRepository}, in the words of a dialect. */
final class QueueStatements {

    static final String COUNT_ONE_MORE = """
            UPDATE accepted_changes_count SET open_changes = open_changes + 1 WHERE open_changes < $1
            RETURNING open_changes""";

    static final String COUNT_ONE_LESS = "UPDATE accepted_changes_count SET open_changes = open_changes - 1";

    /** To be run with the environment locked: only then is it sure which change is its oldest open one. */
    static final String ACCEPT = """
            INSERT INTO accepted_changes (accepted_id, environment_id, is_next, fence, lease_until, progress, change,
                precondition, actor, correlation_id, transaction_id, session_id, accepted_at, credentials_id,
                caller_token_ciphertext, caller_token_digest)
            VALUES ($1, $2,
                CASE WHEN EXISTS (SELECT 1 FROM accepted_changes WHERE environment_id = $2 AND ended_at IS NULL)
                    THEN 0 ELSE 1 END,
                0, 0, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""";

    static final String CONCLUDE = """
            UPDATE accepted_changes SET ended_at = $2, result = $3, progress = $4, is_next = 0, lease_until = 0,
                credentials_id = NULL, caller_token_ciphertext = ''
            WHERE accepted_id = $1""";

    /** To be run with the environment locked, like {@link #ACCEPT}. */
    static final String MAKE_THE_OLDEST_NEXT = """
            UPDATE accepted_changes SET is_next = 1 WHERE place = (
                SELECT place FROM accepted_changes WHERE environment_id = $1 AND ended_at IS NULL
                ORDER BY place LIMIT 1)""";

    static final String REPORT = """
            UPDATE accepted_changes SET progress = $3 WHERE accepted_id = $1 AND fence = $2 AND ended_at IS NULL""";

    static final String GIVE_UP = """
            UPDATE accepted_changes SET lease_until = 0 WHERE accepted_id = $1 AND fence = $2 AND ended_at IS NULL""";

    /** Of SQLite only. */
    static final String GIVE_UP_CLAIMS =
            "UPDATE accepted_changes SET lease_until = 0 WHERE is_next = 1 AND lease_until > 0";

    private static final int LARGEST_LIST = 1024;

    private final String lockClaimed;
    private final String claim;
    private final String renew;
    private final String status;
    private final String forget;

    QueueStatements(Dialect dialect) {
        // As a query of its own it is asked once, so that PostgreSQL looks it up in an index.
        String now = "(SELECT " + dialect.now() + ")";
        lockClaimed = """
                SELECT environment_id, credentials_id FROM accepted_changes
                WHERE accepted_id = $1 AND fence = $2 AND ended_at IS NULL %s""".formatted(dialect.forUpdate());
        // Materialized, so that what is locked is chosen once.
        claim = """
                WITH free AS MATERIALIZED (
                    SELECT place FROM accepted_changes WHERE is_next = 1 AND lease_until = 0
                    ORDER BY place LIMIT $1 %1$s),
                abandoned AS MATERIALIZED (
                    SELECT place FROM accepted_changes WHERE is_next = 1 AND lease_until > 0 AND lease_until <= %2$s
                    ORDER BY place LIMIT $1 %1$s),
                due AS MATERIALIZED (
                    SELECT place FROM (SELECT place FROM free UNION ALL SELECT place FROM abandoned) AS claimable
                    ORDER BY place LIMIT $1)
                UPDATE accepted_changes SET fence = fence + 1, lease_until = %2$s + $2, progress = $3,
                    begun_at = coalesce(begun_at, %2$s)
                WHERE place IN (SELECT place FROM due)
                RETURNING place, accepted_id, fence, environment_id, change, precondition, actor, correlation_id,
                    transaction_id, session_id, accepted_at, caller_token_ciphertext, caller_token_digest,
                    %3$s, %4$s, %5$s, %6$s""".formatted(
                        dialect.skippingLocked(),
                        now,
                        sealed("app_secret_ciphertext"),
                        sealed("app_secret_digest"),
                        sealed("user_access_token_ciphertext"),
                        sealed("user_access_token_digest"));
        renew = """
                UPDATE accepted_changes SET lease_until = %s + $3
                WHERE accepted_id = $1 AND fence = $2 AND ended_at IS NULL""".formatted(now);
        status = """
                SELECT accepted_id, change, caller_token_ciphertext, caller_token_digest, correlation_id,
                    CASE WHEN ended_at IS NOT NULL OR lease_until > %s THEN progress ELSE $3 END AS progress,
                    accepted_at, begun_at, ended_at, result
                FROM accepted_changes WHERE accepted_id = $1 AND environment_id = $2""".formatted(now);
        forget = """
                WITH old AS MATERIALIZED (
                    SELECT place FROM accepted_changes WHERE ended_at < $1 ORDER BY ended_at LIMIT $2 %s)
                DELETE FROM accepted_changes WHERE place IN (SELECT place FROM old) RETURNING place""".formatted(dialect.skippingLocked());
    }

    /** What is claimed comes with its credentials, so that a thousand claims are one statement. */
    private static String sealed(String column) {
        return "(SELECT c.%1$s FROM credentials c WHERE c.credentials_id = accepted_changes.credentials_id) AS %1$s"
                .formatted(column);
    }

    String lockClaimed() {
        return lockClaimed;
    }

    String claim() {
        return claim;
    }

    String renew() {
        return renew;
    }

    String status() {
        return status;
    }

    String forget() {
        return forget;
    }

    /**
     * Which of some ids are those of open changes.
     *
     * @param ids how many, as {@link #sizeOfList} has them
     */
    static String open(int ids) {
        return "SELECT accepted_id FROM accepted_changes WHERE ended_at IS NULL AND accepted_id IN ("
                + IntStream.rangeClosed(1, ids).mapToObj(i -> "$" + i).collect(Collectors.joining(", "))
                + ")";
    }

    /** Few sizes, since each is a statement that stays prepared; what is left is filled up with what is there already. */
    static int sizeOfList(int ids) {
        int size = 1;
        while (size < ids && size < LARGEST_LIST) {
            size *= 2;
        }
        return size;
    }
}
