package org.rivulet.fuzz;

import java.util.List;

/** What must be true of a part of the road whatever comes in. */
public interface Property {

    /** Inputs to begin with: what is right, what attackers are known to send, and what was found once. */
    List<String> seeds();

    /** Fails if it is not true of an input; what the part is to throw, it has caught. */
    void check(String input) throws Exception;

    /** Fails with these words. */
    static void require(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
