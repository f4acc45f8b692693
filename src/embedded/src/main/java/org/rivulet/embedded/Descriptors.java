package org.rivulet.embedded;

import io.undertow.servlet.api.DeploymentInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The web.xml of a WAR and the web-fragment.xml files of its jars, in the order in which they count.
 *
 * @param complete the web.xml is metadata-complete: annotations and fragments do not count (Servlet 6.0, 8.1)
 */
record Descriptors(ClassLoader loader, List<Descriptor> inOrder, boolean complete) {

    static final Descriptors NONE = new Descriptors(Descriptors.class.getClassLoader(), List.of(), false);

    /** One file, named as the user knows it. */
    record Descriptor(String name, Element root) {

        Stream<Element> children(String element) {
            return childrenOf(root, element);
        }
    }

    static Descriptors read(ClassLoader loader, @Nullable URL webXml, List<URL> fragments) throws IOException {
        List<Descriptor> descriptors = new ArrayList<>();
        boolean complete = false;
        if (webXml != null) {
            Descriptor descriptor = new Descriptor("WEB-INF/web.xml", parse(webXml));
            complete = descriptor.root().getAttribute("metadata-complete").equals("true");
            descriptors.add(descriptor);
        }
        if (!complete) {
            for (URL fragment : fragments) {
                String path = fragment.getPath();
                descriptors.add(new Descriptor(path.substring(Math.max(0, path.indexOf("WEB-INF/"))), parse(fragment)));
            }
        }
        return new Descriptors(loader, List.copyOf(descriptors), complete);
    }

    /** Adds what they declare to a deployment. */
    void addTo(DeploymentInfo info) {
        WebXml webXml = new WebXml(loader, info);
        inOrder.forEach(webXml::declare);
        inOrder.forEach(webXml::map);
    }

    static Stream<Element> childrenOf(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    static Stream<Element> childrenOf(Element parent, String name) {
        return childrenOf(parent).filter(child -> nameOf(child).equals(name));
    }

    static String nameOf(Element element) {
        return element.getLocalName();
    }

    private static Element parse(URL url) throws IOException {
        try (InputStream bytes = url.openStream()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            // The document types of old descriptors name an address which must not be fetched
            builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            return builder.parse(bytes).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("Cannot read " + url + ": " + e.getMessage(), e);
        }
    }
}
