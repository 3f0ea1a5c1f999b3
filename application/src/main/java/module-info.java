/** The use cases of the gateway, the ports they are reached by and the ports they need. */
module io.deliverysettings.application {
    requires transitive io.deliverysettings.domain;

    exports io.deliverysettings.application.fault;
    exports io.deliverysettings.application.health;
    exports io.deliverysettings.application.operation;
    exports io.deliverysettings.application.outcome;
    exports io.deliverysettings.application.port.in;
    exports io.deliverysettings.application.port.out;
    exports io.deliverysettings.application.service;
}
