package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Gap;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * After which id a page of the environments begins. It is none that the gateway knows, if it can be helped: a caller may not be
 * allowed to know of the environments on either side of where a page ends.
 */
final class EnvironmentsCursor {

    private static final int PARTS = 2;

    private EnvironmentsCursor() {}

    static String of(EnvironmentId after) {
        UUID id = after.value();
        return OpaqueCursor.of(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Empty when the text is no cursor of environments. */
    static Optional<EnvironmentId> parse(String text) {
        return OpaqueCursor.parse(text, PARTS).map(parts -> new EnvironmentId(new UUID(parts.get(), parts.get())));
    }

    /**
     * Any id between those of a gap; the first one of the gap when there is none between. Ids are in the order of their text,
     * which is that of their bits as an unsigned number.
     */
    static EnvironmentId within(Gap gap, Random random) {
        BigInteger last = number(gap.last());
        BigInteger between = number(gap.following()).subtract(last).subtract(BigInteger.ONE);
        if (between.signum() <= 0) {
            return gap.last();
        }
        BigInteger offset;
        do {
            offset = new BigInteger(between.bitLength(), random);
        } while (offset.compareTo(between) >= 0);
        return id(last.add(BigInteger.ONE).add(offset));
    }

    private static BigInteger number(EnvironmentId environment) {
        UUID id = environment.value();
        return new BigInteger(
                1,
                ByteBuffer.allocate(PARTS * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    private static EnvironmentId id(BigInteger number) {
        return new EnvironmentId(new UUID(number.shiftRight(Long.SIZE).longValue(), number.longValue()));
    }
}
