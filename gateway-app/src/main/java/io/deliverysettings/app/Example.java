package io.deliverysettings.app;

import java.net.URI;

/** The request that a newcomer can paste: PingOne's own example, for the sandbox. */
final class Example {

    private Example() {}

    static String curl(URI apiUrl) {
        return """
                curl -sS -X PUT '%s/environments/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/notificationsSettings/instantMessagingDeliverySettings/whatsApp' \\
                  -H 'Authorization: Bearer any-token' \\
                  -H 'Content-Type: application/json' \\
                  -d '{
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
                  }'
                """.formatted(apiUrl);
    }
}
