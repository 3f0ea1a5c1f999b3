package io.deliverysettings.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a gateway has logged of its answers since some moment: wrk counts bad ones, and does not tell what they were. */
final class AccessLog {

    private static final Pattern ACCESS = Pattern.compile("\"logger\":\"access\".*\"status\":([45]\\d\\d)\\b");

    private final Path log;
    private final long from;

    private AccessLog(Path log, long from) {
        this.log = log;
        this.from = from;
    }

    /** Of any process; one that is no gateway has logged no answers. */
    static AccessLog fromNow(Path log) throws IOException {
        return new AccessLog(log, Files.exists(log) ? Files.size(log) : 0);
    }

    /** How often which status from 400 was answered. */
    Map<Integer, Long> refusals() throws IOException {
        Map<Integer, Long> counts = new TreeMap<>();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(file.getChannel()), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher access = ACCESS.matcher(line);
                if (access.find()) {
                    counts.merge(Integer.valueOf(access.group(1)), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    /** The same for people, to be put behind something; empty when there were none. */
    String tellRefusals() throws IOException {
        Map<Integer, Long> counts = refusals();
        return counts.isEmpty() ? "" : "; answered by status: " + counts;
    }
}
