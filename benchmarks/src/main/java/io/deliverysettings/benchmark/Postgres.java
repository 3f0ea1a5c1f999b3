package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A PostgreSQL of this machine that commits to the disk, started beside what uses it. */
final class Postgres implements AutoCloseable {

    private static final String READY = "ready: ";
    private static final String MAINTENANCE = "postgres";

    /** Whom gateways log in as; no password is asked for. */
    static final String USER = "gateway";

    private final ChildProcess process;
    private final ProcessHandle server;
    private final int port;
    private int databases;

    private Postgres(ChildProcess process, ProcessHandle server, int port) {
        this.process = process;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param directory for its data, with nothing in it
     */
    static Postgres start(Places places, Path directory) throws IOException {
        Files.createDirectories(directory);
        ChildProcess process = ChildProcess.startWithOthers(
                directory.resolve("log"),
                List.of(
                        Places.java(),
                        "-Xmx64m",
                        "-jar",
                        places.postgres().toString(),
                        directory.resolve("data").toString()));
        try {
            String[] ready = process.awaitLine(READY).substring(READY.length()).split(" ", -1);
            ProcessHandle server = ProcessHandle.of(Long.parseLong(ready[1]))
                    .orElseThrow(() -> new IOException("PostgreSQL is not there; see " + process.log()));
            return new Postgres(process, server, Integer.parseInt(ready[0]));
        } catch (IOException failure) {
            process.close();
            throw failure;
        }
    }

    /** Another database with nothing in it. */
    Database createDatabase() throws IOException {
        databases++;
        String name = "settings_" + databases;
        run(MAINTENANCE, "CREATE DATABASE " + name + " OWNER " + USER);
        return new Database(name);
    }

    private String run(String database, String sql) throws IOException {
        String answer = process.ask(database + " " + sql);
        if (!answer.startsWith("ok")) {
            throw new IOException("PostgreSQL: " + answer + "; see " + process.log());
        }
        return answer.substring("ok".length()).strip();
    }

    @Override
    public void close() {
        process.close();
    }

    /** One of its databases. */
    final class Database {

        private final String name;

        private Database(String name) {
            this.name = name;
        }

        /** For {@code --store-url}. */
        String url() {
            return "postgresql://127.0.0.1:" + port + "/" + name;
        }

        /** The number that a statement gives. */
        double number(String sql) throws IOException {
            return Double.parseDouble(Postgres.this.run(name, sql));
        }

        /** All so far; the log is that of the whole server. */
        Counts counts() throws IOException {
            String calls =
                    "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
                            + " WHERE datname = '" + name + "' AND query";
            // Those that end something are counted as such, so that statements are those that do something.
            double statements = count(calls + " NOT IN ('BEGIN', 'COMMIT')");
            double commits = count(calls + " = 'COMMIT'");
            double log = count("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') / 1024");
            return new Counts(statements, commits, log, ProcessStat.processorSeconds(server));
        }

        /** How many connections gateways have to it. */
        double connections() throws IOException {
            return count("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name + "' AND usename = '" + USER
                    + "'");
        }

        private double count(String sql) throws IOException {
            return Double.parseDouble(Postgres.this.run(MAINTENANCE, sql));
        }
    }

    /**
     * What was counted.
     *
     * @param statements without {@code BEGIN} and {@code COMMIT}
     * @param commits of transactions that were begun as such
     * @param logKibibytes of the write-ahead log
     * @param processorSeconds of all its processes
     */
    record Counts(double statements, double commits, double logKibibytes, double processorSeconds) {

        Counts since(Counts before) {
            return new Counts(
                    statements - before.statements,
                    commits - before.commits,
                    logKibibytes - before.logKibibytes,
                    processorSeconds - before.processorSeconds);
        }

        /** For each of so many. */
        Counts dividedBy(long requests) {
            return new Counts(
                    statements / requests, commits / requests, logKibibytes / requests, processorSeconds / requests);
        }
    }
}
