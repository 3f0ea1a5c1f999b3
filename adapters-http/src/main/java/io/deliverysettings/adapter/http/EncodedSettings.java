package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The documents of settings that are read again and again, each written once. What is not asked for is forgotten first. Not safe
 * for use by several threads.
 */
final class EncodedSettings {

    static final int MOST_DOCUMENTS = 2_000;

    /** Larger ones are seldom, and would be most of the memory. */
    static final int LONGEST_DOCUMENT = 8 * 1024;

    private record Encoded(WhatsAppSettings settings, String base, Buffer document) {

        /** The very same settings: to find out whether others are equal would take as long as to write them. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(WhatsAppSettings asked, Links links) {
            return settings == asked && base.equals(links.base());
        }
    }

    private final Map<EnvironmentId, Encoded> documents = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EnvironmentId, Encoded> eldest) {
            return size() > MOST_DOCUMENTS;
        }
    };

    /** The same as {@link SettingsDocument#of}. */
    Buffer of(WhatsAppSettings settings, Links links, EnvironmentId asked) {
        Encoded known = documents.get(asked);
        if (known != null && known.isOf(settings, links)) {
            return known.document();
        }
        Buffer document = SettingsDocument.of(settings, links, asked);
        if (document.length() <= LONGEST_DOCUMENT) {
            documents.put(asked, new Encoded(settings, links.base(), document));
        }
        return document;
    }
}
