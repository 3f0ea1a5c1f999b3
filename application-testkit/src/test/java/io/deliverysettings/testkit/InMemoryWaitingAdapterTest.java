package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.WaitingPort;

/** An adapter that follows nobody holds the contract. */
class InMemoryWaitingAdapterTest implements WaitingPortContract {

    private final WaitingPort waiting = new InMemoryWaitingAdapter();

    @Override
    public WaitingPort waiting() {
        return waiting;
    }
}
