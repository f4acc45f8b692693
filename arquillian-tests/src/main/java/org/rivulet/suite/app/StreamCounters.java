package org.rivulet.suite.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What Rivulet counts of open streams, as an operator reads it. */
public final class StreamCounters {

    private StreamCounters() {}

    /** Of one application, by its context path. */
    static JsonObject ofApplication(String context) {
        return sum("context=" + ObjectName.quote(context) + ",*");
    }

    /** Of all applications of the JVM together. */
    static JsonObject ofAll() {
        return sum("*");
    }

    private static JsonObject sum(String which) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            Set<ObjectName> names = beans.queryNames(new ObjectName("org.rivulet:type=Streams," + which), null);
            long openStreams = 0;
            long queuedBytes = 0;
            long pausedInboxes = 0;
            for (ObjectName name : names) {
                openStreams += number(beans, name, "OpenStreams");
                queuedBytes += number(beans, name, "QueuedBytes");
                pausedInboxes += number(beans, name, "PausedInboxes");
            }
            return Json.createObjectBuilder()
                    .add("applications", names.size())
                    .add("openStreams", openStreams)
                    .add("queuedBytes", queuedBytes)
                    .add("pausedInboxes", pausedInboxes)
                    .build();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(MBeanServer beans, ObjectName name, String attribute) throws JMException {
        return ((Number) beans.getAttribute(name, attribute)).longValue();
    }
}
