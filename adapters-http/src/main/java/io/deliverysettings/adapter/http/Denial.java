package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Reason;
import io.deliverysettings.domain.access.Permission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why whoever calls is turned away. It says nothing of what there is: it depends on the token, the method and the path alone.
 *
 * @param row the status and code
 * @param challenge what {@code WWW-Authenticate} says (RFC 6750, section 3)
 * @param code of the detail, as PingOne has it; empty when there is no detail
 * @param explanation what to do about it
 */
record Denial(ErrorTable row, String challenge, Optional<String> code, String explanation) {

    /** What is at fault, or missing. */
    static final String TARGET = "Authorization";

    private static final String INVALID_TOKEN_ERROR = "Bearer error=\"invalid_token\"";

    static Denial of(Reason reason) {
        return switch (reason) {
            case NO_TOKEN ->
                // Whoever has shown nothing is not told of an error (RFC 6750, section 3.1).
                new Denial(
                        ErrorTable.NOT_AUTHENTICATED,
                        "Bearer",
                        Optional.empty(),
                        "Send one header Authorization, with Bearer and a token of PingOne.");
            case TOKEN_EXPIRED ->
                unauthenticated(
                        INVALID_TOKEN_ERROR + ", error_description=\"The access token expired\"",
                        "The access token expired. Get a new one.");
            case TOKEN_REFUSED -> unauthenticated(INVALID_TOKEN_ERROR, "The access token is not accepted.");
        };
    }

    /** The permission follows from the method and the path, so that to name it gives nothing away. */
    static Denial forbidden(Set<Permission> anyOf) {
        String permissions = anyOf.stream().map(Permission::text).sorted().collect(Collectors.joining(" or "));
        return new Denial(
                ErrorTable.FORBIDDEN,
                "Bearer error=\"insufficient_scope\"",
                Optional.of("INSUFFICIENT_PERMISSIONS"),
                "It takes the permission " + permissions + ", which the caller does not have there.");
    }

    private static Denial unauthenticated(String challenge, String explanation) {
        return new Denial(ErrorTable.NOT_AUTHENTICATED, challenge, Optional.of("INVALID_TOKEN"), explanation);
    }
}
