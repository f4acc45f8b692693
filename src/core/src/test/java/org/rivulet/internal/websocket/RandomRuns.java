package org.rivulet.internal.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs random sequences of steps. One that fails is cut down to the steps that it takes, and told with its seed. The seeds are the same each time, unless
 * {@code -Drivulet.model.seed} gives others, and {@code -Drivulet.model.factor} runs so many times as many.
 */
public final class RandomRuns {

    private static final long FIRST = Long.getLong("rivulet.model.seed", 1);
    private static final int FACTOR = Integer.getInteger("rivulet.model.factor", 1);

    private RandomRuns() {}

    /** Does something so many times, with a seed of its own each. */
    public static void seeds(int runs, Run run) throws Exception {
        for (long seed = FIRST; seed < FIRST + (long) runs * FACTOR; seed++) {
            try {
                run.with(new Random(seed));
            } catch (Exception | Error e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** Checks sequences of up to so many steps. */
    static <S> void steps(int runs, int length, Function<Random, S> step, Check<S> check) throws Exception {
        seeds(runs, random -> {
            List<S> steps = Stream.generate(() -> step.apply(random))
                    .limit(1 + random.nextInt(length))
                    .toList();
            Throwable failure = failure(steps, check);
            if (failure == null) return;
            List<S> shortest = shrink(steps, check);
            Throwable last = failure(shortest, check);
            throw new AssertionError(shortest + ": " + last, last);
        });
    }

    /** Leaves out whatever does not make it pass. */
    private static <S> List<S> shrink(List<S> steps, Check<S> check) {
        List<S> shortest = new ArrayList<>(steps);
        for (int i = shortest.size() - 1; i >= 0; i--) {
            List<S> shorter = new ArrayList<>(shortest);
            shorter.remove(i);
            if (failure(shorter, check) != null) shortest = shorter;
        }
        return shortest;
    }

    private static <S> Throwable failure(List<S> steps, Check<S> check) {
        try {
            check.run(steps);
            return null;
        } catch (Exception | Error e) {
            return e;
        }
    }

    /** What is done with a seed. */
    public interface Run {
        void with(Random random) throws Exception;
    }

    interface Check<S> {
        void run(List<S> steps) throws Exception;
    }
}
