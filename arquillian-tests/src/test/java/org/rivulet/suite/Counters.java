package org.rivulet.suite;

import jakarta.json.JsonObject;

/** What Rivulet counts of open streams. */
record Counters(int openStreams, long queuedBytes, int pausedInboxes) {

    /** What must come when nobody is connected. */
    static final Counters ZERO = new Counters(0, 0, 0);

    static Counters of(JsonObject found) {
        if (found.getInt("applications") == 0) throw new AssertionError("no application counts its streams");
        return new Counters(
                found.getInt("openStreams"),
                found.getJsonNumber("queuedBytes").longValue(),
                found.getInt("pausedInboxes"));
    }
}
