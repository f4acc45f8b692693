package org.rivulet.suite.app.environment;

import org.rivulet.ErrorCode;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamException;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Endpoints with an interceptor: all of a class, one of a class. */
@Traced
@StreamService
public class Intercepted {

    @StreamEndpoint(path = "/intercepted/{key}", expose = true)
    void everyMethod(Visit visit, StreamInOut<String, String> stream) {
        for (String message : stream) {
            if (message.equals("fail")) throw new StreamException(ErrorCode.ABORTED, "as asked");
            stream.send(message);
        }
    }

    /** One of a class. */
    @StreamService
    public static class Partly {

        @Traced
        @StreamEndpoint(path = "/intercepted/one/{key}", expose = true)
        void oneMethod(Visit visit, StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/intercepted/none/{key}", expose = true)
        void none(Visit visit, StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }
    }
}
