package org.rivulet.suite.auth;

import java.time.Instant;
import org.rivulet.AuthHandler;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.StreamService;

/** Lets in whoever has a token with a name, for a time if it says so: {@code Bearer ada}, {@code Bearer ada 1500}. */
@StreamService
public class Logins {

    @AuthHandler
    User authenticate(Credentials credentials) {
        String token = credentials
                .authorization()
                .or(credentials::token)
                .or(credentials::login)
                .orElseThrow();
        String[] words = token.replace("Bearer ", "").split("[ .]");
        if (words[0].equals("wrong")) return null;
        if (words[0].equals("banned")) throw new StreamException(ErrorCode.PERMISSION_DENIED, "banned");
        return new User(words[0], words.length == 1 ? null : Instant.now().plusMillis(Long.parseLong(words[1])));
    }
}
