package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The facts of PingOne's own example. */
final class Samples {

    static final String ENVIRONMENT = "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6";
    static final String PATH = path(ENVIRONMENT);
    static final String BEARER = "Bearer bearer.of-the_caller~+/==";

    static final CatalogueNumber NUMBER = new CatalogueNumber(
            Optional.of(NumberId.of("116195731537720")),
            Optional.of(PhoneNumber.of("+1 555-061-2978")),
            true,
            Availability.AVAILABLE,
            Optional.of("Test Number"),
            Optional.of(QualityRating.GREEN),
            Optional.of("WHATSAPP"),
            List.of("WHATSAPP"),
            Optional.of(Instant.parse("2024-11-03T14:39:44.631Z")),
            AdditionalMembers.NONE);

    static final WhatsAppSettings SETTINGS =
            settings(Instant.parse("2024-09-19T09:19:02.448Z"), NUMBER, AdditionalMembers.NONE, AdditionalMembers.NONE);

    static final Revision REVISION = new Revision(7);

    static final OperationId OPERATION = new OperationId(UUID.fromString("0d2c7f5e-31c4-4b0a-9d5b-6a3f0e8c1b77"));
    static final String OPERATION_PATH = PATH + "/operations/" + OPERATION;

    /** PingOne's own words, with something of everything that must be handed on. */
    static final PlatformError WORDS = new PlatformError(
            Optional.of("0b6f1a34-9a07-4a5e-8c39-6b1f6a0f0c01"),
            "CODE_OF_PINGONE",
            "PingOne says why.",
            List.of(new PlatformError.Detail(
                    Optional.of("INVALID_VALUE"),
                    Optional.of("appSecret"),
                    Optional.of("Meta does not accept it."),
                    new AdditionalMembers(Map.of("innerError", "{\"allowedPattern\":\"^a$\"}")))),
            new AdditionalMembers(Map.of("helpUrl", "\"https://example.com/help\"")));

    private Samples() {}

    static String path(String environment) {
        return "/v1/environments/" + environment + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    }

    static WhatsAppSettings settings(
            Instant createdAt, CatalogueNumber number, AdditionalMembers additional, AdditionalMembers links) {
        return new WhatsAppSettings(
                Optional.of("7d9b2232-7589-4721-8381-1aa848c4030c"),
                Optional.of(ENVIRONMENT),
                Optional.of(createdAt),
                Optional.of(Instant.parse("2024-11-03T14:39:43.743Z")),
                Optional.of(Provider.CUSTOM_WHATSAPP),
                Optional.of("WHATSAPP"),
                new BusinessAccountId("107794359053209"),
                Optional.of(new AppId("263386889724299")),
                new Catalogue(List.of(number)),
                Optional.of("Created"),
                additional,
                links);
    }

    /** What a read finds when PingOne itself was asked. */
    static ReadWhatsAppUseCase.Result found(WhatsAppSettings settings) {
        return new ReadWhatsAppUseCase.Result.Found(
                settings, Optional.of(REVISION), ReadWhatsAppUseCase.Source.PLATFORM, Duration.ZERO);
    }

    /** An operation that is open. */
    static ReadOperationUseCase.Result operation(Action action, Progress progress) {
        return operation(action, progress, Optional.empty());
    }

    /** An operation that has ended. */
    static ReadOperationUseCase.Result operation(Action action, OperationResult result) {
        return operation(action, Progress.ENDED, Optional.of(result));
    }

    private static ReadOperationUseCase.Result operation(
            Action action, Progress progress, Optional<OperationResult> result) {
        Instant accepted = Instant.parse("2026-11-23T10:00:00Z");
        return new ReadOperationUseCase.Result.Found(
                OPERATION,
                EnvironmentId.of(ENVIRONMENT),
                action,
                new CorrelationId("call-1"),
                progress,
                accepted,
                progress == Progress.QUEUED ? Optional.empty() : Optional.of(accepted.plusMillis(250)),
                result.map(ended -> accepted.plusSeconds(90)),
                result);
    }

