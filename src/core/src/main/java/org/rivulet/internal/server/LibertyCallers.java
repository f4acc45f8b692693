package org.rivulet.internal.server;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * Open Liberty 26.0.0.3: it looks for a token of MicroProfile JWT before any filter runs, and only where a constraint of the {@code web.xml} asks for a caller.
 * {@code HttpServletRequest.authenticate} looks whenever it is called, but in Liberty's own request; what it calls takes any. Immutable.
 * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.webcontainer/src/com/ibm/ws/webcontainer/srt/SRTServletRequest.java
 */
final class LibertyCallers {

    private static final String PACKAGE = "com.ibm.ws.webcontainer.";
    private static final String SPI = "com.ibm.wsspi.webcontainer.";

    private final Class<?> own;
    // takes Liberty's own request, the one to look in, and the response for what is to be said of it
    private final MethodHandle authenticate;

    /** The loader is that of Liberty's WebSocket. */
    LibertyCallers(ClassLoader loader) throws ReflectiveOperationException {
        ClassLoader web = loader.loadClass(PACKAGE + "servlet.WsocHandler").getClassLoader();
        own = web.loadClass(PACKAGE + "srt.SRTServletRequest");
        Class<?> context = web.loadClass(SPI + "webapp.IWebAppDispatcherContext");
        Class<?> app = web.loadClass(PACKAGE + "webapp.WebApp");
        Class<?> helper = web.loadClass(SPI + "collaborator.ICollaboratorHelper");
        Class<?> security = web.loadClass(SPI + "collaborator.IWebAppSecurityCollaborator");
        MethodHandle call = MethodHandles.publicLookup()
                .findVirtual(
                        security,
                        "authenticate",
                        MethodType.methodType(boolean.class, HttpServletRequest.class, HttpServletResponse.class));
        call = after(helper, "getSecurityCollaborator", security, call);
        call = after(app, "getCollaboratorHelper", helper, call);
        call = after(context, "getWebApp", app, call);
        call = after(own, "getWebAppDispatcherContext", context, call);
        authenticate = call.asType(MethodType.methodType(
                void.class, ServletRequest.class, HttpServletRequest.class, HttpServletResponse.class));
    }

    private static MethodHandle after(Class<?> owner, String getter, Class<?> type, MethodHandle call)
            throws ReflectiveOperationException {
        Lookup lookup = MethodHandles.publicLookup();
        return MethodHandles.filterArguments(call, 0, lookup.findVirtual(owner, getter, MethodType.methodType(type)));
    }

    /** Has Liberty look for a caller in this request. */
    void find(HttpServletRequest request, HttpServletResponse response) {
        ServletRequest behind = request;
        while (behind instanceof HttpServletRequestWrapper) {
            behind = ((HttpServletRequestWrapper) behind).getRequest();
        }
        if (!own.isInstance(behind)) return;
        try {
            authenticate.invokeExact(behind, request, response);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
