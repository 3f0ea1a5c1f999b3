package io.deliverysettings.app;

import java.util.List;
import java.util.stream.Collectors;

/** Requests to put settings, and what the answers to them are. */
final class Bodies {

    static final String EXAMPLE_ACCOUNT = "107794359053209";
    static final String FIVE_NUMBERS = "200000000000005";
    static final String SLOW = "200000000000060";

    /** PingOne's own example, with its variables filled in. */
    static final String EXAMPLE = """
            {
              "provider": "CUSTOM_WHATSAPP",
              "whatsAppAccountBusinessId": "107794359053209",
              "appId": "263386889724299",
              "userAccessToken": "any-user-access-token",
              "appSecret": "any-app-secret",
              "numbers": [
                {
                  "selected": true,
                  "number": "+1 555-061-2978",
                  "numberId": "116195731537720"
                }
              ]
            }
            """;

    /** PingOne's own answer to it, in the form of {@link Normal}. */
    static final String EXAMPLE_ANSWER = """
            {
              "_links": {
                "self": {
                  "href": "http://127.0.0.1:8080/v1/environments/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/notificationsSettings/instantMessagingDeliverySettings/whatsApp"
                },
                "environment": {
                  "href": "http://127.0.0.1:8080/v1/environments/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6"
                }
              },
              "id": "UUID",
              "environment": { "id": "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6" },
              "createdAt": "TIME",
              "updatedAt": "TIME",
              "provider": "CUSTOM_WHATSAPP",
              "type": "WHATSAPP",
              "whatsAppAccountBusinessId": "107794359053209",
              "appId": "263386889724299",
              "numbers": [
                {
                  "type": "WHATSAPP",
                  "selected": true,
                  "available": true,
                  "createdAt": "TIME",
                  "number": "+1 555-061-2978",
                  "capabilities": ["WHATSAPP"],
                  "numberId": "116195731537720",
                  "verifiedName": "Test Number",
                  "qualityRating": "GREEN"
                }
              ],
              "status": "Created"
            }
            """;

    private Bodies() {}

    /** Asks for the account and for each of the numbers by its id. */
    static String put(String account, String... numberIds) {
        return withSecrets(account, "any-app-secret", "any-user-access-token", numberIds);
    }

    static String withSecrets(String account, String appSecret, String userAccessToken, String... numberIds) {
        String numbers = List.of(numberIds).stream()
                .map("{\"selected\": true, \"numberId\": \"%s\"}"::formatted)
                .collect(Collectors.joining(","));
        return """
                {
                  "provider": "CUSTOM_WHATSAPP",
                  "whatsAppAccountBusinessId": "%s",
                  "appId": "263386889724299",
                  "userAccessToken": "%s",
                  "appSecret": "%s",
                  "numbers": [%s]
                }
                """.formatted(account, userAccessToken, appSecret, numbers);
    }
}
