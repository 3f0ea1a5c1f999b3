package io.deliverysettings.sandbox;

/**
 * One settled call of an environment's settings, kept for tests. It never holds a secret or a token.
 *
 * @param method the HTTP method, as it was sent
 * @param environmentId the environment of the path, in lower case
 * @param accountId the WhatsApp account that a PUT named, or empty when it named none or for another method
 * @param correlationId the {@code Correlation-Id} of the answer
 * @param applied whether the call changed the settings, whatever was then answered
 */
public record ReceivedCall(
        String method, String environmentId, String accountId, String correlationId, boolean applied) {}
