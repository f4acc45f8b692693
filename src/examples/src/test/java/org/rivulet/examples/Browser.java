package org.rivulet.examples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The system's Chromium without a window, driven by the system's chromedriver. */
final class Browser implements AutoCloseable {

    private static final String MISSING = """
            No Chromium with its chromedriver was found on the PATH, nor by the system properties rivulet.chromium and \
            rivulet.chromedriver: the pages are not tested. On Debian: apt-get install chromium chromium-driver""";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    // Selenium warns of every browser newer than itself; held here because JUL forgets unreferenced loggers
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final Logger LOG = Logger.getLogger(Browser.class.getName());

    private final ChromeDriver driver;

    /** Skips the calling test when there is no browser; where CI is set, fails it. */
    static Browser start() throws IOException {
        Optional<Path> chromium = onPath("rivulet.chromium", "chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = onPath("rivulet.chromedriver", "chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            if (System.getenv("CI") != null) return Assertions.fail(MISSING);
            LOG.warning(MISSING); // Maven tells how many tests were skipped, and not why
            return Assumptions.abort(MISSING);
        }
        return new Browser(chromium.get(), chromedriver.get());
    }

    private static Optional<Path> onPath(String property, String... names) {
        String configured = System.getProperty(property);
        if (configured != null) {
            return Optional.of(Path.of(configured)).filter(Files::isExecutable);
        }
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Browser(Path chromium, Path chromedriver) throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--lang=en",
                "--user-data-dir="
                        + Files.createTempDirectory(Path.of("target"), "chromium-")
                                .toAbsolutePath());
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", console);
        // With its path given, Selenium looks for no driver and downloads none
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        SELENIUM.setLevel(Level.SEVERE);
        driver = new ChromeDriver(service, options);
        look(1280, 900, "light");
    }

    /** The size of the window and the colour scheme, light or dark, of the current tab. */
    void look(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void open(Object uri) {
        driver.get(uri.toString());
    }

    String tab() {
        return driver.getWindowHandle();
    }

    String newTab() {
        String tab = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        look(1280, 900, "light");
        return tab;
    }

    /** A new tab, and no other. */
    String onlyTab() {
        Set<String> others = driver.getWindowHandles();
        String tab = newTab();
        for (String other : others) {
            toTab(other);
            driver.close();
        }
        toTab(tab);
        return tab;
    }

    void toTab(String tab) {
        driver.switchTo().window(tab);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    void click(String selector) {
        find(selector).click();
    }

    void type(String selector, String text) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Sets a field's value as a paste would: chromedriver cannot type letters beyond the Basic Multilingual Plane. */
    void paste(String selector, String text) {
        driver.executeScript("arguments[0].value = arguments[1]", find(selector), text);
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    WebDriverWait await() {
        WebDriverWait wait = new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(25));
        wait.ignoring(StaleElementReferenceException.class);
        return wait;
    }

    void awaitText(String selector, String expected) {
        await().withMessage(() -> selector + " is \"" + find(selector).getText() + "\", expected \"" + expected + '"')
                .until(page -> find(selector).getText().contains(expected));
    }

    /** Errors in the console since the last call. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The whole page, however long, as target/screenshots/name.png. */
    void screenshot(String name) throws IOException {
        Object width = script("return innerWidth");
        Object height = script("return document.documentElement.scrollHeight");
        Map<String, Object> page = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        Object png = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", page))
                .get("data");
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) png));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
