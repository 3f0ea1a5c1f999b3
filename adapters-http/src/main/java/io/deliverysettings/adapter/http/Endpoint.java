package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.domain.access.Permission;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * What a path offers: its methods, the permission that they take, and who answers.
 *
 * @param methods one, or GET and HEAD
 * @param anyOf one of these permissions is enough; not empty
 * @param content what is made of a body
 * @param answering what answers whoever is permitted
 */
record Endpoint(List<HttpMethod> methods, Set<Permission> anyOf, BodyHandlers.Content content, Answering answering) {

    /** Answers a request whose caller may make it. */
    interface Answering {

        void answer(RoutingContext context, Permitted permitted);
    }

    Endpoint {
        methods = List.copyOf(methods);
        anyOf = Set.copyOf(anyOf);
        if (anyOf.isEmpty()) {
            throw new IllegalArgumentException("an endpoint takes a permission");
        }
    }

    /** A GET, and a HEAD that is answered with the head of it. */
    static Endpoint get(Set<Permission> anyOf, Answering answering) {
        return new Endpoint(List.of(HttpMethod.GET, HttpMethod.HEAD), anyOf, BodyHandlers.Content.DROPPED, answering);
    }

    static Endpoint get(Permission permission, Answering answering) {
        return get(Set.of(permission), answering);
    }

    static Endpoint delete(Permission permission, Answering answering) {
        return new Endpoint(List.of(HttpMethod.DELETE), Set.of(permission), BodyHandlers.Content.DROPPED, answering);
    }

    /** A PUT whose body is JSON. */
    static Endpoint putJson(Permission permission, Answering answering) {
        return new Endpoint(List.of(HttpMethod.PUT), Set.of(permission), BodyHandlers.Content.JSON, answering);
    }

    /** A POST that says everything with its address. */
    static Endpoint postNothing(Permission permission, Answering answering) {
        return new Endpoint(List.of(HttpMethod.POST), Set.of(permission), BodyHandlers.Content.BOUNDED, answering);
    }
}
