package io.deliverysettings.benchmark;

import java.io.IOException;

/** Measures some figures that belong together. */
interface Suite {

    /**
     * Starts what it needs, measures, and ends what it has started.
     *
     * @throws IOException when something could not be measured
     */
    Section run() throws IOException, InterruptedException;
}
