package org.rivulet.suite.app;

import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** What lives in the JVM, as JSON: bytes of the heap after a garbage collection and of direct buffers, threads, and this application's streams. */
@WebServlet("/memory")
public class MemoryServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = figures(request.getContextPath()).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String figures(String context) {
        System.gc();
        System.gc(); // what the first has found to be finished with
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return Json.createObjectBuilder()
                .add("heap", heap)
                .add("direct", direct)
                .add("threads", ManagementFactory.getThreadMXBean().getThreadCount())
                .add("counters", StreamCounters.ofApplication(context))
                .build()
                .toString();
    }
}
