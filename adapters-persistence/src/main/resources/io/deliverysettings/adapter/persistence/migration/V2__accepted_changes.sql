-- Changes that are accepted to be made later. accepted_id is the id by which a caller asks for one, and by which the turn in
-- which it is made, and the entry of the history that comes of it, are known as its own.
--
-- place grows with every change that is accepted. is_next is 1 for the oldest open change of each environment, which is the
-- only one that can be claimed, so that a claim looks at no change that waits behind another.
--
-- lease_until is 0 while nobody has a claim, and otherwise when the claim runs out. Like begun_at, it is in milliseconds since
-- 1970 of the database's clock.
CREATE TABLE accepted_changes (
    place ${generated_id},
    accepted_id TEXT NOT NULL UNIQUE,
    environment_id TEXT NOT NULL,
    is_next BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    progress TEXT NOT NULL,
    change TEXT NOT NULL,
    precondition TEXT NOT NULL,
    actor TEXT,
    correlation_id TEXT NOT NULL,
    transaction_id TEXT,
    session_id TEXT,
    accepted_at TEXT NOT NULL,
    begun_at BIGINT,
    ended_at TEXT,
    result TEXT,
    credentials_id BIGINT REFERENCES credentials (credentials_id),
    caller_token_ciphertext TEXT NOT NULL,
    caller_token_digest TEXT NOT NULL
);

-- Who claims reads only what can be claimed: what is free in the order of its places, then what has run out.
CREATE INDEX accepted_changes_due ON accepted_changes (lease_until, place) WHERE is_next = 1;

CREATE INDEX accepted_changes_open ON accepted_changes (environment_id, place) WHERE ended_at IS NULL;

CREATE INDEX accepted_changes_ended ON accepted_changes (ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX accepted_changes_credentials ON accepted_changes (credentials_id) WHERE credentials_id IS NOT NULL;

-- How many accepted changes are open: one row. Counting them anew for each that is accepted would take longer the more there are.
CREATE TABLE accepted_changes_count (
    open_changes BIGINT NOT NULL
);

INSERT INTO accepted_changes_count (open_changes) VALUES (0);

-- Empty for a change that somebody waited for.
ALTER TABLE operations ADD COLUMN accepted_id TEXT;

-- Whose credentials are needed is asked whenever something ends, and there may be many operations now.
CREATE INDEX operations_credentials ON operations (credentials_id) WHERE credentials_id IS NOT NULL;

ALTER TABLE history ADD COLUMN accepted_id TEXT;

CREATE INDEX history_accepted ON history (accepted_id, environment_id) WHERE accepted_id IS NOT NULL;

-- Which environments PingOne has not confirmed for the longest time.
CREATE INDEX environments_confirmed ON environments (confirmed_at, environment_id) WHERE settings IS NOT NULL;
