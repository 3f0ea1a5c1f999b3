package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel has counted for a process, children that still run included. */
final class ProcessStat {

    private static final long TICKS_PER_SECOND = 100; // USER_HZ: the kernel scales to it whatever its own clock is

    private ProcessStat() {}

    /** Processor time of user and system so far, in seconds; in steps of ten milliseconds. */
    static double processorSeconds(ProcessHandle process) throws IOException {
        long ticks = 0;
        for (ProcessHandle each : family(process)) {
            try {
                ticks += ticks(Files.readString(Path.of("/proc", Long.toString(each.pid()), "stat")));
            } catch (NoSuchFileException ended) {
                // Between the listing and now; what it took is not told any more.
            }
        }
        return (double) ticks / TICKS_PER_SECOND;
    }

    /** Resident memory, in MiB. */
    static double residentMebibytes(ProcessHandle process) throws IOException {
        long kibibytes = 0;
        for (ProcessHandle each : family(process)) {
            kibibytes += kibibytes(Files.readString(Path.of("/proc", Long.toString(each.pid()), "status")));
        }
        return kibibytes / 1024.0;
    }

    /** {@code utime} and {@code stime} of proc(5). The name before them may hold spaces and parentheses. */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    static long kibibytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static List<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }
}
