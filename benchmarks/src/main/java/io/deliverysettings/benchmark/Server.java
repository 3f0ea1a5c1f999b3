package io.deliverysettings.benchmark;

/**
 * A server that takes requests.
 *
 * @param name for people
 * @param process to be looked at
 * @param port on 127.0.0.1
 */
record Server(String name, ChildProcess process, int port) implements AutoCloseable {

    @Override
    public void close() {
        process.close();
    }
}
