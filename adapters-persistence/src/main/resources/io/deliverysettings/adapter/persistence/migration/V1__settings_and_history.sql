-- One text for SQLite and PostgreSQL: TEXT and BIGINT are in both, and only the generated id is written differently.
-- Times are UTC in ISO 8601 with nine digits of a second, so that they compare as text. Leases are in milliseconds since
-- 1970 of the database's clock.

-- The two secrets of an account, sealed. A row never changes except by sealing the same secrets again.
CREATE TABLE credentials (
    credentials_id ${generated_id},
    environment_id TEXT NOT NULL,
    app_secret_ciphertext TEXT NOT NULL,
    app_secret_digest TEXT NOT NULL,
    user_access_token_ciphertext TEXT NOT NULL,
    user_access_token_digest TEXT NOT NULL
);

-- What is known of an environment. Its row is also what a transaction locks to have the environment for itself.
-- revision is the entry of the history by which the settings became known, last_revision the newest entry.
-- Without revision nothing is known; without settings PingOne holds nothing.
CREATE TABLE environments (
    environment_id TEXT NOT NULL PRIMARY KEY,
    last_revision BIGINT NOT NULL,
    revision BIGINT,
    settings TEXT,
    confirmed_at TEXT,
    credentials_id BIGINT REFERENCES credentials (credentials_id)
);

CREATE INDEX environments_credentials ON environments (credentials_id);

-- The operations under way: turn, lease and journal in one. What is known of the environment while one is
-- open is what PingOne held before it changed anything.
CREATE TABLE operations (
    environment_id TEXT NOT NULL PRIMARY KEY,
    operation_id TEXT NOT NULL,
    fence BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    started_at TEXT NOT NULL,
    action TEXT NOT NULL,
    actor TEXT,
    correlation_id TEXT NOT NULL,
    intent TEXT NOT NULL,
    credentials_id BIGINT REFERENCES credentials (credentials_id),
    caller_token_ciphertext TEXT NOT NULL,
    caller_token_digest TEXT NOT NULL
);

CREATE INDEX operations_lease ON operations (lease_until);

-- What was done. With confirmed_at, settings and credentials are those that PingOne held from then on.
CREATE TABLE history (
    environment_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    actor TEXT,
    correlation_id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    changes TEXT NOT NULL,
    secrets TEXT,
    confirmed_at TEXT,
    settings TEXT,
    credentials_id BIGINT REFERENCES credentials (credentials_id),
    PRIMARY KEY (environment_id, revision)
);

CREATE INDEX history_credentials ON history (credentials_id);
