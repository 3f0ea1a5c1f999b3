package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.secret.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a PUT as a caller wrote it: what has to be there, and how large it may be. What it means is the domain's. */
@SuppressWarnings("MultipleNullnessAnnotations") // @NotNull is asked at run time, @Nullable is what it is until then
record WhatsAppRequest(
        @NotBlank @Size(max = 64) @Nullable String provider,
        @NotBlank @Size(max = 64) @Nullable String whatsAppAccountBusinessId,
        @NotBlank @Size(max = 64) @Nullable String appId,
        @NotNull @Nullable Secret appSecret,
        @NotNull @Nullable Secret userAccessToken,

        @Size(max = WhatsAppRequest.MOST_NUMBERS) @Nullable List<@Valid NumberEntryRequest> numbers) {

    static final int MOST_NUMBERS = 1000;
}
