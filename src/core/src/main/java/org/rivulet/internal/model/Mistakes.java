package org.rivulet.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Every mistake of a deployment, so that all are reported at once. Owned by the thread that deploys. */
public final class Mistakes {

    private final List<String> all = new ArrayList<>();

    /** Adds a mistake: where it is, what is wrong, and how to mend it. */
    public void add(String where, String what, String mend) {
        all.add(where + ": " + what + ". " + mend + ".");
    }

    /** The same, for every mistake found at one place. */
    public At at(String where) {
        return (what, mend) -> add(where, what, mend);
    }

    /** Adds all that were found elsewhere. */
    public void addAll(Mistakes others) {
        all.addAll(others.all);
    }

    /** Whether nothing was wrong. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** All of them, one a line. */
    public String report() {
        return all.stream()
                .map(mistake -> "\n  - " + mistake)
                .collect(Collectors.joining("", "Rivulet found " + count() + " in the stream endpoints:", ""));
    }

    private String count() {
        return all.size() == 1 ? "1 mistake" : all.size() + " mistakes";
    }

    /** One place where mistakes are found. */
    @FunctionalInterface
    public interface At {

        /** Adds a mistake: what is wrong, and how to mend it. */
        void add(String what, String mend);
    }
}
