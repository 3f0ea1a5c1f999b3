package io.deliverysettings.app.client;

import java.io.PrintWriter;

/** What is said when somebody ends the program while it waits: the change goes on without it. */
final class Interruption implements AutoCloseable {

    private final PrintWriter err;
    private final Thread hook;
    private volatile String message = "stopped";

    private Interruption(PrintWriter err) {
        this.err = err;
        this.hook = new Thread(this::tell, "says what goes on");
    }

    /** From now on, until it is closed. */
    static Interruption expectedOn(PrintWriter err) {
        Interruption interruption = new Interruption(err);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** What is known by now, and would be said. */
    void say(String known) {
        message = known;
    }

    private void tell() {
        err.println("\ngateway: " + message);
        err.flush();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // It is being said just now.
        }
    }
}
