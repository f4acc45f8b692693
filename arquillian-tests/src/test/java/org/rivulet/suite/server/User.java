package org.rivulet.suite.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A user in the server's realm. */
public record User(String name, String password, String role) {

    /** Has the role that the WAR asks for. */
    public static final User ADA = new User("ada", "lovelace", "admin");

    /** Has another. */
    public static final User BOB = new User("bob", "builder", "guest");

    static final List<User> ALL = List.of(ADA, BOB);

    /** The header that says so. */
    public String authorization() {
        byte[] credentials = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
