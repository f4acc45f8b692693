package org.rivulet.internal.servlet;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamsMXBean;

/** Shows an application's streams to JMX, until it is closed. For the threads that deploy and undeploy. */
final class Management implements AutoCloseable {

    private static final Logger LOG = System.getLogger("org.rivulet");

    /** The same path on the same host twice in a JVM: servers that are embedded. */
    private static final int MAX_SAME = 1_000;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final @Nullable ObjectName name;

    private Management(StreamsMXBean bean, String name) {
        this.name = register(bean, name);
    }

    /** Shows the streams of the application that has this context; there are servers without a name for the host. */
    static Management of(StreamsMXBean bean, ServletContext context) {
        String path = context.getContextPath().isEmpty() ? "/" : context.getContextPath();
        String host = String.valueOf(context.getVirtualServerName()); // not every server has one
        return new Management(
                bean, "org.rivulet:type=Streams,host=" + ObjectName.quote(host) + ",context=" + ObjectName.quote(path));
    }

    /** The name it got; null if it got none, without which streams work too. */
    private @Nullable ObjectName register(StreamsMXBean bean, String wanted) {
        try {
            for (int number = 1; number <= MAX_SAME; number++) {
                try {
                    ObjectName free = new ObjectName(number == 1 ? wanted : wanted + ",number=" + number);
                    return server.registerMBean(bean, free).getObjectName();
                } catch (InstanceAlreadyExistsException e) {
                    LOG.log(Level.DEBUG, "Taken by another application: " + wanted, e);
                }
            }
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "The streams are not shown to JMX", e);
        }
        return null;
    }

    @Override
    public void close() {
        if (name == null) return;
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.log(Level.DEBUG, "Gone already: " + name, e);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "JMX does not let go of the streams", e);
        }
    }
}
