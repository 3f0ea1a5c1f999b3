package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What machine this is, and what else it does: nothing that names it. */
final class Machine {

    private static final double MOST_OF_OTHERS = 0.1;

    private Machine() {}

    static List<String> describe() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("%d processors: %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        value("/proc/cpuinfo", line -> line.startsWith("model name"))));
        lines.add("memory: " + value("/proc/meminfo", line -> line.startsWith("MemTotal")));
        lines.add("system: %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")));
        lines.add("Java: %s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.vm.name")));
        lines.add("load when it began (1, 5 and 15 minutes): " + load());
        return lines;
    }

    /** Whether something else is at work that would be measured too; looks on for two seconds. */
    static boolean isBusy() throws IOException, InterruptedException {
        String before = Files.readString(Path.of("/proc/stat"));
        Thread.sleep(2000);
        return busyShare(before, Files.readString(Path.of("/proc/stat"))) > MOST_OF_OTHERS;
    }

    /** Which share of all processors' time was not idle between two looks at proc(5)'s {@code stat}. */
    static double busyShare(String before, String after) {
        long[] first = ticks(before);
        long[] second = ticks(after);
        long idle = 0;
        long all = 0;
        for (int i = 0; i < first.length; i++) {
            long spent = second[i] - first[i];
            all += spent;
            // idle, and iowait
            idle += i == 3 || i == 4 ? spent : 0;
        }
        return all == 0 ? 0 : 1 - (double) idle / all;
    }

    private static long[] ticks(String stat) {
        return stat.lines()
                .filter(line -> line.startsWith("cpu "))
                .flatMap(line ->
                        Arrays.stream(line.strip().split(" +", -1)).skip(1).limit(8))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static String load() throws IOException {
        String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ", 4);
        return words[0] + " " + words[1] + " " + words[2];
    }

    private static String value(String file, Predicate<String> which) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(which)
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