    /** Every way in which an operation can end, and what makes a difference to its answer. */
    static Stream<OperationResult> operationResults() {
        SelectionOutcome.Refused number = new SelectionOutcome.Refused(
                List.of(new Violation(Violation.Code.INVALID_VALUE, "numbers[0].numberId", "It is not available.")),
                List.of(NUMBER));
        PortFault fault = new PortFault(
                PortFault.Kind.THROTTLED,
                PortFault.Effect.UNKNOWN,
                Optional.of(WORDS),
                Optional.of(Duration.ofSeconds(7)),
                Optional.empty());
        Stream<ChangeOutcome> outcomes = Stream.of(
                new ChangeOutcome.Configured(SETTINGS, true, REVISION),
                new ChangeOutcome.Configured(SETTINGS, false, REVISION),
                new ChangeOutcome.RequestRefused(number.violations()),
                new ChangeOutcome.PlatformRefused(refusal(PlatformRefusal.Kind.OPERATION_NOT_SUPPORTED)),
                new ChangeOutcome.NumberNotSelectable(number),
                new ChangeOutcome.PreconditionFailed(Optional.of(REVISION)),
                new ChangeOutcome.PreconditionFailed(Optional.empty()),
                new ChangeOutcome.Busy(Duration.ofMillis(2_500)),
                new ChangeOutcome.CredentialsNeeded(ChangeOutcome.CredentialsNeeded.Reason.DAMAGED),
                new ChangeOutcome.RevisionUnknown(),
                new ChangeOutcome.NumberRefused(SETTINGS, number),
                new SelectionFailed(
                        SETTINGS, NUMBER, new SelectionFailed.Cause.Refused(refusal(PlatformRefusal.Kind.INVALID))),
                new SelectionFailed(SETTINGS, NUMBER, new SelectionFailed.Cause.Faulted(fault)),
                new SelectionFailed(SETTINGS, NUMBER, new SelectionFailed.Cause.Ignored()),
                new ChangeOutcome.Overtaken(),
                new ChangeOutcome.Interrupted(Outcome.APPLIED_IN_PART, REVISION));
        Stream<OperationResult> faults = Arrays.stream(PortFault.Kind.values())
                .map(kind -> new OperationResult.Faulted(new PortFault(kind, PortFault.Effect.NONE)));
        return Stream.of(
                        outcomes.map(OperationResult.Completed::new),
                        faults,
                        Stream.of(new OperationResult.Faulted(fault), new OperationResult.Broken()))
                .flatMap(results -> results);
    }

    static PlatformRefusal refusal(PlatformRefusal.Kind kind) {
        return new PlatformRefusal(kind, WORDS);
    }

    /** A request without a fault; the secrets are those of a test that wants to find them again. */
    static ObjectNode body(String appSecret, String userAccessToken) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("provider", "CUSTOM_WHATSAPP")
                .put("whatsAppAccountBusinessId", "107794359053209")
                .put("appId", "263386889724299")
                .put("userAccessToken", userAccessToken)
                .put("appSecret", appSecret);
        body.putArray("numbers")
                .addObject()
                .put("selected", true)
                .put("number", "+1 555-061-2978")
                .put("numberId", "116195731537720");
        return body;
    }

    static ObjectNode body() {
        return body("the-app-secret", "the-user-token");
    }

    /** The example answer as one line, with the addresses of a gateway and the links that are its own. */
    static String exampleAnswer(String origin) {
        try (InputStream resource =
                Objects.requireNonNull(Samples.class.getResourceAsStream("put-response-201.json"))) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode document = Answer.json(text.replace("https://api.pingone.eu", origin));
            ObjectNode links = (ObjectNode) document.path("_links");
            for (String own : List.of("numbers", "selectedNumber", "history")) {
                links.putObject(own).put("href", origin + PATH + "/" + own);
            }
            return document.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
