package org.rivulet.suite.auth;

import jakarta.inject.Inject;
import org.rivulet.AuthData;
import org.rivulet.StreamScoped;

/** Knows whose stream it belongs to. */
@StreamScoped
public class Guest {

    @Inject
    @AuthData
    User user;

    String name() {
        return user.name();
    }
}
