package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What BadRequestTest does not show over HTTP: what is still accepted. */
class JsonBodyTest {

    @Test
    void thirtyTwoLevelsAreAccepted() throws Exception {
        String deepest = "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}";

        assertThat(JsonBody.parse(Buffer.buffer(deepest))).hasToString(deepest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " \t\r\n{ } \n",
                "{\"a\":{\"b\":1},\"c\":{\"b\":2}}",
                "{\"a\":1,\"A\":2}",
                "{\"\":\"\u0000\\u0000\"}",
                "{\"a\":\"\u00e9\uD83D\uDE00\"}",
                "{\"a\":1e999999999}"
            })
    void oddJsonIsJson(String text) throws Exception {
        assertThat(JsonBody.parse(Buffer.buffer(text.replace("\u0000", "")))).isNotNull();
    }

    @Test
    void onlyOneByteOrderMarkIsToleratedAndOnlyAtTheBeginning() throws Exception {
        assertThat(JsonBody.parse(Buffer.buffer("\uFEFF{}"))).isEmpty();
        assertThatThrownBy(() -> JsonBody.parse(Buffer.buffer("\uFEFF\uFEFF{}")))
                .isInstanceOf(MalformedBody.class);
        assertThatThrownBy(() -> JsonBody.parse(Buffer.buffer("{}\uFEFF"))).isInstanceOf(MalformedBody.class);
    }

    @Test
    void aMalformedBodyIsReportedWithoutItsTextAndWithoutACause() {
        assertThatThrownBy(() -> JsonBody.parse(Buffer.buffer("{\"appSecret\":hush}")))
                .isInstanceOf(MalformedBody.class)
                .hasNoCause()
                .hasMessageNotContaining("hush");
    }
}
