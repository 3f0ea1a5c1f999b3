package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The collection of requests has what the API document has. */
class RequestCollectionTest {

    private final JsonNode document = ApiDescription.read().document();
    private final ObjectNode collection = RequestCollection.of(document);

    @Test
    void everyOperationIsARequestInTheFolderOfItsTag() {
        List<String> requests = new ArrayList<>();
        for (JsonNode folder : collection.path("item")) {
            folder.path("item")
                    .forEach(item -> requests.add(folder.path("name").asText() + ": "
                            + item.at("/request/method").asText() + " "
                            + item.at("/request/url/raw").asText()));
        }

        assertThat(requests)
                .containsExactlyInAnyOrderElementsOf(ApiContract.ours().operations().stream()
                        .map(operation -> operation.definition().at("/tags/0").asText() + ": "
                                + operation.method().toUpperCase(Locale.ROOT) + " {{baseUrl}}"
                                + operation.path().replaceAll("\\{(\\w+)}", ":$1"))
                        .toList());
    }

    @Test
    void aRequestHasWhatItsOperationNeedsAndTheRestToBeSwitchedOn() {
        JsonNode request = request("Set the account and the number");

        assertThat(request.at("/url/host/0").asText()).isEqualTo("{{baseUrl}}");
        assertThat(request.at("/url/variable/0/key").asText()).isEqualTo("envID");
        assertThat(request.at("/url/variable/0/value").asText()).isEqualTo("{{envID}}");
        assertThat(request.at("/url/query/0/key").asText()).isEqualTo("dryRun");
        assertThat(request.at("/url/query/0/disabled").asBoolean()).isTrue();
        assertThat(request.at("/header/0/key").asText()).isEqualTo("Content-Type");
        assertThat(request.at("/header/0").has("disabled")).isFalse();
        assertThat(Answer.json(request.at("/body/raw").asText()))
                .isEqualTo(document.at("/components/examples/settingsRequest/value"));
    }

    @Test
    void theTokenIsAVariableAndGoesWhereItIsNeededOnly() {
        assertThat(collection.at("/auth/bearer/0/value").asText()).isEqualTo("{{token}}");
        assertThat(collection.findValuesAsText("key")).contains("baseUrl", "token", "envID");
        assertThat(request("Read the settings").has("auth")).isFalse();
        assertThat(request("Read this document as JSON").at("/auth/type").asText())
                .isEqualTo("noauth");
    }

    private JsonNode request(String name) {
        for (JsonNode folder : collection.path("item")) {
            for (JsonNode item : folder.path("item")) {
                if (item.path("name").asText().equals(name)) {
                    return item.path("request");
                }
            }
        }
        throw new AssertionError("there is no request " + name);
    }
}
