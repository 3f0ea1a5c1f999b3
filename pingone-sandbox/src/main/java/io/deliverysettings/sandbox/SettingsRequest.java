package io.deliverysettings.sandbox;

import java.util.List;

/**
 * What a valid PUT asks for. The two secrets are checked while the request is read and not kept; what Meta would say
 * about them is all that is left.
 */
record SettingsRequest(
        String provider,
        String account,
        String appId,
        List<NumberReference> selected,
        List<ErrorDetail> refusedCredentials) {}
