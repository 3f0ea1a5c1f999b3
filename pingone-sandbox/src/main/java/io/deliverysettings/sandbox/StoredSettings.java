package io.deliverysettings.sandbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What one environment holds. The numbers themselves stand in the {@link AccountCatalogue}. */
record StoredSettings(
        UUID id,
        Instant createdAt,
        Instant updatedAt,
        String provider,
        String account,
        String appId,
        Optional<String> selectedNumberId) {}
