// What the example pages share: the river that shows a stream's life, the error, and the code beside it.

const MEANINGS = {
  1000: "done, in good order",
  1001: "the server is going away",
  1005: "closed without a code",
  1006: "the connection was lost",
  1007: "a message was not valid",
  1009: "a message was too large",
  1011: "the server failed",
  1013: "overload, or a client too slow",
};

const STATES = { connecting: "Connecting…", open: "Connected", closing: "Closing…", closed: "Closed" };

/** An element with a class and children: strings become text, never markup. */
export function element(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * The two banks and the water between them: <stream-river flows="up down">, up being from the browser to the server.
 * Every message is a drop; below stand the state, the counts and, at the end, the close code and its reason.
 */
class StreamRiver extends HTMLElement {
  #stream = null;
  #lanes = {};
  #counts = {};
  #state = element("span", "state-text", "Not connected");
  #end = element("p", "end");

  connectedCallback() {
    const bed = element("div", "bed");
    const facts = element("p", "facts", element("span", "state", element("i", "dot"), this.#state));
    facts.setAttribute("role", "status");
    for (const flow of (this.getAttribute("flows") ?? "up down").split(" ")) {
      this.#lanes[flow] = element("div", `lane ${flow}`, element("div", "water"));
      this.#counts[flow] = element("b", "", "0");
      bed.append(this.#lanes[flow]);
    }
    const counts = Object.entries(this.#counts).map(([flow, count]) =>
      element("span", `count ${flow}`, count, flow === "up" ? " sent" : " received"),
    );
    this.#end.hidden = true;
    this.append(
      element("div", "banks", element("span", "bank", "Browser"), bed, element("span", "bank", "Server")),
      element("div", "below", facts, element("p", "counts", ...counts)),
      this.#end,
    );
  }

  /** Shows this stream from now on. */
  watch(stream) {
    this.#stream = stream;
    Object.values(this.#counts).forEach((count) => (count.textContent = "0"));
    const show = () => this.#stream === stream && this.#show(stream);
    stream.addEventListener("open", show);
    stream.addEventListener("end", show);
    stream.addEventListener("sent", () => this.#drop("up"));
    stream.addEventListener("received", () => this.#drop("down"));
    show();
  }

  #show({ state, end }) {
    this.dataset.state = end?.error ? "failed" : state;
    this.#state.textContent = STATES[state];
    this.#end.hidden = !end;
    if (!end) return;
    const refused = end.error?.status;
    const code = element("b", "close-code", refused ? `HTTP ${refused}` : String(end.code));
    const meaning = refused ? "" : MEANINGS[end.code] || (end.error ? "" : end.reason);
    this.#end.replaceChildren(refused ? "Refused with " : "Ended with ", code, " ", meaning);
  }

  #drop(flow) {
    if (!this.#counts[flow]) return;
    this.#counts[flow].textContent = Number(this.#counts[flow].textContent) + 1;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || this.#lanes[flow].childElementCount > 12) return;
    const drop = element("i", "drop");
    this.#lanes[flow].append(drop);
    const course = [{ left: "0%" }, { left: "100%" }];
    drop.animate(flow === "up" ? course : course.reverse(), { duration: 900, easing: "ease-in-out" }).finished.then(
      () => drop.remove(),
      () => drop.remove(),
    );
  }
}

/** Says why a stream failed: <stream-error>, hidden until show(error). */
class StreamErrorBox extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "alert");
    this.hidden = true;
  }

  show(error) {
    const title = error.status ? "The server refused the handshake" : "The stream failed";
    const code = error.code !== "unknown" && error.code;
    const facts = [code, error.status && `HTTP ${error.status}`, error.closeCode && `close code ${error.closeCode}`];
    this.replaceChildren(
      element("strong", "", title),
      element("p", "message", error.message),
      element("p", "facts", ...facts.filter(Boolean).map((fact) => element("code", "", String(fact)))),
    );
    if (error.details) {
      const json = element("pre", "", JSON.stringify(error.details, null, 2));
      this.append(element("details", "", element("summary", "", "Details"), json));
    }
    this.hidden = false;
  }

  clear() {
    this.hidden = true;
    this.replaceChildren();
  }
}

/** The endpoint's own source, from its annotation on: <java-source src="source/chat/Chat.java">. */
class JavaSource extends HTMLElement {
  async connectedCallback() {
    const source = await (await fetch(this.getAttribute("src"))).text();
    const lines = source.slice(source.indexOf("@StreamService")).trimEnd().split("\n");
    this.replaceChildren(element("pre", "", element("code", "", ...lines.map(highlighted))));
  }
}

const TOKENS = new RegExp(
  [
    /(?<comment>\/\*\*.*?\*\/|\/\/.*)/,
    /(?<string>"[^"]*")/,
    /(?<annotation>@\w+)/,
    /(?<stream>\bStream(?:In|Out|InOut)\b)/,
    /(?<keyword>\b(?:boolean|catch|class|final|finally|for|if|int|new|private|public|record|return|static|throws|true|try|void)\b)/,
  ]
    .map((kind) => kind.source)
    .join("|"),
  "g",
);

// One block a line, so that a long one wraps below its own indentation.
function highlighted(line) {
  const block = element("span", "line");
  block.style.setProperty("--indent", line.search(/\S|$/));
  let end = 0;
  for (const token of line.matchAll(TOKENS)) {
    const kind = Object.keys(token.groups).find((name) => token.groups[name] !== undefined);
    block.append(line.slice(end, token.index), element("span", kind, token[0]));
    end = token.index + token[0].length;
  }
  block.append(line.slice(end) || "\n");
  return block;
}

customElements.define("stream-river", StreamRiver);
customElements.define("stream-error", StreamErrorBox);
customElements.define("java-source", JavaSource);
