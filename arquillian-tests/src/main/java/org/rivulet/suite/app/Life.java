package org.rivulet.suite.app;

import jakarta.annotation.PreDestroy;
import org.rivulet.StreamScoped;

/** Lives as long as a stream, and says when that is over. */
@StreamScoped
public class Life {

    private String test = "none";

    void begin(String test) {
        this.test = test;
    }

    @PreDestroy
    void destroyed() {
        Ledger.count(test, "destroyed");
    }
}
