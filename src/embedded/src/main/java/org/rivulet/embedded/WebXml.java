package org.rivulet.embedded;

import static org.rivulet.embedded.Descriptors.childrenOf;
import static org.rivulet.embedded.Descriptors.nameOf;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.MimeMapping;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.lang.System.Logger.Level;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.rivulet.embedded.Descriptors.Descriptor;
import org.w3c.dom.Element;

/**
 * Writes the plain parts of deployment descriptors into a deployment, and warns about all others. What was declared first
 * stays: the web.xml comes before the fragments.
 */
final class WebXml {

    private static final System.Logger LOG = System.getLogger(WebXml.class.getName());

    private static final Set<String> WITHOUT_EFFECT = Set.of("description", "display-name", "icon", "name");

    private final ClassLoader loader;
    private final DeploymentInfo info;

    WebXml(ClassLoader loader, DeploymentInfo info) {
        this.loader = loader;
        this.info = info;
    }

    /** First pass, because a mapping may stand before what it names. */
    void declare(Descriptor descriptor) {
        childrenOf(descriptor.root()).forEach(element -> declare(descriptor, element));
    }

    /** Second pass. */
    void map(Descriptor descriptor) {
        descriptor.children("servlet-mapping").forEach(element -> mapServlet(descriptor, element));
        descriptor.children("filter-mapping").forEach(element -> mapFilter(descriptor, element));
    }

    private void declare(Descriptor descriptor, Element element) {
        switch (nameOf(element)) {
            case "context-param" -> {
                if (!info.getInitParameters().containsKey(text(descriptor, element, "param-name"))) {
                    info.addInitParameter(
                            text(descriptor, element, "param-name"), text(descriptor, element, "param-value"));
                }
            }
            case "listener" ->
                info.addListener(new ListenerInfo(load(descriptor, element, "listener-class", EventListener.class)));
            case "servlet" -> declareServlet(descriptor, element);
            case "filter" -> declareFilter(descriptor, element);
            case "servlet-mapping", "filter-mapping" -> {} // The second pass
            case "welcome-file-list" ->
                childrenOf(element, "welcome-file").forEach(file -> info.addWelcomePage(trimmed(file)));
            case "session-config" -> {
                warnOfOthers(descriptor, element, Set.of("session-timeout"));
                childrenOf(element, "session-timeout")
                        .forEach(timeout -> info.setDefaultSessionTimeout(
                                (int) TimeUnit.MINUTES.toSeconds(Integer.parseInt(trimmed(timeout)))));
            }
            case "error-page" -> info.addErrorPage(errorPage(descriptor, element));
            case "mime-mapping" ->
                info.addMimeMapping(new MimeMapping(
                        text(descriptor, element, "extension"), text(descriptor, element, "mime-type")));
            default -> warnUnlessWithoutEffect(descriptor, element);
        }
    }

    /** For a status, an exception, or everything. */
    private ErrorPage errorPage(Descriptor descriptor, Element element) {
        String location = text(descriptor, element, "location");
        Optional<Integer> status =
                childrenOf(element, "error-code").findFirst().map(code -> Integer.parseInt(trimmed(code)));
        if (status.isPresent()) return new ErrorPage(location, status.get());
        return childrenOf(element, "exception-type").findFirst().isPresent()
                ? new ErrorPage(location, load(descriptor, element, "exception-type", Throwable.class))
                : new ErrorPage(location);
    }

    private void declareServlet(Descriptor descriptor, Element element) {
        warnOfOthers(
                descriptor,
                element,
                Set.of("servlet-name", "servlet-class", "init-param", "load-on-startup", "async-supported"));
        String name = text(descriptor, element, "servlet-name");
        if (info.getServlets().containsKey(name)) {
            return;
        }
        ServletInfo servlet = new ServletInfo(name, load(descriptor, element, "servlet-class", Servlet.class));
        servlet.setAsyncSupported(isAsyncSupported(element));
        childrenOf(element, "load-on-startup")
                .forEach(order -> servlet.setLoadOnStartup(Integer.parseInt(trimmed(order))));
        childrenOf(element, "init-param")
                .forEach(p ->
                        servlet.addInitParam(text(descriptor, p, "param-name"), text(descriptor, p, "param-value")));
        info.addServlet(servlet);
    }

