package io.deliverysettings.adapter.http;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** One element of the list of numbers as a caller wrote it; read-only members are not kept. */
record NumberEntryRequest(
        @Size(max = 64) @Nullable String numberId,
        @Size(max = 64) @Nullable String number,
        boolean selected) {}
