package io.ghostworks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page at /docs as a person has it in a browser. */
@ExtendWith(DemoExtension.class)
class DocsPageTest {

    private static final String LOGGED_IN =
            "document.querySelector('#log-in output').textContent.startsWith('Logged in')";

    private final DemoServer server;

    DocsPageTest(DemoServer server) {
        this.server = server;
    }

    @Test
    void showsNavigationSearchSamplesAndDarkModeWithoutAskingAnyOtherHost() throws Exception {
        try (Browser browser = open()) {
            assertThat(browser.becomes(
                            "document.querySelector('[role=navigation]').innerText.includes('Make a workspace')"))
                    .as("a navigation")
                    .isTrue();
            assertThat(browser.becomes("document.querySelector('button[role=search]')"))
                    .as("a search")
                    .isTrue();
            assertThat(browser.becomes("document.body.innerText.includes('curl')"))
                    .as("code samples")
                    .isTrue();
            browser.evaluate("document.querySelector('[aria-label=\"Set dark mode\"]').click()");
            assertThat(browser.becomes("document.body.classList.contains('dark-mode')"))
                    .as("dark mode")
                    .isTrue();
            browser.picture(Files.createDirectories(Path.of("target")).resolve("docs.png"));

            assertThat(browser.requests())
                    .contains(server.uri() + "/docs", server.uri() + "/openapi.json")
                    .allSatisfy(request -> assertThat(request)
                            .matches(address -> address.startsWith(server.uri() + "/")
                                    || address.startsWith("data:")
                                    || address.startsWith("blob:")));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void logsInWithOneClickOnADemoServerAndKeepsTheToken() throws Exception {
        try (Browser browser = open()) {
            assertThat(browser.becomes("document.querySelector('#log-in [name=email]').value === 'demo@example.com'"))
                    .as("the log-in of the demo is filled in")
                    .isTrue();
            browser.evaluate("document.querySelector('#log-in button').click()");
            assertThat(browser.becomes(LOGGED_IN)).isTrue();

            browser.open(server.uri().resolve("/docs"));

            assertThat(browser.becomes(LOGGED_IN + " && document.querySelector('[role=navigation]')"))
                    .as("still logged in")
                    .isTrue();
            assertThat(browser.evaluate("localStorage.length === 0 || !JSON.stringify(localStorage).includes('eyJ')")
                            .asBoolean())
                    .as("no token where other tabs and later days would find it")
                    .isTrue();
            tryACall(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** "Who am I", by the page's own buttons. */
    private static void tryACall(Browser browser) throws Exception {
        browser.evaluate("location.hash = '#tag/accounts/GET/api/v1/auth/me'");
        String test = "[...document.querySelectorAll('button')].find(b => b.innerText.includes('Test Request') "
                + "&& b.innerText.includes('/auth/me'))";
        assertThat(browser.becomes(test)).as("a button to try the call").isTrue();
        browser.evaluate(test + ".click()");
        // And not the one that leads to "Send an invitation again".
        String send = "[...document.querySelectorAll('button')].find(b => /^Send(?! an )/.test(b.innerText.trim()))";
        assertThat(browser.becomes(send)).as("a button to send it").isTrue();
        browser.evaluate(send + ".click()");
        assertThat(browser.becomes("document.body.innerText.includes('200 OK')"))
                .as("an answer to the call that was tried")
                .isTrue();
    }

    private Browser open() throws Exception {
        Browser browser = Browser.start(Needed.program("chromium", "chromium-browser", "google-chrome"));
        browser.open(server.uri().resolve("/docs"));
        return browser;
    }
}
