package io.deliverysettings.adapter.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file line by line, in memory for one. What is longer than a line can be is given out cut off, and is none then. */
final class LineReader implements AutoCloseable {

    /** What is between two ends of lines, and whether there was an end. */
    static final class Line {

        private final byte[] bytes;
        private final boolean isFinished;

        Line(byte[] bytes, boolean isFinished) {
            this.bytes = bytes;
            this.isFinished = isFinished;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean isFinished() {
            return isFinished;
        }
    }

    private final InputStream input;

    private LineReader(InputStream input) {
        this.input = input;
    }

    static LineReader open(Path file) throws IOException {
        return new LineReader(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    /** Empty at the end of the file. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = input.read();
        if (read < 0) {
            return Optional.empty();
        }
        while (read >= 0 && read != '\n' && line.size() <= ChainLine.LONGEST) {
            line.write(read);
            read = input.read();
        }
        return Optional.of(new Line(line.toByteArray(), read >= 0));
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
