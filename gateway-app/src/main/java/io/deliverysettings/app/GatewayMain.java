package io.deliverysettings.app;

/** Where the process starts. */
public final class GatewayMain {

    private GatewayMain() {}

    /**
     * Runs the command line and ends the process with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(Cli.execute(System.getenv(), arguments));
    }
}
