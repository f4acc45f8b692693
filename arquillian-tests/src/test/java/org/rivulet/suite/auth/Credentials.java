package org.rivulet.suite.auth;

import java.util.Optional;
import org.rivulet.FromCookie;
import org.rivulet.FromHeader;
import org.rivulet.FromQuery;

/** What says who it is, wherever it stands. */
public record Credentials(
        @FromHeader Optional<String> authorization,
        @FromQuery("token") Optional<String> token,
        @FromCookie("login") Optional<String> login) {}
