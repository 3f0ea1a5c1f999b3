package io.deliverysettings.domain.history;

/**
 * Which of the two secrets differ from those that were stored before; true for both when none were.
 *
 * @param appSecret whether the app secret differs
 * @param userAccessToken whether the user access token differs
 */
public record SecretChanges(boolean appSecret, boolean userAccessToken) {}
