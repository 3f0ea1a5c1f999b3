package io.deliverysettings.adapter.http;

import io.deliverysettings.adapter.http.HttpApiOptions.Console;
import java.util.List;

/**
 * The console: a page, its scripts and its styles, for people who would rather look than read. It asks the API like any other
 * client, with the token of whoever uses it, and is permitted nothing that the token is not.
 */
final class ConsolePages {

    /** Where the page is; everything else of it is below. */
    static final String ROUTE = "/console";

    static final String SETTINGS_ROUTE = ROUTE + "/settings.json";

    /** All files but the page itself, by their names below the route and beside this class. */
    static final List<String> FILES = List.of(
            "announcer.js",
            "api.js",
            "changes.js",
            "chart.js",
            "confirmation.js",
            "connection.js",
            "console.css",
            "differences.js",
            "dom.js",
            "frame.js",
            "history.js",
            "icon.svg",
            "main.js",
            "numbers.js",
            "operations.js",
            "problem.js",
            "routes.js",
            "session.js",
            "views/environments.js",
            "views/history.js",
            "views/numbers.js",
            "views/operation.js",
            "views/quality.js",
            "views/set-up.js",
            "views/sign-in.js",
            "words.js");

    private static final String DIRECTORY = "console/";
    private static final String PAGE = DIRECTORY + "index.html";

    private ConsolePages() {}

    /** Mounts the console unless it is turned off. To be called off the event loop: it reads the files. */
    static void mountOn(Endpoints endpoints, Console console) {
        if (console == Console.OFF) {
            return;
        }
        endpoints.mountFile(ROUTE, PublicFile.read(PAGE));
        endpoints.mountFile(SETTINGS_ROUTE, PublicFile.of(MediaType.JSON, settings(console)));
        for (String file : FILES) {
            endpoints.mountFile(ROUTE + "/" + file, PublicFile.read(DIRECTORY + file));
        }
    }

    /** What the page has to know before anybody has signed in: nothing but how that is done. */
    private static String settings(Console console) {
        return "{\"sandbox\":" + (console == Console.SANDBOX) + "}";
    }
}
