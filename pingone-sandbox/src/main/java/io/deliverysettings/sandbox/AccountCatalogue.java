package io.deliverysettings.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which numbers an account offers: those of the documented test accounts, or made-up ones that never change. */
final class AccountCatalogue {

    private static final OfferedNumber EXAMPLE_NUMBER =
            new OfferedNumber("116195731537720", "+1 555-061-2978", "Test Number", "GREEN", true);

    private static final Map<String, List<OfferedNumber>> TEST_ACCOUNTS = Map.ofEntries(
            Map.entry(TestValues.EXAMPLE_ACCOUNT, List.of(EXAMPLE_NUMBER)),
            Map.entry(
                    TestValues.FIVE_NUMBERS_ACCOUNT,
                    List.of(
                            new OfferedNumber("205000000000001", "+1 555-010-0001", "Acme Support", "GREEN", true),
                            new OfferedNumber("205000000000002", "+1 555-010-0002", "Acme Sales", "GREEN", true),
                            new OfferedNumber("205000000000003", "+44 20 7946 0003", "Acme London", "YELLOW", true),
                            new OfferedNumber("205000000000004", "+49 30 555 0004", "Acme Berlin", "RED", true),
                            new OfferedNumber("205000000000005", "+33 1 55 50 00 05", "Acme Paris", "GREEN", false))),
            Map.entry(TestValues.NO_NUMBERS_ACCOUNT, List.of()),
            ownNumber(TestValues.SLOW_ACCOUNT, "Acme Slow"),
            ownNumber(TestValues.THROTTLED_ACCOUNT, "Acme Throttled"),
            ownNumber(TestValues.UNAVAILABLE_ACCOUNT, "Acme Unavailable"),
            ownNumber(TestValues.DROPPED_ACCOUNT, "Acme Dropped"),
            ownNumber(TestValues.HTML_ACCOUNT, "Acme Web Page"),
            ownNumber(TestValues.TRUNCATED_ACCOUNT, "Acme Truncated"),
            ownNumber(TestValues.OVERSIZED_ACCOUNT, "Acme Oversized"),
            ownNumber(TestValues.UNKNOWN_MEMBERS_ACCOUNT, "Acme Future"));

    private static final List<String> NAMES = List.of("Support", "Sales", "Alerts", "Billing", "Security");
    private static final List<String> RATINGS = List.of("GREEN", "GREEN", "YELLOW", "RED", "UNKNOWN");

    private AccountCatalogue() {}

    static List<OfferedNumber> numbersOf(String account) {
        List<OfferedNumber> numbers = TEST_ACCOUNTS.get(account);
        return numbers == null ? madeUpNumbers(account) : numbers;
    }

    private static Map.Entry<String, List<OfferedNumber>> ownNumber(String account, String name) {
        String suffix = account.substring(account.length() - 3);
        return Map.entry(
                account,
                List.of(new OfferedNumber("206000000000" + suffix, "+1 555-010-0" + suffix, name, "GREEN", true)));
    }

    /**
     * The number of PingOne's example, so that the example works with anybody's account, and up to three of its own.
     * {@link Random}'s sequence is part of its contract, so an account has the same numbers on every JVM.
     */
    private static List<OfferedNumber> madeUpNumbers(String account) {
        Random random = new Random(hash(account));
        Stream<OfferedNumber> own =
                IntStream.rangeClosed(1, random.nextInt(4)).mapToObj(position -> madeUpNumber(position, random));
        return Stream.concat(Stream.of(EXAMPLE_NUMBER), own).toList();
    }

    /** The position is part of number and id, which keeps them distinct. */
    private static OfferedNumber madeUpNumber(int position, Random random) {
        String numberId = String.format(
                Locale.ROOT, "3%07d%06d%d", random.nextInt(10_000_000), random.nextInt(1_000_000), position);
        String number = String.format(
                Locale.ROOT, "+1 555-%03d-%03d%d", random.nextInt(1_000), random.nextInt(1_000), position);
        String name = "Sample " + NAMES.get(random.nextInt(NAMES.size()));
        String rating = RATINGS.get(random.nextInt(RATINGS.size()));
        boolean available = random.nextInt(8) != 0;
        return new OfferedNumber(numberId, number, name, rating, available);
    }

    /** FNV-1a with 64 bits. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
