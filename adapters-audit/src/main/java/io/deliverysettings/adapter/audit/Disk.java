package io.deliverysettings.adapter.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** What a disk does for the log, and what it can fail to do. Blocks. */
interface Disk {

    /** The operating system's. */
    Disk REAL = new Disk() {
        @Override
        public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
            long at = position;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
        }

        @Override
        public void force(FileChannel file) throws IOException {
            file.force(true);
        }

        @Override
        public void truncate(FileChannel file, long size) throws IOException {
            file.truncate(size);
        }
    };

    /** Writes all of it, or fails after some of it. */
    void write(FileChannel file, ByteBuffer bytes, long position) throws IOException;

    /** Returns when the disk remembers what was written. */
    void force(FileChannel file) throws IOException;

    /** Cuts off what is beyond the size. */
    void truncate(FileChannel file, long size) throws IOException;
}
