package org.rivulet.suite.app;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What an operator would see of the JVM, as JSON: for {@code ?test=name} the events of a test, for {@code ?garbage} what a garbage
 * collection leaves, for {@code ?counters} what Rivulet counts of all applications' open streams. {@code ?release=name} lets stubborn handlers of a
 * test go, {@code ?dump=file} writes the heap, to find out why, and beside it all threads, virtual ones too, from Java 21 on.
 */
@WebServlet("/jvm")
public class JvmServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String STREAM = "org.rivulet.internal.websocket.LiveStream";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonObjectBuilder answer = Json.createObjectBuilder();
        String released = request.getParameter("release");
        if (released != null) Ledger.count(released, Ledger.RELEASED);
        String test = request.getParameter("test");
        if (test != null) Ledger.events(test).forEach(answer::add);
        if (request.getParameter("garbage") != null) addRemains(answer);
        if (request.getParameter("counters") != null) answer.add("counters", StreamCounters.ofAll());
        String dump = request.getParameter("dump");
        if (dump != null) dump(dump);
        byte[] body = answer.build().toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void dump(String file) {
        if (Runtime.version().feature() >= 21) {
            diagnose("HotSpotDiagnostic", "dumpThreads", file + ".threads", "TEXT_PLAIN");
        }
        diagnose("HotSpotDiagnostic", "dumpHeap", file, true);
    }

    private static void addRemains(JsonObjectBuilder answer) {
        System.gc();
        answer.add(
                "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        answer.add("streams", openStreams());
        Set<ClassLoader> gone = otherApplications();
        answer.add("loaders", gone.size());
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
        JsonObjectBuilder byName = Json.createObjectBuilder();
        threads.entrySet().stream()
                .filter(thread -> !isIdle(thread.getKey(), thread.getValue()))
                .collect(Collectors.groupingBy(thread -> nameOf(thread.getKey()), Collectors.counting()))
                .forEach(byName::add);
        answer.add("threads", byName);
        JsonArrayBuilder suspects = Json.createArrayBuilder();
        threads.forEach((thread, stack) -> {
            if (isAtWork(thread, stack) || gone.contains(thread.getContextClassLoader())) {
                suspects.add(thread.getName() + " " + Arrays.asList(stack));
            }
        });
        answer.add("suspects", suspects);
    }

    /** Of those that the ledger knows, all but the one that asks. */
    private static Set<ClassLoader> otherApplications() {
        return Ledger.loaders().stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .filter(loader -> loader != JvmServlet.class.getClassLoader())
                .collect(Collectors.toSet());
    }

    /** Whether a thread of Rivulet's is more than an idle one of its pool; virtual ones are not among all threads. */
    private static boolean isAtWork(Thread thread, StackTraceElement[] stack) {
        if (thread.getName().equals("rivulet-watchdog")) return true;
        return isOfPool(thread) && !isIdle(thread, stack);
    }

    /** Whether a thread only waits for the next handler, and ends soon if none comes. */
    private static boolean isIdle(Thread thread, StackTraceElement[] stack) {
        return isOfPool(thread)
                && Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("getTask"));
    }

    /** The same for all threads of a pool. */
    private static String nameOf(Thread thread) {
        return thread.getName().replaceAll("\\d+", "#");
    }

    private static boolean isOfPool(Thread thread) {
        return thread.getName().matches("rivulet-\\d+");
    }

    private static int openStreams() {
        Object[] noOptions = {new String[0]};
        String histogram = (String) diagnose("DiagnosticCommand", "gcClassHistogram", noOptions);
        Matcher line = Pattern.compile(": +(\\d+) +\\d+ +" + Pattern.quote(STREAM) + "(?: .*)?\n")
                .matcher(histogram);
        int all = 0;
        while (line.find()) all += Integer.parseInt(line.group(1)); // a line for each class loader
        return all;
    }

    private static Object diagnose(String bean, String operation, Object... arguments) {
        String[] types = Arrays.stream(arguments)
                .map(argument -> argument instanceof Boolean
                        ? "boolean"
                        : argument.getClass().getName())
                .toArray(String[]::new);
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName("com.sun.management:type=" + bean), operation, arguments, types);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
