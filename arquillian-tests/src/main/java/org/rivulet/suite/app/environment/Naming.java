package org.rivulet.suite.app.environment;

import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Looks up what it is asked for, on the thread of the handler and on others of the application. */
@SuppressWarnings("BanJNDI") // the names are the tests'
@StreamService
public class Naming {

    @Inject
    private Journal journal;

    @StreamEndpoint(path = "/naming/{key}", expose = true)
    void here(Visit visit, StreamInOut<String, String> stream) {
        stream.onClose(closed -> journal.add(visit.key(), "closed " + lookup("java:comp/env/suite/greeting")));
        for (String name : stream) stream.send(lookup(name));
    }

    @StreamEndpoint(path = "/naming/managed", expose = true)
    void managed(StreamInOut<String, String> stream) throws Exception {
        ExecutorService executor = InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
        for (String name : stream) {
            executor.submit(() -> stream.send(lookup(name))).get();
        }
    }

    private static String lookup(String name) {
        try {
            return String.valueOf(InitialContext.<Object>doLookup(name));
        } catch (NamingException e) {
            return e.toString();
        }
    }
}
