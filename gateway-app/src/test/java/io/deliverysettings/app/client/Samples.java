package io.deliverysettings.app.client;

/** Documents of a gateway, as small as the commands need them. */
final class Samples {

    static final String OPERATION = "6970ac16-a42e-4ae4-96e3-b66ed27ee502";

    /** With a selected number that is fine. */
    static final String SETTINGS = settings("Acme Sales");

    static final String NUMBERS = numbers("GREEN", true, true, "");

    private Samples() {}

    static String settings(String verifiedName) {
        return """
                {"environment": {"id": "%s"}, "provider": "CUSTOM_WHATSAPP", "whatsAppAccountBusinessId": "2005", "numbers": [
                  {"selected": true, "available": true, "number": "+1 555-010-0002", "numberId": "2052",
                   "verifiedName": "%s", "qualityRating": "GREEN"}], "status": "Created"}""".formatted(ClientRun.ENVIRONMENT, verifiedName);
    }

    /** Two of them. The first is selected or not, and is as the parameters say; the other can be selected. */
    static String numbers(String quality, boolean isSelected, boolean isSelectable, String reason) {
        return """
                {"_embedded": {"numbers": [
                  {"numberId": "2052", "number": "+1 555-010-0002", "verifiedName": "Acme Sales", "qualityRating": "%s",
                   "selected": %s, "available": true, "selectable": %s, "reasons": [%s], "warnings": []},
                  {"numberId": "2053", "number": "+44 20 7946 0003", "verifiedName": "Acme London", "qualityRating": "YELLOW",
                   "selected": false, "available": true, "selectable": true, "reasons": [], "warnings": []}]}, "size": 2}""".formatted(quality, isSelected, isSelectable, reason.isEmpty() ? "" : "\"" + reason + "\"");
    }

    static String operation(String state, String progress, String more) {
        return "{\"id\": \"%s\", \"state\": \"%s\", \"progress\": \"%s\"%s}"
                .formatted(OPERATION, state, progress, more);
    }

    static String error(String code, String message) {
        return "{\"id\": \"797c2af3\", \"code\": \"%s\", \"message\": \"%s\"}".formatted(code, message);
    }

    /** A page of the history with entries from a revision down to another. */
    static String history(int first, int last, String next) {
        StringBuilder entries = new StringBuilder();
        for (int revision = first; revision >= last; revision--) {
            entries.append(entries.isEmpty() ? "" : ",").append(entry(revision));
        }
        String links = next.isEmpty() ? "" : "\"next\": {\"href\": \"" + next + "\"}";
        return "{\"_links\": {" + links + "}, \"_embedded\": {\"history\": [" + entries + "]}}";
    }

    static String entry(int revision) {
        return """
                {"revision": %d, "action": "SELECT_NUMBER",  "outcome": "APPLIED", "startedAt": "2026-11-23T08:40:56.365Z",\
                 "changes": [{"member": "numbers[2052].selected", "before": "false", "after": "true"}]}""".formatted(revision);
    }
}
