package io.deliverysettings.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What is sent.
 *
 * @param method of each request
 * @param paths where the requests go to, in turn
 * @param isFresh whether reads ask for what PingOne says now, whatever is in memory
 */
record Workload(Method method, List<String> paths, boolean isFresh) {

    enum Method {
        GET,
        PUT
    }

    /** What every request carries; to the lean upstream any token will do. */
    static final String AUTHORIZATION = "Bearer benchmark";

    /** PingOne's own example, with its variables filled in. */
    static final String BODY = """
            {"provider":"CUSTOM_WHATSAPP","whatsAppAccountBusinessId":"107794359053209","appId":"263386889724299",\
            "userAccessToken":"%s","appSecret":"0123456789abcdef0123456789abcdef","numbers":[{"selected":true,\
            "number":"+1 555-061-2978","numberId":"%s"}]}""".formatted("EAAJB".repeat(40), LeanUpstream.NUMBER_ID);

    /** What the ids of environments start with whose writes take their time; see {@link LeanUpstream}. */
    static final String SLOW_ID = "10000000-";

    /** The path of a page of the list of environments. */
    static final String LIST = "/v1/environments?limit=20";

    // Enough that no two requests under way are to the same one, which would wait for each other.
    private static final int MANY = 10_000;
    private static final int FEW = 100;
    private static final int OF_FILLED = 1_000;

    Workload {
        paths = List.copyOf(paths);
    }

    /** Writes, each to another environment than those under way. */
    static Workload writes() {
        return new Workload(Method.PUT, paths(MANY, Workload::path), false);
    }

    /** As {@link #writes}, those of one of several generators that share them all. */
    static Workload writesOfOne(int generator, int generators) {
        List<String> all = writes().paths();
        return new Workload(
                Method.PUT,
                IntStream.range(0, all.size())
                        .filter(i -> i % generators == generator)
                        .mapToObj(all::get)
                        .toList(),
                false);
    }

    /** Writes that meet: only so many environments. */
    static Workload writesOf(int environments) {
        return new Workload(Method.PUT, paths(environments, Workload::path), false);
    }

    /** Reads of many environments in turn. */
    static Workload reads() {
        return new Workload(Method.GET, paths(MANY, Workload::path), false);
    }

    /** Reads of few, so that all of them are soon in memory. */
    static Workload readsOfFew() {
        return new Workload(Method.GET, paths(FEW, Workload::path), false);
    }

    /**
     * The paths of environments of a filled store, the same number of any: with more of them, fewer requests would find what
     * the one before has left in memory, and more would be the first in a minute to confirm what is stored.
     *
     * @param environments how many it has; those that are used are evenly spread over them
     */
    static List<String> pathsOfFilled(int environments) {
        int used = Math.min(environments, OF_FILLED);
        return paths(used, i -> resource(StoreFiller.environment(1 + i * (environments / used))));
    }

    /** The path of an environment whose writes take their time. */
    static String slowPath(int environment) {
        return resource(id(SLOW_ID, environment));
    }

    private static List<String> paths(int count, IntFunction<String> path) {
        return IntStream.range(0, count).mapToObj(path).toList();
    }

    private static String path(int environment) {
        return resource(id("00000000-", environment));
    }

    private static String id(String start, int environment) {
        return String.format(Locale.ROOT, "%s0000-4000-8000-%012x", start, environment);
    }

    private static String resource(String environment) {
        return "/v1/environments/" + environment + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    }
}
