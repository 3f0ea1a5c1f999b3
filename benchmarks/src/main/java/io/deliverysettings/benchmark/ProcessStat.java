package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the kernel has counted for a process and its children, of processor time for those that have ended too. */
final class ProcessStat {

    private static final long TICKS_PER_SECOND = 100; // USER_HZ: the kernel scales to it whatever its own clock is

    private ProcessStat() {}

    /** Processor time of user and system so far, in seconds; in steps of ten milliseconds. */
    static double processorSeconds(ProcessHandle process) throws IOException {
        long ticks = 0;
        for (ProcessHandle each : family(process)) {
            try {
                ticks += ticks(Files.readString(proc(each, "stat")));
            } catch (NoSuchFileException ended) {
                // Between the listing and now; what it took is told with its parent the next time.
            }
        }
        return (double) ticks / TICKS_PER_SECOND;
    }

    /** Resident memory, in MiB. */
    static double residentMebibytes(ProcessHandle process) throws IOException {
        long kibibytes = 0;
        for (ProcessHandle each : family(process)) {
            kibibytes += kibibytes(Files.readString(proc(each, "status")));
        }
        return kibibytes / 1024.0;
    }

    /**
     * {@code utime}, {@code stime}, and those of the children that have ended, {@code cutime} and {@code cstime}, of proc(5). The
     * name before them may hold spaces and parentheses.
     */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return IntStream.rangeClosed(11, 14)
                .mapToLong(i -> Long.parseLong(fields[i]))
                .sum();
    }

    /** How many files, sockets and the like it has open, its children apart. */
    static int openFiles(ProcessHandle process) throws IOException {
        try (Stream<Path> files = Files.list(proc(process, "fd"))) {
            return (int) files.count();
        }
    }

    /** How many threads it has, those that are not Java's included. */
    static int threads(ProcessHandle process) throws IOException {
        try (Stream<Path> threads = Files.list(proc(process, "task"))) {
            return (int) threads.count();
        }
    }

    private static Path proc(ProcessHandle process, String what) {
        return Path.of("/proc", Long.toString(process.pid()), what);
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
