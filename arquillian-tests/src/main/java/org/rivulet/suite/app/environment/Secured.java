package org.rivulet.suite.app.environment;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.CDI;
import java.security.Principal;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Tells who calls it. What not every server has is named in method bodies only. */
@StreamService
public class Secured {

    /** Behind a constraint of the web.xml. */
    @StreamEndpoint(path = "/secured/caller", expose = true, auth = true)
    void secured(StreamInOut<String, String> stream) {
        answer(stream);
    }

    /** Behind a constraint of the web.xml that everybody known passes. */
    @StreamEndpoint(path = "/members/caller", expose = true, auth = true)
    void members(StreamInOut<String, String> stream) {
        answer(stream);
    }

    /** Behind no constraint, so the container asks for nobody. */
    @StreamEndpoint(path = "/unsecured/caller", expose = true, auth = true)
    void unsecured(StreamInOut<String, String> stream) {
        answer(stream);
    }

    /** Behind a constraint of the web.xml that everybody known passes, and then for administrators. */
    @StreamEndpoint(path = "/members/admins", expose = true)
    @RolesAllowed("admin")
    void admins(StreamInOut<String, String> stream) {
        answer(stream);
    }

    /** Behind no constraint, so the container asks for nobody. */
    @StreamEndpoint(path = "/unsecured/admins", expose = true)
    @RolesAllowed("admin")
    void unsecuredAdmins(StreamInOut<String, String> stream) {
        answer(stream);
    }

    @StreamEndpoint(path = "/nobody", expose = true)
    @DenyAll
    void nobody(StreamInOut<String, String> stream) {
        answer(stream);
    }

    @StreamEndpoint(path = "/anybody", expose = true)
    void anybody(StreamInOut<String, String> stream) {
        answer(stream);
    }

    private static void answer(StreamInOut<String, String> stream) {
        for (String question : stream) stream.send(answer(question, stream.caller()));
    }

    private static String answer(String question, Principal caller) {
        return switch (question) {
            case "stream" -> caller == null ? "nobody" : caller.getName();
            case "injected" -> CDI.current().select(Principal.class).get().getName();
            case "vault" -> vault();
            default -> throw new IllegalArgumentException(question);
        };
    }

    /** Catches by name: a catch of a class that is missing would not even load. */
    private static String vault() {
        try {
            return CDI.current().select(Vault.class).get().open();
        } catch (RuntimeException e) {
            if (e.getClass().getSimpleName().equals("EJBAccessException")) return "closed";
            throw e;
        }
    }
}
