package io.deliverysettings.app;

import java.util.regex.Pattern;

/** Which hosts are this machine alone, by the text that names them: nothing is looked up. */
final class Loopback {

    private static final Pattern HOST = Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]");

    private Loopback() {}

    static boolean is(String host) {
        return HOST.matcher(host).matches();
    }
}
