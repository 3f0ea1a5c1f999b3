package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/hal+json",
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json; charset=utf8",
                "application/json ; Charset=Utf-8 ; profile=x",
                "application/json; profile=\"a\"",
                "application/json;"
            })
    void jsonInUtf8IsJsonHoweverItIsWritten(String contentType) {
        assertThat(MediaType.isJson(contentType)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; charset=utf-8; charset=latin1",
                "application/json; charset=",
                "application/json, application/json",
                "application/json charset=utf-8",
                "application/vnd.api+json",
                "text/json",
                ";application/json"
            })
    void anythingElseIsNot(@Nullable String contentType) {
        assertThat(MediaType.isJson(contentType)).isFalse();
    }
}
