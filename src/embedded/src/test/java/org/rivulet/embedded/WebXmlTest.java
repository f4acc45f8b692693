package org.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rivulet.embedded.Calls.body;
import static org.rivulet.embedded.Calls.get;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rivulet.embedded.app.FailingServlet;
import org.rivulet.embedded.app.Greeter;
import org.rivulet.embedded.app.GreetingServlet;
import org.rivulet.embedded.app.plugin.PluginFilter;
import org.rivulet.embedded.app.plugin.PluginInitializer;

class WebXmlTest {

    @TempDir
    Path folder;

    private EmbeddedServer start(String attributes, String content) throws Exception {
        Path war = new TestWar()
                .classes(
                        Greeter.class,
                        GreetingServlet.class,
                        FailingServlet.class,
                        PluginFilter.class,
                        PluginInitializer.class)
                .file("start.html", "start")
                .file("index.html", "index")
                .file("WEB-INF/web.xml", "<web-app " + attributes + ">" + content + "</web-app>")
                .writeTo(folder.resolve("app.war"));
        return EmbeddedServer.builder().war(war).start();
    }

    @Test
    void aFilterIsMapped() throws Exception {
        try (EmbeddedServer server = start("", """
                <filter-mapping><filter-name>f</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                <filter>
                  <filter-name>f</filter-name>
                  <filter-class>org.rivulet.embedded.app.plugin.PluginFilter</filter-class>
                </filter>
                """)) {
            assertThat(body(server.uri("/x?plugin=uri"))).isEqualTo("/x");
        }
    }

    @Test
    void welcomeFilesTakeThePlaceOfTheDefault() throws Exception {
        try (EmbeddedServer server =
                start("", "<welcome-file-list><welcome-file>start.html</welcome-file></welcome-file-list>")) {
            assertThat(body(server.uri("/"))).isEqualTo("start");
        }
    }

    @Test
    void errorPagesAreShown() throws Exception {
        try (EmbeddedServer server = start("", """
                <error-page><error-code>404</error-code><location>/greet?name=404</location></error-page>
                <error-page>
                  <exception-type>java.lang.RuntimeException</exception-type>
                  <location>/start.html</location>
                </error-page>
                <error-page><location>/index.html</location></error-page>
                """)) {
            assertThat(get(server.uri("/nowhere")).statusCode()).isEqualTo(404);
            assertThat(body(server.uri("/failing?status=404"))).isEqualTo("Hello 404");
            assertThat(body(server.uri("/failing"))).isEqualTo("start");
            assertThat(body(server.uri("/failing?status=403"))).isEqualTo("index");
        }
    }

    @Test
    void aCompleteDescriptorSwitchesAnnotationsOff() throws Exception {
        try (EmbeddedServer server = start("metadata-complete='true'", "")) {
            assertThat(get(server.uri("/greet?name=Ada")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void anOldDocumentTypeIsNotFetched() throws Exception {
        Path war = new TestWar()
                .file("index.html", "index")
                .file(
                        "WEB-INF/web.xml",
                        "<!DOCTYPE web-app PUBLIC \"-//Sun//DTD\" \"http://localhost:1/web-app_2_3.dtd\"><web-app/>")
                .writeTo(folder.resolve("old.war"));
        try (EmbeddedServer server = EmbeddedServer.builder().war(war).start()) {
            assertThat(body(server.uri("/"))).isEqualTo("index");
        }
    }

    @Test
    void whatIsIgnoredIsNamedInOneWarning() throws Exception {
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warnings.add(new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(WebXml.class.getName());
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try (EmbeddedServer server = start("", """
                <display-name>x</display-name>
                <security-constraint/>
                <session-config><cookie-config/></session-config>
                """)) {
            assertThat(warnings)
                    .containsExactly(
                            "WEB-INF/web.xml: the embedded server ignores <security-constraint> of <web-app>",
                            "WEB-INF/web.xml: the embedded server ignores <cookie-config> of <session-config>");
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> start("", "<listener><listener-class>no.Such</listener-class></listener>"))
                .hasMessage("WEB-INF/web.xml: listener-class names no.Such, which the application does not contain");
        assertThatThrownBy(() -> start("", "<listener/>"))
                .hasMessage("WEB-INF/web.xml: <listener> has no <listener-class>");
        assertThatThrownBy(
                        () -> start(
                                "",
                                "<servlet-mapping><servlet-name>s</servlet-name><url-pattern>/</url-pattern></servlet-mapping>"))
                .hasMessage("WEB-INF/web.xml: servlet-mapping names the servlet s, which no descriptor declares");
        assertThatThrownBy(() -> start("", "<listener>")).hasMessageContaining("web.xml");
    }
}
