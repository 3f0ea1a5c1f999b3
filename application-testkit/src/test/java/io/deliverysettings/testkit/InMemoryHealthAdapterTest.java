package io.deliverysettings.testkit;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.HealthPort;

/** A part that is as a test says holds the contract. */
class InMemoryHealthAdapterTest implements HealthPortContract {

    private final InMemoryHealthAdapter health = new InMemoryHealthAdapter();

    @Override
    public HealthPort health() {
        return health;
    }

    @Override
    public void breakDown() {
        health.set(ComponentHealth.down("It was broken."));
    }

    @Override
    public void repair() {
        health.set(ComponentHealth.up());
    }
}
