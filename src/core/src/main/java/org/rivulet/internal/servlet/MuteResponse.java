package org.rivulet.internal.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;

/** A response that takes everything and is never sent, for who answers before the road's end. */
final class MuteResponse {

    private MuteResponse() {}

    static HttpServletResponse create() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getReturnType() == boolean.class) return false;
                    return method.getReturnType() == int.class ? 0 : null;
                });
    }
}
