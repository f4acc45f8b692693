package org.rivulet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything a client can make up, against what must be true of it: first the seeds, then what Jazzer makes of them, guided by the branches that the code takes.
 * Some seconds in each build, and with {@code -Pfuzz -Dfuzz.minutes=60} as long as one likes. What is found goes into the seeds of its {@link Property}.
 */
class FrontDoorFuzz {

    private static final int LONGEST = 4_000;

    /** What a message of JSON may take for each of its characters. */
    private static final long BYTES_PER_CHARACTER = 5_000;

    /** The first of its kind loads classes, which Jazzer instruments. */
    private static final long BYTES_AT_LEAST = 64 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> seeds() {
        return Arrays.stream(Door.values())
                .flatMap(door -> door.seeds().stream().map(seed -> Arguments.of(door, seed)));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "8s")
    void whateverComesIsTakenOrRefusedInBoundedSpace(
            @NotNull Door door, @NotNull @WithUtf8Length(max = LONGEST) String input) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        door.check(input);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        Property.require(
                allocated < BYTES_AT_LEAST + input.length() * BYTES_PER_CHARACTER,
                door + " takes " + allocated + " bytes for " + input.length() + " characters");
    }
}
