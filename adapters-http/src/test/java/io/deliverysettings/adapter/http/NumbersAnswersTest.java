package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.NumberVerdict.Remark;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET …/whatsApp/numbers}. */
class NumbersAnswersTest {

    private static final String NUMBERS = Samples.PATH + "/numbers";

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void everyNumberIsAnsweredWithItsVerdict() throws Exception {
        gateway.listNumbers.answers(new ListNumbersUseCase.Result.Listed(List.of(
                new NumberVerdict(Samples.NUMBER, List.of(), List.of()),
                new NumberVerdict(
                        CatalogueNumber.of(
                                NumberId.of("2"), PhoneNumber.of("+49 30 1234567"), "Other", QualityRating.RED, false),
                        List.of(Remark.NOT_AVAILABLE, Remark.QUALITY_BELOW_MINIMUM),
                        List.of(Remark.QUALITY_NOT_RANKED)))));

        Answer answer = gateway.send(gateway.request(NUMBERS).GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"_links\":{\"self\":{\"href\":\"%s\"},\"whatsApp\":{\"href\":\"%s\"}},"
                                .formatted(gateway.origin() + NUMBERS, gateway.origin() + Samples.PATH)
                        + "\"_embedded\":{\"numbers\":["
                        + "{\"numberId\":\"116195731537720\",\"number\":\"+1 555-061-2978\","
                        + "\"verifiedName\":\"Test Number\",\"qualityRating\":\"GREEN\",\"selected\":true,"
                        + "\"available\":true,\"selectable\":true,\"reasons\":[],\"warnings\":[]},"
                        + "{\"numberId\":\"2\",\"number\":\"+49 30 1234567\",\"verifiedName\":\"Other\","
                        + "\"qualityRating\":\"RED\",\"selected\":false,\"available\":false,\"selectable\":false,"
                        + "\"reasons\":[\"NOT_AVAILABLE\",\"QUALITY_BELOW_MINIMUM\"],"
                        + "\"warnings\":[\"QUALITY_NOT_RANKED\"]}]},\"size\":2}");
    }

    @Test
    void theUseCaseIsAskedForTheEnvironmentOfThePathAndTheCallerOfTheToken() throws Exception {
        gateway.send(gateway.request(NUMBERS).GET());

        ListNumbersUseCase.Query query = gateway.listNumbers.onlyQuestion();
        assertThat(query.environment()).isEqualTo(EnvironmentId.of(Samples.ENVIRONMENT));
        assertThat("Bearer " + query.caller().accessToken().reveal()).isEqualTo(Samples.BEARER);
    }

    @Test
    void headHasTheHeadOfGetAndNoBody() throws Exception {
        Answer get = gateway.send(gateway.request(NUMBERS).GET());
        Answer head = gateway.send(gateway.request(NUMBERS).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void optionsTellsTheMethodsWithoutAToken() throws Exception {
        Answer answer = gateway.send(gateway.anonymous(NUMBERS).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "PATCH", "DELETE"})
    void otherMethodsAreRefusedWithThoseThatAreNot(String method) throws Exception {
        Answer answer = gateway.send(gateway.request(NUMBERS).method(method, BodyPublishers.noBody()))
                .isError(ErrorTable.METHOD_NOT_ALLOWED);

        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(gateway.listNumbers.received()).isEmpty();
    }

    @Test
    void withoutATokenNothingIsAsked() throws Exception {
        gateway.send(gateway.anonymous(NUMBERS).GET()).isError(ErrorTable.NOT_AUTHENTICATED);

        assertThat(gateway.listNumbers.received()).isEmpty();
    }

    @Test
    void anEnvironmentThatIsNoUuidIsRefused() throws Exception {
        Answer answer = gateway.send(
                        gateway.request(Samples.path("nobody") + "/numbers").GET())
                .isError(ErrorTable.INVALID);

        assertThat(answer.detail("envID").path("code").textValue()).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void pingOnesRefusalIsHandedOn() throws Exception {
        gateway.listNumbers.answers(
                new ListNumbersUseCase.Result.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.NOT_FOUND)));

        Answer answer = gateway.send(gateway.request(NUMBERS).GET());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).isEqualTo(Samples.WORDS.message());
    }

    @Test
    void aFaultIsAnsweredAsTheTableSays() throws Exception {
        gateway.listNumbers.fails(new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.NONE));

        gateway.send(gateway.request(NUMBERS).GET()).isError(ErrorTable.UPSTREAM_TIMEOUT);
    }
}
