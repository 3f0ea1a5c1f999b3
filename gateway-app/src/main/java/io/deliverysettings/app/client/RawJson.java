package io.deliverysettings.app.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Cuts objects out of a document as they are written in it: a script is to get what came, not another spelling of it. */
final class RawJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private RawJson() {}

    /** The object that is this member of a document; empty when there is none. */
    static Optional<byte[]> member(byte[] document, String name) {
        try (JsonParser parser = FACTORY.createParser(document)) {
            return parser.nextToken() == JsonToken.START_OBJECT && isAtMember(parser, name)
                    ? object(parser, document)
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** The first object of an array, within a member of a member of a document, that is wanted. */
    static Optional<byte[]> element(byte[] document, String outer, String inner, Predicate<byte[]> isWanted) {
        try (JsonParser parser = FACTORY.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || !isAtMember(parser, outer)
                    || parser.currentToken() != JsonToken.START_OBJECT
                    || !isAtMember(parser, inner)
                    || parser.currentToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Optional<byte[]> element = object(parser, document).filter(isWanted);
                if (element.isPresent()) {
                    return element;
                }
            }
            return Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Goes on to the value of a member of the object that has begun. */
    private static boolean isAtMember(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isIt = parser.currentName().equals(name);
            parser.nextToken();
            if (isIt) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Optional<byte[]> object(JsonParser parser, byte[] document) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return Optional.of(Arrays.copyOfRange(document, start, end));
    }
}
