package io.deliverysettings.architecture;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Types that rules speak of one by one. They are named and not referred to, so that whoever uses the rules need not have them all,
 * and so that the gateway's own modules can use them; a test holds that each of them exists.
 */
enum Type {
    COMMAND_LINE_WIRE("io.deliverysettings.app.client.Wire"),
    PORT_FAULT("io.deliverysettings.application.fault.PortFault"),
    SECRET("io.deliverysettings.domain.secret.Secret"),
    USE_CASES("io.deliverysettings.application.service.UseCases"),
    VERTX_BUFFER("io.vertx.core.buffer.Buffer"),
    VERTX_FUTURE("io.vertx.core.Future");

    private final String className;

    Type(String className) {
        this.className = className;
    }

    String className() {
        return className;
    }

    String simpleName() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    boolean is(JavaClass type) {
        return type.getName().equals(className);
    }

    /** The type itself, or nested in it. */
    boolean holds(JavaClass type) {
        return is(Types.outermost(type));
    }

    /** The type itself, or one below it. */
    boolean covers(JavaClass type) {
        return type.isAssignableTo(className);
    }
}
