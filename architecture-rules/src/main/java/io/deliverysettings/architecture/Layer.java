package io.deliverysettings.architecture;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * The packages of the gateway. Rules speak of packages only through here, so that one test can hold that each of them exists:
 * a rule about a package that is not there passes in silence.
 */
enum Layer {
    GATEWAY("io.deliverysettings"),
    DOMAIN("io.deliverysettings.domain"),
    APPLICATION("io.deliverysettings.application"),
    FAULTS("io.deliverysettings.application.fault"),
    HEALTH("io.deliverysettings.application.health"),
    OPERATIONS("io.deliverysettings.application.operation"),
    OUTCOMES("io.deliverysettings.application.outcome"),
    IN_PORTS("io.deliverysettings.application.port.in"),
    OUT_PORTS("io.deliverysettings.application.port.out"),
    SERVICES("io.deliverysettings.application.service"),
    ADAPTERS("io.deliverysettings.adapter"),
    AUDIT_ADAPTER("io.deliverysettings.adapter.audit"),
    HTTP_ADAPTER("io.deliverysettings.adapter.http"),
    IDENTITY_ADAPTER("io.deliverysettings.adapter.identity"),
    PERSISTENCE_ADAPTER("io.deliverysettings.adapter.persistence"),
    PINGONE_ADAPTER("io.deliverysettings.adapter.pingone"),
    SEALING_ADAPTER("io.deliverysettings.adapter.sealing"),
    TRACING_ADAPTER("io.deliverysettings.adapter.tracing"),
    TESTKIT("io.deliverysettings.testkit"),
    RULES("io.deliverysettings.architecture"),
    SANDBOX("io.deliverysettings.sandbox"),
    APP("io.deliverysettings.app");

    private final String root;

    Layer(String root) {
        this.root = root;
    }

    String pattern() {
        return root + "..";
    }

    /** The package at the top of it. */
    String root() {
        return root;
    }

    boolean holds(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        return name.startsWith(root) && (name.length() == root.length() || name.charAt(root.length()) == '.');
    }
}
