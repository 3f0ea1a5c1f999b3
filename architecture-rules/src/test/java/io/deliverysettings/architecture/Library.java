package io.deliverysettings.architecture;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Types of every kind, for tests of what is shown of them. */
@SuppressWarnings("unused")
public final class Library {

    public abstract static class Shown<T extends Comparable<T> & Runnable> extends Hidden implements AutoCloseable {
        public static final int LIMIT = 3;
        protected List<? super T> values = List.of();
        int packagePrivate;
        private int inside;

        protected Shown(String... names) {}

        Shown(int packagePrivate) {}

        @Deprecated
        public abstract <R> R map(Function<? super T, ? extends R> mapping) throws IOException;

        @Override
        public synchronized void close() {}

        @Override
        public String toString() {
            return "";
        }

        void notShown() {}
    }

    static class HiddenOuter {
        public static class Inner {}
    }

    static class Hidden {
        public void inherited() {}

        protected static int count() {
            return 0;
        }
    }

    public record Point(int x, List<String> names) implements Shape {
        public Point {}

        public Point(int x) {
            this(x, List.of());
        }

        public int doubled() {
            return 2 * x;
        }
    }

    public record Circle() implements Shape {}

    public sealed interface Shape permits Circle, Point {
        static Shape round() {
            return new Circle();
        }

        default boolean isRound() {
            return false;
        }
    }

    public enum Colour {
        RED,
        @Deprecated
        GREEN
    }

    @FunctionalInterface
    public interface Task {
        void run(int[][] numbers);
    }

    private Library() {}
}
