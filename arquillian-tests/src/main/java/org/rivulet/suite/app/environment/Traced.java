package org.rivulet.suite.app.environment;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An interceptor binding of the application: calls are written to the {@link Journal}. */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Traced {

    /** Writes when a call begins and how it ends. */
    @Traced
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    class Tracer {

        @Inject
        private Journal journal;

        @AroundInvoke
        Object trace(InvocationContext call) throws Exception {
            String key = ((Visit) call.getParameters()[0]).key();
            String method = call.getMethod().getName();
            journal.add(key, "begin " + method);
            try {
                Object result = call.proceed();
                journal.add(key, "end " + method);
                return result;
            } catch (Exception e) {
                journal.add(key, method + " threw " + e.getMessage());
                throw e;
            }
        }
    }
}