    private void declareFilter(Descriptor descriptor, Element element) {
        warnOfOthers(descriptor, element, Set.of("filter-name", "filter-class", "init-param", "async-supported"));
        String name = text(descriptor, element, "filter-name");
        if (info.getFilters().containsKey(name)) {
            return;
        }
        FilterInfo filter = new FilterInfo(name, load(descriptor, element, "filter-class", Filter.class));
        filter.setAsyncSupported(isAsyncSupported(element));
        childrenOf(element, "init-param")
                .forEach(p ->
                        filter.addInitParam(text(descriptor, p, "param-name"), text(descriptor, p, "param-value")));
        info.addFilter(filter);
    }

    private void mapServlet(Descriptor descriptor, Element element) {
        String name = text(descriptor, element, "servlet-name");
        ServletInfo servlet = info.getServlets().get(name);
        if (servlet == null) {
            throw new IllegalStateException(descriptor.name() + ": servlet-mapping names the servlet " + name
                    + ", which no descriptor declares");
        }
        childrenOf(element, "url-pattern").forEach(pattern -> servlet.addMapping(trimmed(pattern)));
    }

    private void mapFilter(Descriptor descriptor, Element element) {
        String name = text(descriptor, element, "filter-name");
        if (!info.getFilters().containsKey(name)) {
            throw new IllegalStateException(
                    descriptor.name() + ": filter-mapping names the filter " + name + ", which no descriptor declares");
        }
        List<DispatcherType> declared = childrenOf(element, "dispatcher")
                .map(dispatcher -> DispatcherType.valueOf(trimmed(dispatcher)))
                .toList();
        for (DispatcherType dispatcher : declared.isEmpty() ? List.of(DispatcherType.REQUEST) : declared) {
            childrenOf(element, "url-pattern")
                    .forEach(pattern -> info.addFilterUrlMapping(name, trimmed(pattern), dispatcher));
            childrenOf(element, "servlet-name")
                    .forEach(servlet -> info.addFilterServletNameMapping(name, trimmed(servlet), dispatcher));
        }
    }

    private static boolean isAsyncSupported(Element element) {
        return childrenOf(element, "async-supported")
                .anyMatch(async -> trimmed(async).equals("true"));
    }

    private static void warnOfOthers(Descriptor descriptor, Element element, Set<String> understood) {
        childrenOf(element)
                .filter(child -> !understood.contains(nameOf(child)))
                .forEach(child -> warnUnlessWithoutEffect(descriptor, child));
    }

    private static void warnUnlessWithoutEffect(Descriptor descriptor, Element element) {
        if (!WITHOUT_EFFECT.contains(nameOf(element))) {
            LOG.log(
                    Level.WARNING,
                    "{0}: the embedded server ignores <{1}> of <{2}>",
                    descriptor.name(),
                    nameOf(element),
                    element.getParentNode().getLocalName());
        }
    }

    private <T> Class<? extends T> load(Descriptor descriptor, Element element, String child, Class<T> type) {
        String name = text(descriptor, element, child);
        try {
            return Class.forName(name, false, loader).asSubclass(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    descriptor.name() + ": " + child + " names " + name + ", which the application does not contain",
                    e);
        } catch (ClassCastException e) {
            throw new IllegalStateException(
                    descriptor.name() + ": " + child + " names " + name + ", which is not a " + type.getName(), e);
        }
    }

    private static String text(Descriptor descriptor, Element element, String child) {
        return childrenOf(element, child)
                .findFirst()
                .map(WebXml::trimmed)
                .orElseThrow(() -> new IllegalStateException(
                        descriptor.name() + ": <" + nameOf(element) + "> has no <" + child + ">"));
    }

    private static String trimmed(Element element) {
        return element.getTextContent().trim();
    }
}
