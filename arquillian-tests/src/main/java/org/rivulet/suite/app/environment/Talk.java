package org.rivulet.suite.app.environment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamService;

/** Makes CDI events of its messages. */
@StreamService
public class Talk {

    @Inject
    private Event<Said> event;

    /** A message, as an event. */
    public record Said(String key, String text) {}

    @StreamEndpoint(path = "/talk/{key}", expose = true)
    void talk(Visit visit, StreamIn<String> stream) {
        for (String message : stream) {
            event.fire(new Said(visit.key(), message));
            event.fireAsync(new Said(visit.key(), message));
        }
    }

    /** Another bean, which hears them. */
    @ApplicationScoped
    public static class Listener {

        @Inject
        private Journal journal;

        void heard(@Observes Said said) {
            journal.add(said.key(), "heard " + said.text());
        }

        void heardLater(@ObservesAsync Said said) {
            journal.add(said.key(), "heard later " + said.text());
        }
    }
}
