import HTTP

/// The page at `/` with its script and style: tries the engine from a browser.
struct EchoPage {
    let type: String
    let bytes: [UInt8]

    /// Nothing but the page's own files (its icon is an empty data URL), and connections to this server only.
    static let contentPolicy =
        "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    /// The file at `path`; nil when there is none.
    static func at(_ path: Substring) -> EchoPage? {
        switch path {
        case "/": EchoPage(type: "text/html; charset=utf-8", bytes: Array(html.utf8))
        case "/echo.css": EchoPage(type: "text/css; charset=utf-8", bytes: Array(css.utf8))
        case "/echo.js": EchoPage(type: "text/javascript; charset=utf-8", bytes: Array(script.utf8))
        default: nil
        }
    }

    var fields: HTTPFields {
        [
            "Content-Type": type, "Cache-Control": "no-cache", "Content-Security-Policy": EchoPage.contentPolicy,
            "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
        ]
    }

    private static let html = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Takhti: the engine</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/echo.css">
        <main>
          <header><h1>Takhti</h1><p id="state" role="status">connecting…</p></header>
          <p>The engine alone. What you send comes back; the time is its way there and back.</p>
          <ol id="log" aria-live="polite"></ol>
          <form id="form">
            <label for="text">Message</label>
            <input id="text" autocomplete="off" maxlength="2000" required>
            <button>Send</button>
          </form>
        </main>
        <script src="/echo.js"></script>
        </html>

        """

    private static let css = """
        :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1f2328; --soft: #6a6f76; --line: #dcd8cf; --accent: #1f5fae }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #16191d; --ink: #eceae4; --soft: #a2a7ae; --line: #343a41; --accent: #8ab6f0 }
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 system-ui, sans-serif }
        main { min-height: 100vh; min-height: 100dvh; max-width: 44rem; margin: auto; padding: 1rem; display: flex; flex-direction: column; gap: .5rem }
        header { display: flex; justify-content: space-between; align-items: center; gap: 1rem }
        h1 { font-size: 1.5rem; margin: 0 }
        p { margin: 0; color: var(--soft) }
        #state { padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 1rem; font-size: 1rem }
        #log { flex: 1; margin: 0; padding: 0; list-style: none; overflow-y: auto }
        #log li { display: flex; justify-content: space-between; gap: 1rem; padding: .5rem 0; border-block-end: 1px solid var(--line); overflow-wrap: anywhere }
        #log li span:first-child { min-width: 0 }
        time { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap }
        form { display: flex; gap: .5rem; align-items: center }
        label { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
        input, button { font: inherit; min-height: 3rem; border-radius: .5rem; border: 1px solid var(--line); padding: 0 1rem }
        input { flex: 1; min-width: 0; background: transparent; color: inherit }
        button { background: var(--accent); border-color: var(--accent); color: var(--paper) }
        button:disabled { opacity: .5 }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }

        """

    private static let script = """
        "use strict";
        const [state, log, form, text] = ["state", "log", "form", "text"].map((id) => document.getElementById(id));
        const waiting = [];
        let socket, delay = 500;

        function connect() {
          socket = new WebSocket(location.href.replace(/^http/, "ws").replace(/[^/]*$/, "echo"));
          socket.onopen = () => { delay = 500; state.textContent = "live"; form.lastElementChild.disabled = false; };
          socket.onmessage = ({ data }) => show(data, performance.now() - waiting.shift());
          socket.onclose = ({ code }) => {
            waiting.length = 0;
            form.lastElementChild.disabled = true;
            state.textContent = code === 1001 ? "the server is stopping" : "reconnecting…";
            setTimeout(connect, delay = Math.min(delay * 2, 10000));
          };
        }

        function show(words, milliseconds) {
          const [line, what, when] = ["li", "span", "time"].map((name) => document.createElement(name));
          what.dir = "auto";
          what.textContent = words;
          when.textContent = `${milliseconds.toFixed(1)} ms`;
          line.append(what, when);
          log.append(line);
          while (log.childElementCount > 200) log.firstElementChild.remove();
          line.scrollIntoView({ block: "nearest" });
        }

        form.onsubmit = (event) => {
          event.preventDefault();
          if (socket.readyState !== WebSocket.OPEN || !text.value) return;
          waiting.push(performance.now());
          socket.send(text.value);
          text.value = "";
        };
        connect();

        """
}
