package org.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rivulet.embedded.Calls.ask;
import static org.rivulet.embedded.Calls.body;
import static org.rivulet.embedded.Calls.get;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rivulet.embedded.app.Greeter;
import org.rivulet.embedded.app.GreetingEndpoint;
import org.rivulet.embedded.app.GreetingServlet;
import org.rivulet.embedded.app.plugin.Plugin;
import org.rivulet.embedded.app.plugin.PluginBean;
import org.rivulet.embedded.app.plugin.PluginEndpoint;
import org.rivulet.embedded.app.plugin.PluginExtension;
import org.rivulet.embedded.app.plugin.PluginFilter;
import org.rivulet.embedded.app.plugin.PluginInitializer;
import org.rivulet.embedded.app.plugin.PluginListener;

class WarTest {

    @TempDir
    static Path folder;

    private static EmbeddedServer server;

    static TestWar sample() {
        TestWar jar = new TestWar()
                .jarClasses(
                        Plugin.class,
                        PluginBean.class,
                        PluginEndpoint.class,
                        PluginExtension.class,
                        PluginFilter.class,
                        PluginInitializer.class,
                        PluginListener.class)
                .file("META-INF/beans.xml", "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0'/>")
                .file("META-INF/resources/plugin.txt", "from the jar")
                .file(
                        "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                        PluginInitializer.class.getName())
                .file("META-INF/services/jakarta.enterprise.inject.spi.Extension", PluginExtension.class.getName())
                .file("META-INF/web-fragment.xml", """
                        <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <name>plugin</name>
                          <context-param><param-name>both</param-name><param-value>fragment</param-value></context-param>
                          <context-param><param-name>one</param-name><param-value>fragment</param-value></context-param>
                        </web-fragment>
                        """);
        return new TestWar()
                .classes(Greeter.class, GreetingServlet.class, GreetingEndpoint.class)
                .lib("plugin.jar", jar)
                .file("index.html", "<p>Grüße</p>")
                .file("app.mjs", "export default 1")
                .file("app.css", "p {}")
                .file("logo.svg", "<svg/>")
                .file("data.json", "{}")
                .file("font.woff2", "")
                .file("sub/index.html", "sub")
                .file("META-INF/secret.txt", "secret")
                .file("WEB-INF/web.xml", """
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <context-param><param-name>both</param-name><param-value>web.xml</param-value></context-param>
                          <servlet-mapping><servlet-name>mapped</servlet-name><url-pattern>/mapped</url-pattern></servlet-mapping>
                          <servlet>
                            <servlet-name>mapped</servlet-name>
                            <servlet-class>org.rivulet.embedded.app.GreetingServlet</servlet-class>
                            <load-on-startup>1</load-on-startup>
                          </servlet>
                          <mime-mapping><extension>svg</extension><mime-type>image/svg</mime-type></mime-mapping>
                          <session-config><session-timeout>5</session-timeout></session-config>
                        </web-app>
                        """);
    }

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.builder()
                .war(sample().writeTo(folder.resolve("app.war")))
                .context("/app")
                .contextParam("builder", "set")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anAnnotatedServletIsServedWithItsBeans() throws Exception {
        assertThat(body(server.uri("/greet?name=Ada"))).isEqualTo("Hello Ada");
    }

    @Test
    void anAnnotatedEndpointIsServedWithItsBeans() throws Exception {
        assertThat(ask(server, "/greetings/en", "Ada")).isEqualTo("Hello Ada (en)");
    }

    @Test
    void anEndpointAddedByAListenerOfAJarIsServed() throws Exception {
        assertThat(ask(server, "/plugin/7", "hi")).isEqualTo("7: hi");
    }

    @Test
    void beansAndExtensionsOfAJarAreFoundAndBelongToTheWar() throws Exception {
        assertThat(body(server.uri("/?plugin=bean"))).isEqualTo("app.war");
        assertThat(body(server.uri("/?plugin=extension"))).isEqualTo("extended");
    }

    @Test
    void anInitializerGetsTheTypesItHandles() throws Exception {
        assertThat(body(server.uri("/?plugin=handled"))).isEqualTo("GreetingServlet,PluginBean");
    }

    @Test
    void theWarHasItsOwnClasses() {
        assertThat(server.select(Greeter.class).isUnsatisfied()).isTrue();
    }

    @Test
    void webXmlCountsBeforeItsFragmentsAndTheBuilderBeforeBoth() throws Exception {
        assertThat(body(server.uri("/?plugin=param&name=both"))).isEqualTo("web.xml");
        assertThat(body(server.uri("/?plugin=param&name=one"))).isEqualTo("fragment");
        assertThat(body(server.uri("/?plugin=param&name=builder"))).isEqualTo("set");
    }

    @Test
    void aServletOfTheWebXmlIsServed() throws Exception {
        assertThat(body(server.uri("/mapped?name=Bob"))).isEqualTo("Hello Bob");
    }

    @Test
    void staticFilesHaveTheirTypes() throws Exception {
        assertThat(contentType("/app.mjs")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(contentType("/app.css")).isEqualTo("text/css;charset=utf-8");
        assertThat(contentType("/data.json")).isEqualTo("application/json;charset=utf-8");
        assertThat(contentType("/font.woff2")).isEqualTo("font/woff2");
        assertThat(contentType("/logo.svg")).isEqualTo("image/svg");
    }

    @Test
    void aFolderServesItsWelcomeFile() throws Exception {
        assertThat(get(server.uri("/")).body()).isEqualTo("<p>Grüße</p>");
        assertThat(contentType("/")).isEqualTo("text/html;charset=utf-8");
        assertThat(body(server.uri("/sub/"))).isEqualTo("sub");
    }

    @Test
    void jarsHaveStaticFilesToo() throws Exception {
        assertThat(body(server.uri("/plugin.txt"))).isEqualTo("from the jar");
    }

    @Test
    void whatIsNotMeantForTheWorldIsNotServed() throws Exception {
        for (String path : new String[] {
            "/WEB-INF/web.xml",
            "/WEB-INF/",
            "/web-inf/web.xml",
            "/META-INF/secret.txt",
            "/%57EB-INF/web.xml",
            "/sub/../WEB-INF/web.xml",
            "//WEB-INF/web.xml",
            "/WEB-INF%2Fweb.xml",
            "/..%2f..%2fetc/passwd"
        }) {
            assertThat(get(server.uri(path)).statusCode()).as(path).isIn(400, 403, 404);
        }
    }

    @Test
    void anExplodedWarIsServedTheSame() throws Exception {
        Path exploded = sample().explodeTo(folder.resolve("exploded"));
        try (EmbeddedServer second = EmbeddedServer.builder().war(exploded).start()) {
            assertThat(body(second.uri("/greet?name=Eve"))).isEqualTo("Hello Eve");
            assertThat(ask(second, "/plugin/8", "hi")).isEqualTo("8: hi");
        }
        assertThat(exploded).exists();
    }

    @Test
    void whatIsNotAWarIsRefused() throws Exception {
        Path text = new TestWar()
                .file("a.txt", "text")
                .explodeTo(folder.resolve("text"))
                .resolve("a.txt");
        assertThatThrownBy(() -> EmbeddedServer.builder().war(text).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Not a WAR: " + text);
        assertThatThrownBy(() ->
                        EmbeddedServer.builder().war(folder.resolve("none.war")).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No such file or folder: " + folder.resolve("none.war"));
    }

    @Test
    void anEntryOutsideOfTheWarIsRefused() throws Exception {
        Path war = new TestWar().file("../evil.txt", "evil").writeTo(folder.resolve("evil.war"));
        assertThatThrownBy(() -> EmbeddedServer.builder().war(war).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("outside of itself: ../evil.txt");
    }

    private static String contentType(String path) throws Exception {
        return get(server.uri(path)).headers().firstValue("Content-Type").orElseThrow();
    }
}
