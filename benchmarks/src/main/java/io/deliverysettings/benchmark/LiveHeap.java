package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is alive in the heap of another JVM, told by the JDK's {@code jcmd}. */
final class LiveHeap {

    private static final Pattern USED = Pattern.compile("garbage-first heap\\s+total \\d+K, used (\\d+)K");

    private LiveHeap() {}

    /** After full collections; of one with the collector G1. */
    static double kibibytes(ProcessHandle process) throws IOException, InterruptedException {
        // What the first one finds unreachable may keep other things until it was finalized or cleaned.
        jcmd(process, "GC.run");
        jcmd(process, "GC.run");
        return used(jcmd(process, "GC.heap_info"));
    }

    /** Writes how much of the heap the objects of each class take, to be read by whoever wants to make them fewer. */
    static void writeHistogram(ProcessHandle process, Path file) throws IOException, InterruptedException {
        Files.writeString(file, jcmd(process, "GC.class_histogram"));
    }

    static double used(String heapInfo) throws IOException {
        MatchResult found = USED.matcher(heapInfo)
                .results()
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd does not tell of a heap of G1: " + heapInfo));
        return Double.parseDouble(found.group(1));
    }

    private static String jcmd(ProcessHandle process, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asking = new ProcessBuilder(List.of(jcmd.toString(), Long.toString(process.pid()), command))
                .redirectErrorStream(true)
                .start();
        String told = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asking.waitFor() != 0) {
            throw new IOException("jcmd failed: " + told);
        }
        return told;
    }
}
