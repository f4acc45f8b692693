package org.rivulet.internal.server;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * Open Liberty 26.0.0.3: the handshake asks for the HTTP session by the method that makes one. The session stays for half an hour, however short the stream was, and then ends
 * the stream of a caller. So the handshake gets the session that there is, and everybody else what they ask for. Owned by the thread of the request.
 * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/HandshakeProcessor.java
 */
final class LibertyRequest extends HttpServletRequestWrapper {

    private static final StackWalker CALLERS = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private final String handshake;

    /**
     * The request as it is shown to all that comes behind.
     *
     * @param handshake the package of the classes that ask for a session which they do not need, as the beginning of their names
     */
    LibertyRequest(HttpServletRequest request, String handshake) {
        super(request);
        this.handshake = handshake;
    }

    @Override
    public @Nullable HttpSession getSession() {
        return isHandshake() ? super.getSession(false) : super.getSession();
    }

    /** Whether that is who asks, perhaps by the application's own wrappers. */
    private boolean isHandshake() {
        return CALLERS.walk(frames -> frames.<Class<?>>map(StackFrame::getDeclaringClass)
                .filter(caller -> !ServletRequest.class.isAssignableFrom(caller))
                .findFirst()
                .filter(caller -> caller.getName().startsWith(handshake))
                .isPresent());
    }
}
