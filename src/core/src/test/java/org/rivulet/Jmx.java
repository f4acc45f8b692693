package org.rivulet;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What JMX shows of the only application that runs. */
final class Jmx {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private Jmx() {}

    static StreamsMXBean streams() {
        return JMX.newMXBeanProxy(SERVER, names().iterator().next(), StreamsMXBean.class);
    }

    static Set<ObjectName> names() {
        try {
            return SERVER.queryNames(new ObjectName("org.rivulet:type=Streams,*"), null);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
