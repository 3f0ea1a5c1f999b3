package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.Contest.Contender;
import io.deliverysettings.benchmark.Contest.Standing;
import io.deliverysettings.benchmark.Postgres.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes with the store in PostgreSQL on the same machine, against the embedded one. */
final class PostgresSuite implements Suite {

    private static final String EMBEDDED = "gateway, embedded store";
    private static final String POSTGRES = "gateway, PostgreSQL";

    private final Servers servers;
    private final Contest contest;
    private final Plan plan;

    PostgresSuite(Servers servers, Contest contest, Plan plan) {
        this.servers = servers;
        this.contest = contest;
        this.plan = plan;
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        try (Postgres postgres = servers.postgres();
                Server upstream = servers.upstream();
                Server embedded = servers.gateway(EMBEDDED, upstream)) {
            Postgres.Database database = postgres.createDatabase();
            try (Server shared = servers.gatewayOver(database, POSTGRES, upstream)) {
                Map<String, Standing> standings = contest.run(List.of(
                        new Contender(EMBEDDED, embedded, Workload.writes()),
                        new Contender(POSTGRES, shared, Workload.writes())));
                return section(standings, counted(database, shared));
            }
        }
    }

    /** By the generator that waits for every answer, so that nothing is counted of requests that are not. */
    private Counts counted(Postgres.Database database, Server server) throws IOException, InterruptedException {
        try (VertxLoad load = new VertxLoad(LoadGenerator.CONNECTIONS)) {
            Counts before = database.counts();
            LoadResult result = load.run(server.port(), Workload.writes(), plan.turn());
            return database.counts().since(before).dividedBy(result.requests());
        }
    }

    private static Section section(Map<String, Standing> standings, Counts each) {
        Comparison comparison = new Comparison("PUT over PostgreSQL", standings)
                .processorTime(POSTGRES, EMBEDDED, Target.atMost(2))
                .throughput(POSTGRES, EMBEDDED)
                .p99(POSTGRES, EMBEDDED);
        List<Figure> figures = new ArrayList<>(comparison.figures());
        figures.add(each("statements", each.statements(), ""));
        figures.add(each("transactions", each.commits(), ""));
        figures.add(each("write-ahead log", each.logKibibytes(), "KiB"));
        figures.add(each("PostgreSQL's own processor time", each.processorSeconds() * 1e6, "µs"));
        return new Section(
                "Writes over PostgreSQL",
                List.of(
                        "The writes from above, by a gateway whose store is a PostgreSQL 17 on this machine and by one with the embedded store,"
                                + " in turns. Both commit to the disk before they answer (`fsync` and `synchronous_commit` are on). The processor"
                                + " time compared is the gateway's; that of PostgreSQL, its statements without `BEGIN` and `COMMIT`, and its log are"
                                + " counted over one more turn."),
                figures,
                comparison.charts());
    }

    private static Figure each(String what, double value, String unit) {
        return Figure.forComparison("PUT over PostgreSQL, of each: " + what, Series.of(value), unit);
    }
}
