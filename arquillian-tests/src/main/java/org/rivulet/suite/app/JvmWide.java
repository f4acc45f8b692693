package org.rivulet.suite.app;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** One map for all applications of the JVM. Only classes of the JDK may go into it, or it would keep an application. */
final class JvmWide {

    private static final String NAME = "org.rivulet.suite:type=JvmWide";

    private JvmWide() {}

    /** The map; it lives as an MBean, since nothing else of the JDK is there for every application and for no longer than the JVM. */
    @SuppressWarnings("unchecked") // as it is made here
    static ConcurrentMap<String, Object> map() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName(NAME);
            if (!beans.isRegistered(name)) make(beans, name);
            return (ConcurrentMap<String, Object>)
                    beans.invoke(name, "get", new Object[] {NAME}, new String[] {Object.class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void make(MBeanServer beans, ObjectName name) throws JMException {
        ConcurrentMap<String, Object> map = new ConcurrentHashMap<>();
        map.put(NAME, map);
        try {
            beans.registerMBean(new StandardMBean(map, ConcurrentMap.class), name);
        } catch (InstanceAlreadyExistsException e) {
            // another application was quicker
        }
    }
}
