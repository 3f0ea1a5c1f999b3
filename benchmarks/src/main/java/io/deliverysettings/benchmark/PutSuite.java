package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.Contest.Contender;
import io.deliverysettings.benchmark.Contest.Standing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes: what the gateway does with them, against passing them on. */
final class PutSuite implements Suite {

    private static final String GATEWAY = "gateway";

    private final Servers servers;
    private final Contest contest;

    PutSuite(Servers servers, Contest contest) {
        this.servers = servers;
        this.contest = contest;
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        try (Server upstream = servers.upstream();
                Server proxy = servers.vertxHttpProxy(upstream);
                Server spring = servers.springCloudGateway(upstream);
                Server gateway = servers.gateway(GATEWAY, upstream)) {
            Optional<Server> nginx = servers.nginx(upstream);
            try {
                List<Contender> contenders = new ArrayList<>();
                List.of(proxy, spring, gateway)
                        .forEach(server -> contenders.add(new Contender(server.name(), server, Workload.writes())));
                nginx.ifPresent(server -> contenders.add(new Contender(server.name(), server, Workload.writes())));
                return section(contest.run(contenders), proxy.name(), spring.name());
            } finally {
                nginx.ifPresent(Server::close);
            }
        }
    }

    private static Section section(Map<String, Standing> standings, String proxy, String spring) {
        Comparison comparison = new Comparison("PUT", standings)
                .processorTime(GATEWAY, proxy, Target.atMost(2.5))
                .processorTime(GATEWAY, spring, Target.atMost(0.6))
                .throughput(GATEWAY, spring, Target.atLeast(1.5))
                .p99(GATEWAY, proxy, Target.atMost(3))
                .others(proxy, List.of(GATEWAY));
        return new Section(
                "Writes",
                List.of(
                        "PUT of one setting with its two secrets, to 10,000 environments in turn, over 64 connections. The gateway"
                                + " validates it, reads what PingOne holds, writes and judges the answer (so it sends two requests for each that"
                                + " it gets), seals the secrets, and records it in the embedded store (full synchronous commit), its journal and"
                                + " the audit log; the others pass it on."),
                comparison.figures(),
                comparison.charts());
    }
}
