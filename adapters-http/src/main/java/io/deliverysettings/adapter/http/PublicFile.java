package io.deliverysettings.adapter.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the gateway's own that everybody may read, such as a page, a script or the API document. It is held in memory,
 * as it is and compressed, and a browser that has it asks whether it is still the same.
 *
 * @param mediaType the value of its {@code Content-Type}
 * @param bytes what it holds
 * @param gzipped the same, compressed. Nothing that a caller sends is in it, so that its length gives nothing away
 * @param tag its entity tag, a weak one since it is that of both
 */
record PublicFile(String mediaType, Buffer bytes, Buffer gzipped, String tag) {

    /**
     * Scripts, styles and all else come from the gateway and from nowhere else, nothing of a page is written into it, and no
     * other site frames it.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private static final Pattern ACCEPTS_GZIP =
            Pattern.compile("gzip\\s*(?:;\\s*q=(?:1(?:\\.0*)?|0\\.0*[1-9]\\d*))?", Pattern.CASE_INSENSITIVE);

    /** Enough to tell versions of one file apart. */
    private static final int TAG_BYTES = 16;

    PublicFile {
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(gzipped, "gzipped");
        Objects.requireNonNull(tag, "tag");
    }

    static PublicFile of(String mediaType, Buffer bytes) {
        byte[] digest = Arrays.copyOf(sha256().digest(bytes.getBytes()), TAG_BYTES);
        return new PublicFile(
                mediaType, bytes, gzip(bytes), "W/\"" + HexFormat.of().formatHex(digest) + "\"");
    }

    /**
     * A file beside this class. To be called off the event loop.
     *
     * @param name relative to the package of this class; its ending says what it is
     * @throws IllegalArgumentException when there is no such file, or no media type for its ending
     */
    static PublicFile read(String name) {
        try (InputStream file = PublicFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("there is no file " + name);
            }
            return of(mediaTypeOf(name), Buffer.buffer(file.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A text that is made when the gateway starts. */
    static PublicFile of(String mediaType, String text) {
        return of(mediaType, Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers a GET or a HEAD. */
    void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("ETag", tag)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (hasAlready(context)) {
            SuccessWriter.writeNotModified(context);
        } else {
            response.putHeader("Content-Type", mediaType);
            if (acceptsGzip(context)) {
                response.putHeader("Content-Encoding", "gzip");
                SuccessWriter.end(context, gzipped);
            } else {
                SuccessWriter.end(context, bytes);
            }
        }
    }

    private static boolean acceptsGzip(RoutingContext context) {
        return elements(context, "Accept-Encoding")
                .anyMatch(coding -> ACCEPTS_GZIP.matcher(coding).matches());
    }

    /** Weak comparison, as RFC 9110 has it for If-None-Match. */
    private boolean hasAlready(RoutingContext context) {
        return elements(context, "If-None-Match")
                .anyMatch(known -> known.equals("*") || known.equals(tag) || ("W/" + known).equals(tag));
    }

    private static Stream<String> elements(RoutingContext context, String header) {
        return context.request().headers().getAll(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip);
    }

    private static Buffer gzip(Buffer bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes.getBytes());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return Buffer.buffer(compressed.toByteArray());
    }

    private static String mediaTypeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "json" -> "application/json";
            case "yaml" -> "application/yaml";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> throw new IllegalArgumentException("there is no media type for " + name);
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
