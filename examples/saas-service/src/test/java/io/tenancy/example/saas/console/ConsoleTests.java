package io.tenancy.example.saas.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenancy.example.saas.Running;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console in a real browser, at the width of a desk and of a phone. */
@Tag("stress")
class ConsoleTests {

    private static final List<String> PAGES = List.of(
            "/console", "/console/live", "/console/migrations", "/console/audit/tidewater", "/console/isolation");

    private static Browser browser;

    @BeforeAll
    static void open() {
        var found = Browser.find();
        assumeTrue(found.isPresent(), "chromium and chromedriver are not on the path of this machine");
        browser = found.get();
        browser.desktop();
        browser.signIn();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void look(String width) throws Exception {
        for (String page : PAGES) {
            browser.open(page);
            browser.await("h1");
            if (page.endsWith("live")) {
                browser.await("#pools li");
            }
            browser.assertNoSideways(page);
            browser.keep(page.substring(1).replace('/', '-') + "-" + width);
        }
        browser.assertNoComplaints();
    }

    @Test
    void pagesFitADeskAndAPhoneInLightAndDarkWithoutComplaints() throws Exception {
        browser.desktop();
        browser.scheme("light");
        look("desk");
        browser.scheme("dark");
        look("desk-dark");
        browser.phone();
        browser.scheme("light");
        look("phone");
        browser.desktop();
    }

    @Test
    void aTenantIsProvisionedSuspendedAndItsRequestsRefused() throws Exception {
        String tenant = "harbour-post";
        browser.open("/console");
        browser.type("id", tenant);
        browser.choose("home", "Own schema");
        browser.press(".provision button");
        browser.awaitText(".notice", "is ready");
        browser.keep("provisioned");
        assertThat(Running.get(tenant, "/api/posts").body().get("items")).hasSize(2);

        browser.press("tr[data-tenant=harbour-post] button");
        browser.awaitText(".notice", "refused with 423");
        var refused = Running.get(tenant, "/api/posts");
        assertThat(refused.status()).isEqualTo(423);
        assertThat(refused.body().get("type").asString()).isEqualTo("urn:tenancy:problem:tenant-suspended");
        browser.keep("suspended");

        browser.phone();
        browser.press("tr[data-tenant=harbour-post] button");
        browser.awaitText(".notice", "served again");
        browser.assertNoSideways("the notice");
        browser.desktop();
        assertThat(Running.get(tenant, "/api/posts").status()).isEqualTo(200);
        browser.assertNoComplaints();
    }

    @Test
    void aDifferenceIsOpenedAndTheSealVerified() throws Exception {
        String tenant = "kettle-and-crumb";
        String id = Running.get(tenant, "/api/posts?size=1")
                .body()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        int version =
                Running.get(tenant, "/api/posts/" + id).body().get("version").asInt();
        assertThat(Running.send(
                                tenant,
                                "PUT",
                                "/api/posts/" + id,
                                "{\"version\":%d,\"title\":\"Rye, slowly\",\"body\":\"With patience.\"}"
                                        .formatted(version))
                        .status())
                .isEqualTo(200);
        browser.open("/console/audit/" + tenant + "?actor=ann");
        browser.press(".events summary");
        browser.awaitText(".diff ins", "Rye, slowly");
        browser.keep("difference");
        browser.phone();
        browser.assertNoSideways("the difference");
        browser.keep("difference-phone");
        browser.desktop();
        browser.press("#verify");
        browser.awaitText(".seal strong", "Intact");
        browser.keep("verified");
        browser.assertNoComplaints();
    }

    @Test
    void barsMoveUnderTrafficAndTheNextReleaseIsRolledOut() throws Exception {
        browser.open("/console/live");
        browser.press("#traffic");
        browser.awaitText("#state", "Readers of all publishers are at work");
        browser.await("#shares li");
        browser.keep("traffic");

        browser.open("/console/migrations");
        browser.press("#start");
        browser.awaitText("#outcome", "0 failed");
        browser.keep("rolled-out");
        assertThat(Running.get("tidewater", "/api/posts").status()).isEqualTo(200);
        browser.assertNoComplaints();
    }

    @Test
    void nobodyElseGetsIn() throws Exception {
        var answer = Running.get("tidewater", "/console");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.response().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self'"));
        assertThat(Running.send("tidewater", "POST", "/console/tenants/tidewater/suspension", "")
                        .status())
                .isEqualTo(403);
    }
}
