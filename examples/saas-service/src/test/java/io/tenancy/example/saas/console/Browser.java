package io.tenancy.example.saas.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.example.saas.Running;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium of this machine, with what the operator does. Keeps screenshots under target/screenshots. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ChromeDriver driver;
    private final Path screenshots = Path.of("target", "screenshots");

    private Browser(Path driverFile, Path browserFile) {
        var options = new ChromeOptions()
                .setBinary(browserFile.toFile())
                .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        var log = new LoggingPreferences();
        log.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, log);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driverFile.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Empty where this machine has none. */
    static Optional<Browser> find() {
        return onPath("chromedriver").flatMap(driver -> Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst()
                .map(browser -> new Browser(driver, browser)));
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void desktop() {
        size(1280, 900, 1, false);
    }

    void phone() {
        size(390, 844, 2, true);
    }

    private void size(int width, int height, int scale, boolean mobile) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
    }

    void scheme(String colors) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", java.util.List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
    }

    void open(String path) {
        driver.get(Running.url(path));
    }

    void signIn() {
        open("/console");
        assertThat(driver.getCurrentUrl()).endsWith("/login");
        type("username", "olga");
        type("password", Running.PASSWORD);
        press("form.stack button");
        await("h1");
    }

    void type(String field, String text) {
        WebElement input = driver.findElement(By.name(field));
        input.clear();
        input.sendKeys(text);
    }

    void choose(String field, String option) {
        driver.findElement(By.name(field)).sendKeys(option);
    }

    void press(String selector) {
        WebElement element = driver.findElement(By.cssSelector(selector));
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    WebElement await(String selector) {
        return new WebDriverWait(driver, PATIENCE).until(found -> found.findElement(By.cssSelector(selector)));
    }

    void awaitText(String selector, String text) {
        // Once the script of a page has changed it, what was found before may be gone: the next look finds it.
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "'" + text + "' in " + selector + ", found: "
                        + driver.findElement(By.tagName("main")).getText())
                .until(found -> found.findElements(By.cssSelector(selector)).stream()
                        .anyMatch(element -> element.getText().contains(text)));
    }

    /** Nothing is wider than the window. */
    void assertNoSideways(String page) {
        assertThat(driver.executeScript("return document.documentElement.scrollWidth - window.innerWidth"))
                .as("pixels by which %s is too wide", page)
                .isEqualTo(0L);
    }

    /** Neither errors of scripts nor violations of the content security policy. */
    void assertNoComplaints() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .isEmpty();
    }

    void keep(String name) throws IOException {
        Files.createDirectories(screenshots);
        Files.write(screenshots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
