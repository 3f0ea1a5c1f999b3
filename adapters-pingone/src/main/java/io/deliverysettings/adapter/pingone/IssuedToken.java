package io.deliverysettings.adapter.pingone;

import io.deliverysettings.domain.secret.Secret;
import java.time.Duration;

/**
 * What a token endpoint gave.
 *
 * @param accessToken fit for a header
 * @param lifetime for how long it can be used from now on; at least a second
 */
record IssuedToken(Secret accessToken, Duration lifetime) {}
