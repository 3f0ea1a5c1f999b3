package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.sandbox.SandboxOptions.TemplatesPlacement;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReadTest extends SandboxFixture {

    private static final String EXPAND = "?expand=whatsAppTemplates";

    @Test
    void settingsThatWereNeverSetAreNotFound() throws Exception {
        HttpResponse<String> response = get();

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("code").textValue()).isEqualTo("NOT_FOUND");
        assertThat(json(response).path("message").textValue())
                .isEqualTo("The requested resource object cannot be found.");
    }

    @Test
    void getAnswersWhatThePutAnswered() throws Exception {
        HttpResponse<String> written = put(selecting(TestValues.EXAMPLE_ACCOUNT, "116195731537720"));
        HttpResponse<String> read = get();

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(written.body());
    }

    @Test
    void headAnswersAsGetWithoutTheBody() throws Exception {
        assertThat(method("HEAD").statusCode()).isEqualTo(404);
        String body = put(body(TestValues.EXAMPLE_ACCOUNT)).body();

        HttpResponse<String> response = method("HEAD");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(body.length()));
    }

    @Test
    void templatesAreExpandedAtTheTopLevelUnlessTheOptionsSayOtherwise() throws Exception {
        put(body(TestValues.EXAMPLE_ACCOUNT));

        ObjectNode document = json(send(settings(EXPAND).GET()));

        assertThatTemplatesAreWhole(document.path("whatsAppTemplates"));
        assertThat(document.has("_embedded")).isFalse();
    }

    @Test
    void templatesAreEmbeddedIfTheOptionsSaySo() throws Exception {
        restart(OPTIONS.withTemplatesPlacement(TemplatesPlacement.EMBEDDED));
        put(body(TestValues.EXAMPLE_ACCOUNT));

        ObjectNode document = json(send(settings(EXPAND).GET()));

        assertThatTemplatesAreWhole(document.at("/_embedded/whatsAppTemplates"));
        assertThat(document.has("whatsAppTemplates")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?expand=", "?expand=other", "?other=whatsAppTemplates"})
    void templatesAreLeftOutUnlessAskedFor(String query) throws Exception {
        put(body(TestValues.EXAMPLE_ACCOUNT));

        HttpResponse<String> response = send(settings(query).GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("whatsAppTemplates");
    }

    @Test
    void deletedSettingsAreGone() throws Exception {
        put(body(TestValues.EXAMPLE_ACCOUNT));

        HttpResponse<String> deleted = delete();

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(get().statusCode()).isEqualTo(404);
    }

    @Test
    void nothingIsThereToDeleteTwice() throws Exception {
        assertThat(delete().statusCode()).isEqualTo(404);
        put(body(TestValues.EXAMPLE_ACCOUNT));
        delete();
        assertThat(delete().statusCode()).isEqualTo(404);
    }

    @Test
    void settingsThatAreSetAgainAfterADeleteAreNew() throws Exception {
        String first = json(put(body(TestValues.EXAMPLE_ACCOUNT))).path("id").textValue();
        delete();

        assertThat(json(put(body(TestValues.EXAMPLE_ACCOUNT))).path("id").textValue())
                .isNotEqualTo(first);
    }

    private static void assertThatTemplatesAreWhole(JsonNode templates) {
        assertThat(templates).hasSize(2);
        for (JsonNode template : templates) {
            assertThat(template.fieldNames()).toIterable().containsExactly("id", "name", "category", "language");
        }
    }
}
