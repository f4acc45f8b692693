package org.rivulet.internal.websocket;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** How many there are of each key; of what there is none, nothing is kept. Thread-safe. */
final class Tally {

    private final ConcurrentMap<Object, Share> shares = new ConcurrentHashMap<>();

    /** Those of one key. It is given back by the very key that is in the table, which an application's odd equals cannot hide. */
    static final class Share {

        private final Object key;
        // guarded by the table, which lets one thread at a time compute a key
        private int count;

        private Share(Object key) {
            this.key = key;
        }
    }

    /** One more of this key; null if there are so many already. */
    @Nullable
    Share take(Object key, int max) {
        boolean[] taken = new boolean[1];
        Share share = shares.compute(key, (same, known) -> {
            Share now = known == null ? new Share(key) : known;
            taken[0] = now.count < max;
            if (taken[0]) now.count++;
            return now;
        });
        return taken[0] ? share : null;
    }

    /** One less. */
    void give(Share share) {
        shares.computeIfPresent(share.key, (same, known) -> --known.count == 0 ? null : known);
    }

    int keys() {
        return shares.size();
    }
}
