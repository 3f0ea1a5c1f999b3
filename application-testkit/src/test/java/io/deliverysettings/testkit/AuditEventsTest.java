package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.secret.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No event has room for a secret, sealed or not, so that none can get into an audit log. */
class AuditEventsTest {

    @Test
    void noEventCanHoldASecret() {
        Set<Class<?>> types = new HashSet<>();
        for (Class<?> event : Event.class.getPermittedSubclasses()) {
            collect(event, types);
        }

        assertThat(types)
                .hasSizeGreaterThan(20)
                .noneMatch(
                        type -> type.getPackage() != null && type.getPackage().equals(Secret.class.getPackage()))
                .doesNotContain(Object.class, byte[].class);
    }

    @Test
    void aSecretInARecordWouldBeFound() {
        Set<Class<?>> types = new HashSet<>();
        collect(Caller.class, types);

        assertThat(types).contains(Secret.class);
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), found);
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, found);
            }
        } else if (type instanceof Class<?> plain && found.add(plain) && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                collect(component.getGenericType(), found);
            }
        }
    }
}
