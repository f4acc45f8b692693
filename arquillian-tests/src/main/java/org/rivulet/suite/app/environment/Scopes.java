package org.rivulet.suite.app.environment;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Tells which instance of each scope it sees, in a bean of its own for each stream. */
@Dependent
@StreamService
public class Scopes {

    @Inject
    private Numbered.OfApplication ofApplication;

    @Inject
    private Numbered.OfRequest ofRequest;

    @Inject
    private Numbered.OfStream ofStream;

    @Inject
    private Numbered.OfBean ofBean;

    @Inject
    private Numbered.OfBean anotherOfBean;

    @StreamEndpoint(path = "/scopes/{key}", expose = true)
    void scopes(Visit visit, StreamInOut<String, int[]> stream) {
        for (String ignored : stream) {
            stream.send(new int[] {
                ofApplication.number(""),
                ofRequest.number(visit.key()),
                ofStream.number(visit.key()),
                ofBean.number(visit.key()),
                anotherOfBean.number("")
            });
        }
    }
}
