package io.deliverysettings.adapter.persistence;

import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How PostgreSQL is reached.
 *
 * @param url such as {@code postgresql://db.example:5432/settings}; {@code ?sslmode=} with one of {@code disable},
 *     {@code prefer}, {@code require}, {@code verify-ca} and {@code verify-full} may follow, otherwise {@code prefer} counts
 * @param user who to log in as; the tables are made in the first schema of its search path
 * @param password that user's; empty when the server asks for none
 * @param poolSize how many connections to use at most; from 1 to 1000
 */
public record PostgresStoreOptions(URI url, String user, Optional<Secret> password, int poolSize) {

    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
    private static final Set<String> SSL_MODES = Set.of("disable", "prefer", "require", "verify-ca", "verify-full");
    private static final String SSL_MODE = "sslmode=";
    private static final int USUAL_PORT = 5432;
    private static final int USUAL_POOL_SIZE = 10;

    /** Checks each member. */
    public PostgresStoreOptions {
        Objects.requireNonNull(url, "url");
        refuseCredentialsIn(url);
        if (!isOfADatabase(url)) {
            throw new IllegalArgumentException(
                    "url must be the address of a database, such as postgresql://db.example:5432/settings, with at most"
                            + " ?sslmode=disable, prefer, require, verify-ca or verify-full");
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("user must not be empty");
        }
        Objects.requireNonNull(password, "password");
        if (poolSize < 1 || poolSize > 1000) {
            throw new IllegalArgumentException("poolSize must be from 1 to 1000");
        }
    }

    /**
     * Options with the usual number of connections, 10.
     *
     * @param url the address of the database
     * @param user who to log in as
     * @param password that user's
     * @return the options
     */
    public static PostgresStoreOptions forDatabase(URI url, String user, Optional<Secret> password) {
        return new PostgresStoreOptions(url, user, password, USUAL_POOL_SIZE);
    }

    /** Addresses are logged and shown in lists of processes. The message must not show it either. */
    private static void refuseCredentialsIn(URI url) {
        String query = Optional.ofNullable(url.getRawQuery()).orElse("");
        boolean hasPassword = Arrays.stream(query.split("&", -1)).anyMatch(part -> part.startsWith("password="));
        // What is no address of a host (a password with a slash in it, say) has its user in the authority.
        boolean hasUser = url.getRawAuthority() != null && url.getRawAuthority().contains("@");
        boolean mayHideThem = url.isOpaque() && url.getRawSchemeSpecificPart().contains("@");
        if (hasPassword || hasUser || mayHideThem) {
            throw new IllegalArgumentException(
                    "url must not hold a user or a password, since addresses are logged; give them as user and password");
        }
    }

    private static boolean isOfADatabase(URI url) {
        String path = Optional.ofNullable(url.getPath()).orElse("");
        boolean namesADatabase = path.length() > 1 && path.indexOf('/', 1) < 0;
        boolean asksForNothingElse = url.getRawQuery() == null
                || (url.getRawQuery().startsWith(SSL_MODE)
                        && SSL_MODES.contains(url.getRawQuery().substring(SSL_MODE.length())));
        return url.getScheme() != null
                && SCHEMES.contains(url.getScheme())
                && url.getHost() != null
                && url.getPort() != 0
                && url.getPort() <= 65_535
                && namesADatabase
                && asksForNothingElse
                && url.getRawFragment() == null;
    }

    int port() {
        return url.getPort() < 0 ? USUAL_PORT : url.getPort();
    }

    String database() {
        return url.getPath().substring(1);
    }

    String sslMode() {
        return url.getRawQuery() == null ? "prefer" : url.getRawQuery().substring(SSL_MODE.length());
    }
}
