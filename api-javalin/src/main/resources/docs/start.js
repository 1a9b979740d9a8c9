// Shows the contract, and keeps a log-in for the calls that are tried: in this tab, until it is closed.
(function () {
  "use strict";
  const KEPT = "ghostworks.tokens";
  const form = document.getElementById("log-in");
  const says = form.querySelector("output");
  let tokens = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  let renewal;

  function configuration() {
    return {
      url: "/openapi.json",
      layout: "modern",
      theme: "default",
      // Nothing of this page comes from, or goes to, another host.
      proxyUrl: "",
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      hideClientButton: true,
      showDeveloperTools: "never",
      persistAuth: false,
      defaultOpenAllTags: true,
      defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
      authentication: {
        preferredSecurityScheme: "bearer",
        securitySchemes: { bearer: { token: tokens ? tokens.access_token : "" } },
      },
    };
  }

  const page = Scalar.createApiReference("#api", configuration());

  async function ask(call, body) {
    const answer = await fetch("/api/v1/auth/" + call, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const json = answer.status === 204 ? null : await answer.json();
    if (!answer.ok) throw new Error(json.detail);
    return json;
  }

  function keep(news) {
    tokens = news;
    clearTimeout(renewal);
    if (tokens) {
      sessionStorage.setItem(KEPT, JSON.stringify(tokens));
      renewal = setTimeout(renew, Math.max(tokens.expires_in - 60, 5) * 1000);
    } else {
      sessionStorage.removeItem(KEPT);
    }
    document.getElementById("out").hidden = Boolean(tokens);
    document.getElementById("in").hidden = !tokens;
    page.updateConfiguration(configuration());
  }

  async function renew() {
    try {
      keep(await ask("refresh", { refresh_token: tokens.refresh_token }));
      says.textContent = "Logged in. Calls are sent with your token.";
    } catch (problem) {
      keep(null);
      says.textContent = "Log in again: " + problem.message;
    }
  }

  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    says.textContent = "";
    try {
      keep(await ask("login", { email: form.email.value, password: form.password.value }));
      says.textContent = "Logged in. Calls are sent with your token.";
    } catch (problem) {
      says.textContent = problem.message;
    }
  });

  document.querySelector("#in button").addEventListener("click", async function () {
    const spent = tokens;
    keep(null);
    says.textContent = "";
    await ask("logout", { refresh_token: spent.refresh_token }).catch(function () {});
  });

  // A server that runs with --demo has a log-in for everybody.
  fetch("/docs/demo.json")
    .then((answer) => answer.json())
    .then(function (demo) {
      form.email.value = form.email.value || demo.email || "";
      form.password.value = form.password.value || demo.password || "";
    });

  if (tokens) {
    renew();
  } else {
    keep(null);
  }
})();
