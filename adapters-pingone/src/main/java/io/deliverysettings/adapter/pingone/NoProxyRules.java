package io.deliverysettings.adapter.pingone;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hosts are reached without a proxy. There is no standard for {@code NO_PROXY}; this is what curl and Go agree on, and
 * what Go does where they do not. No name is resolved: a range of addresses is only for hosts that are given by address.
 */
final class NoProxyRules {

    /** A host and a port. */
    private record Target(String host, int port) {}

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[^:]*):([0-9]{1,5})");

    private final List<Predicate<Target>> rules;

    private NoProxyRules(List<Predicate<Target>> rules) {
        this.rules = rules;
    }

    /**
     * Reads the rules.
     *
     * @throws IllegalArgumentException when one is none
     */
    static NoProxyRules of(List<String> texts) {
        List<Predicate<Target>> rules = new ArrayList<>();
        for (String text : texts) {
            // A star in front of a dot adds nothing to it, but is what many write.
            String rule = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*\\.", ".");
            if (!rule.isEmpty()) {
                rules.add(rule(rule));
            }
        }
        return new NoProxyRules(rules);
    }

    /** Whether a host is reached without a proxy; an IPv6 address with or without brackets. */
    boolean match(String host, int port) {
        Target target =
                new Target(withoutBrackets(host).toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""), port);
        return rules.stream().anyMatch(rule -> rule.test(target));
    }

    private static Predicate<Target> rule(String text) {
        if (text.equals("*")) {
            return any -> true;
        }
        Matcher withPort = WITH_PORT.matcher(text);
        if (withPort.matches()) {
            int port = Integer.parseInt(withPort.group(2));
            Predicate<Target> host = hostRule(withPort.group(1));
            return target -> target.port() == port && host.test(target);
        }
        return hostRule(text);
    }

    private static Predicate<Target> hostRule(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return range(text, text.substring(0, slash), text.substring(slash + 1));
        }
        Optional<BigInteger> address = address(withoutBrackets(text));
        if (address.isPresent()) {
            return target -> address(target.host()).equals(address) && isSameFamily(target.host(), text);
        }
        if (!text.matches("\\.?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\\.?")) {
            throw new IllegalArgumentException("'" + text
                    + "' is no host to reach without a proxy, such as example.com, .example.com or 10.0.0.0/8");
        }
        String name = text.replaceFirst("\\.$", "");
        return name.startsWith(".")
                ? target -> target.host().endsWith(name)
                : target -> target.host().equals(name) || target.host().endsWith("." + name);
    }

    private static Predicate<Target> range(String text, String network, String length) {
        Optional<BigInteger> base = address(network);
        int bits = NetUtil.isValidIpV4Address(network) ? 32 : 128;
        if (base.isEmpty() || !length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
            throw new IllegalArgumentException("'" + text + "' is no range of addresses, such as 10.0.0.0/8");
        }
        int free = bits - Integer.parseInt(length);
        BigInteger prefix = base.get().shiftRight(free);
        return target -> isSameFamily(target.host(), network)
                && address(target.host())
                        .filter(host -> host.shiftRight(free).equals(prefix))
                        .isPresent();
    }

    /** As a number; empty when it is a name. */
    private static Optional<BigInteger> address(String text) {
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
                .map(bytes -> new BigInteger(1, bytes));
    }

    private static boolean isSameFamily(String host, String other) {
        return NetUtil.isValidIpV4Address(host) == NetUtil.isValidIpV4Address(withoutBrackets(other));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
