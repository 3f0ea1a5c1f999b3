package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.Contest.Contender;
import io.deliverysettings.benchmark.Contest.Standing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, from memory and through to PingOne. */
final class GetSuite implements Suite {

    private static final String FROM_MEMORY = "gateway, from memory";
    private static final String SERVER = "bare Vert.x server";
    private static final String THROUGH = "gateway, through to PingOne";

    private final Servers servers;
    private final Contest contest;

    GetSuite(Servers servers, Contest contest) {
        this.servers = servers;
        this.contest = contest;
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        try (Server upstream = servers.upstream();
                Server proxy = servers.vertxHttpProxy(upstream);
                Server fromMemory = servers.gateway(FROM_MEMORY, upstream, "--read-max-age=1h");
                Server through = servers.gateway(THROUGH, upstream, "--read-max-age=0s")) {
            Optional<Server> nginx = servers.nginx(upstream);
            try {
                List<Contender> contenders = new ArrayList<>();
                contenders.add(new Contender(proxy.name(), proxy, Workload.reads()));
                contenders.add(new Contender(FROM_MEMORY, fromMemory, Workload.readsOfFew()));
                // What an answer from memory takes when nothing else is done: the upstream's are.
                contenders.add(new Contender(SERVER, upstream, Workload.readsOfFew()));
                contenders.add(new Contender(THROUGH, through, Workload.reads()));
                nginx.ifPresent(server -> contenders.add(new Contender(server.name(), server, Workload.reads())));
                return section(contest.run(contenders), proxy.name());
            } finally {
                nginx.ifPresent(Server::close);
            }
        }
    }

    private static Section section(Map<String, Standing> standings, String proxy) {
        Comparison comparison = new Comparison("GET", standings)
                .processorTime(FROM_MEMORY, proxy, Target.atMost(0.5))
                .throughput(FROM_MEMORY, proxy, Target.atLeast(2))
                .processorTime(THROUGH, proxy, Target.atMost(1.4))
                .others(proxy, List.of(FROM_MEMORY, THROUGH));
        return new Section(
                "Reads",
                List.of(
                        "GET over 64 connections, of 100 environments within `--read-max-age`, and of 10,000 environments in turn with"
                                + " `--read-max-age 0s`, where each goes through to PingOne."),
                comparison.figures(),
                comparison.charts());
    }
}
