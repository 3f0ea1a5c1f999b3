package io.deliverysettings.adapter.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;

/** A disk that is full, broken or slow when a test says so. */
final class TestDisk implements Disk {

    /** How much of what is written still fits on it. */
    private volatile long room = Long.MAX_VALUE;

    private volatile boolean canForce = true;
    private volatile boolean canTruncate = true;
    private volatile int writes;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void leaveRoomFor(long bytes) {
        room = bytes;
    }

    void canForce(boolean can) {
        canForce = can;
    }

    void canTruncate(boolean can) {
        canTruncate = can;
    }

    /** From now on writes wait. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    int writes() {
        return writes;
    }

    @Override
    public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        await();
        synchronized (this) {
            writes++;
            if (bytes.remaining() > room) {
                REAL.write(file, bytes.slice(bytes.position(), (int) room), position);
                room = 0;
                throw new IOException("No space left on device");
            }
            REAL.write(file, bytes, position);
        }
    }

    private void await() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException ended) {
            throw new IOException(ended);
        }
    }

    @Override
    public void force(FileChannel file) throws IOException {
        if (!canForce) {
            throw new IOException("Input/output error");
        }
        REAL.force(file);
    }

    @Override
    public void truncate(FileChannel file, long size) throws IOException {
        if (!canTruncate) {
            throw new IOException("Input/output error");
        }
        REAL.truncate(file, size);
    }
}
